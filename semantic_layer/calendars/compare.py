"""With which days is a period compared, and by which rule?"""

from __future__ import annotations

from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta

from semantic_layer.calendars.describe import describe_days, describe_period
from semantic_layer.calendars.events import compare_by_event
from semantic_layer.calendars.named import months_earlier
from semantic_layer.calendars.periods import Clock, ComparedPeriod, ResolvedPeriod, Run
from semantic_layer.calendars.previous import named_range, previous_period
from semantic_layer.calendars.resolve import locate
from semantic_layer.calendars.units import (
    DAY,
    holding,
    is_retail,
    numbered,
    units_between,
    week_year,
)
from semantic_layer.errors import NotUnderstood, OutsideData
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Dates, Period, Unit
from semantic_layer.query import Basis, Comparison, ComparisonKind

YEAR_OF_WEEKS = timedelta(weeks=52)


def compare_period(
    comparison: Comparison,
    period: Period,
    resolved: ResolvedPeriod,
    index: ModelIndex,
    clock: Clock,
) -> ComparedPeriod:
    """The days that `resolved` (which is `period` today) is compared with.

    For a plan these are the days that both sides cover.
    """
    if comparison.kind is ComparisonKind.LAST_YEAR and comparison.basis is Basis.EVENT:
        return compare_by_event(resolved, index, clock)
    match comparison.kind:
        case ComparisonKind.PREVIOUS_PERIOD:
            found, rule = _previous(resolved, index)
        case ComparisonKind.LAST_YEAR:
            found, rule = _last_year(comparison.basis, resolved, index)
        case ComparisonKind.PLAN:
            found, rule = _planned_units(resolved, index, clock)
        case ComparisonKind.PERIOD:
            found, rule = _named(comparison, resolved, index, clock)
    one_step = found.days == resolved.days and not (
        _goes_by_dates(comparison, resolved, index)
        and (_has_leap_day(found) or _has_leap_day(resolved))
    )
    return ComparedPeriod(
        period=found,
        rule=rule,
        shift=(resolved.start - found.start).days if one_step else None,
        before_data=found.start < clock.first_day,
    )


def _previous(resolved: ResolvedPeriod, index: ModelIndex) -> tuple[ResolvedPeriod, str]:
    found = previous_period(resolved, index)
    if resolved.end < resolved.whole_end:
        return found, (
            f"Compared with the same number of days of the period before: {describe_period(found)}."
        )
    return found, f"Compared with the period before: {describe_period(found)}."


def _last_year(
    basis: Basis | None, resolved: ResolvedPeriod, index: ModelIndex
) -> tuple[ResolvedPeriod, str]:
    match basis or own_basis(resolved, index):
        case Basis.SAME_DATES:
            found = _moved(resolved, *_same_dates(resolved, index), index)
            rule = "Compared with the same dates a year earlier"
        case Basis.SAME_WEEK_NUMBER:
            found = _moved(resolved, *_same_weeks(resolved, index), index)
            rule = "Each week is compared with the week of the same number a year earlier"
        case _:
            found = _like_for_like(resolved, index)
            rule = "Each day is compared with the day 364 days earlier, so that weeks meet weeks"
    return found, f"{rule}: {describe_days(found.start, found.end)}."


def own_basis(resolved: ResolvedPeriod, index: ModelIndex) -> Basis:
    """The rule of the period's own calendar."""
    weeks = is_retail(index.calendar(resolved.calendar))
    return Basis.LIKE_FOR_LIKE if weeks else Basis.SAME_DATES


def _goes_by_dates(comparison: Comparison, resolved: ResolvedPeriod, index: ModelIndex) -> bool:
    basis = comparison.basis or own_basis(resolved, index)
    return comparison.kind is ComparisonKind.LAST_YEAR and basis is Basis.SAME_DATES


def _has_leap_day(period: ResolvedPeriod) -> bool:
    """Whether a day of the period has no same date in most years."""
    years = range(period.start.year, period.end.year + 1)
    return any(
        period.start <= date(year, 3, 1) - DAY <= period.end for year in years if isleap(year)
    )


def _like_for_like(resolved: ResolvedPeriod, index: ModelIndex) -> ResolvedPeriod:
    start, end = resolved.start - YEAR_OF_WEEKS, resolved.end - YEAR_OF_WEEKS
    runs = tuple(Run(run.first - YEAR_OF_WEEKS, run.last - YEAR_OF_WEEKS) for run in resolved.runs)
    return replace(_moved(resolved, start, end, index), runs=runs)


def _moved(resolved: ResolvedPeriod, start: date, end: date, index: ModelIndex) -> ResolvedPeriod:
    return named_range(replace(resolved, start=start, end=end, whole_end=end, complete=True), index)


def _same_dates(resolved: ResolvedPeriod, index: ModelIndex) -> tuple[date, date]:
    """A whole February ends on its own last day, also in a leap year."""
    start, end = months_earlier(resolved.start, 12), months_earlier(resolved.end, 12)
    if resolved.calendar is None or is_retail(index.calendar(resolved.calendar)):
        return start, end
    whole_months = resolved.complete and resolved.unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR)
    if whole_months and (resolved.end + DAY).day == 1:
        return start, months_earlier(resolved.end + DAY, 12) - DAY
    return start, end


def _same_weeks(resolved: ResolvedPeriod, index: ModelIndex) -> tuple[date, date]:
    """A 53rd week has no week of its number in most years before: it is left out."""
    calendar = index.calendar(resolved.calendar)
    start = _same_week_day(resolved.start, calendar)
    if start is None:
        raise OutsideData(
            f"{resolved.label} begins in a 53rd week, and the year before has none. "
            "Ask for the comparable days of last year."
        )
    last_year = holding(calendar, Unit.WEEK, resolved.end).year - 1
    return start, _same_week_day(resolved.end, calendar) or week_year(calendar, last_year)[1]


def _same_week_day(day: date, calendar: CalendarDefinition) -> date | None:
    week = holding(calendar, Unit.WEEK, day)
    before = numbered(calendar, Unit.WEEK, week.year - 1, week.number)
    return before.start + (day - week.start) if before else None


def _planned_units(
    resolved: ResolvedPeriod, index: ModelIndex, clock: Clock
) -> tuple[ResolvedPeriod, str]:
    """The whole units of the plan that lie in the period and are over, on both sides."""
    unit = _unit_of_plans(index)
    units = units_between(index.calendar(None), unit, resolved.start, resolved.whole_end)
    over = [
        each
        for each in units
        if resolved.start <= each.start
        and each.end <= resolved.whole_end
        and each.end <= clock.watermark
    ]
    if not over:
        raise OutsideData(
            f"No whole {unit} of {describe_period(resolved)} is over yet, and the plan is by "
            f"{unit}. Ask for a longer or an earlier period."
        )
    start, end = over[0].start, over[-1].end
    found = named_range(
        replace(resolved, start=start, end=end, whole_end=end, complete=True), index
    )
    covered = f"whole {unit} that is" if len(over) == 1 else f"{len(over)} whole {unit}s that are"
    return found, (
        f"The plan is by {unit}, so both sides cover the {covered} over: "
        f"{describe_days(start, end)}."
    )


def _unit_of_plans(index: ModelIndex) -> Unit:
    """The longest unit that a dataset is kept by and that is added up over time."""
    units = tuple(Unit)
    kept = [each.unit for each in index.datasets.values() if each.time and each.snapshots is None]
    return max((Unit.WEEK, *kept), key=units.index)


def _named(
    comparison: Comparison, resolved: ResolvedPeriod, index: ModelIndex, clock: Clock
) -> tuple[ResolvedPeriod, str]:
    if comparison.period is None:
        raise NotUnderstood("Say which period to compare with, for example “against September”.")
    found = locate(comparison.period, index, clock)
    to_date = resolved.end < resolved.whole_end and not isinstance(comparison.period, Dates)
    if to_date and found.unit == resolved.unit and found.days > resolved.days and found.complete:
        end = found.start + timedelta(days=resolved.days - 1)
        label = f"the first {resolved.days} days of {found.label}"
        found = replace(found, end=end, whole_end=end, label=label)
        return found, (
            f"A period to date is compared with the same number of days: {describe_period(found)}."
        )
    return found, f"Compared with {describe_period(found)}."
