"""Which days does a period mean today?

A period in progress ends at the watermark; one that has not begun keeps its own end. "Begun" and
"current" are by today, the day after the watermark; "over" is by the watermark.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from semantic_layer.calendars.describe import describe_day, describe_days, name_units
from semantic_layer.calendars.holidays import find_holiday, known_date, latest_date
from semantic_layer.calendars.named import find_season, has_come, months_earlier, named_unit
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.previous import previous_period
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.units import (
    DAY,
    holding,
    month_number,
    moved,
    numbered,
    units_between,
    year_with,
)
from semantic_layer.errors import NotUnderstood, OutsideData
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import (
    Before,
    Dates,
    Days,
    HalfYear,
    Holiday,
    Named,
    Period,
    Relative,
    Remaining,
    Rolling,
    Season,
    Span,
    Unit,
    WeekOf,
    Within,
)

TO_DATE = " to date"
MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def resolve(
    period: Period, index: ModelIndex, clock: Clock, *, future: bool = False
) -> ResolvedPeriod:
    """The days of a period that the data can answer; raises OutsideData otherwise.

    `future` allows a period that has not begun, for plans and forecasts.
    """
    resolved = locate(period, index, clock)
    begins_late = resolved.start > clock.watermark and not future
    if resolved.whole_end < clock.first_day or begins_late:
        held = describe_days(clock.first_day, clock.watermark)
        asked = describe_days(resolved.start, resolved.whole_end)
        named = asked if asked == resolved.label else f"{resolved.label} ({asked})"
        raise OutsideData(
            f"The data holds {held}, so it says nothing about {named}. "
            "Ask for a period inside the data."
        )
    return resolved


def resolve_flow(
    period: Period, index: ModelIndex, clock: Clock, *, planned: bool
) -> ResolvedPeriod:
    """The days of a period for what happens in it.

    Of what is only `planned` a named period is known as a whole while it is in progress: the plan
    of Q4 is not that of its first days.
    """
    resolved = resolve(period, index, clock, future=planned)
    if not planned or not isinstance(period, Named | Season):
        return resolved
    return replace(resolved, end=resolved.whole_end, label=resolved.label.removesuffix(TO_DATE))


def default_period(index: ModelIndex) -> Period:
    """What is meant where no period is named: the default calendar's year to date."""
    return Relative(unit=Unit.YEAR, calendar=index.calendar(None).name)


def period_unsaid(metrics: tuple[str, ...], index: ModelIndex) -> Period:
    """What is meant where a query of these metrics names no period: their own, if it is one."""
    own = {index.metric(name).default_period for name in metrics}
    return (own.pop() if len(own) == 1 else None) or default_period(index)


def locate(period: Period, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    """The days of a period, wherever the data begins and ends."""
    try:
        return _locate(period, index, clock)
    except (ValueError, OverflowError) as error:
        raise OutsideData(
            "The period lies outside the years that a date can have. Ask for a nearer one."
        ) from error


def _locate(period: Period, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    match period:
        case Dates():
            return _dates(period, clock)
        case Days():
            return _plain(_day(period, clock), None, clock, Unit.DAY)
        case Relative():
            return _relative(period, index, clock)
        case HalfYear():
            return _half_year(period, index, clock)
        case Rolling():
            return _rolling(period, index, clock)
        case Named():
            return _named(period, index, clock)
        case WeekOf():
            calendar = index.calendar(period.calendar)
            day = period.day or locate(period.of or Dates(), index, clock).start
            unit = holding(calendar, period.unit, day)
            return _units(calendar, unit, unit, index, clock)
        case Within():
            return _within(period, index, clock)
        case Holiday():
            return _holiday(period, index, clock)
        case Season():
            return _season(period, index, clock)
        case Span():
            return _span(period, index, clock)
        case Before():
            return previous_period(locate(period.period, index, clock), index)
        case Remaining():
            return _remaining(locate(period.period, index, clock), clock)


def cut(
    start: date,
    whole_end: date,
    label: str,
    clock: Clock,
    unit: Unit | None = None,
    calendar: CalendarDefinition | None = None,
) -> ResolvedPeriod:
    """A period by its own days, its end cut to the watermark while it is in progress."""
    in_progress = start <= clock.watermark < whole_end
    return ResolvedPeriod(
        start=start,
        end=clock.watermark if in_progress else whole_end,
        whole_end=whole_end,
        label=f"{label}{TO_DATE}" if in_progress else label,
        unit=unit,
        calendar=calendar.name if calendar else None,
        complete=whole_end <= clock.watermark,
    )


def _units(
    calendar: CalendarDefinition, first: Stretch, last: Stretch, index: ModelIndex, clock: Clock
) -> ResolvedPeriod:
    if first.unit is Unit.DAY:
        return _plain(first.start, last.end, clock, Unit.DAY)
    label = name_units(calendar, first, last, index.calendar(None))
    return cut(first.start, last.end, label, clock, first.unit, calendar)


def _plain(start: date, end: date | None, clock: Clock, unit: Unit | None) -> ResolvedPeriod:
    """Days that belong to no calendar; their dates are their name."""
    resolved = cut(start, end or start, "", clock, unit)
    return replace(resolved, label=describe_days(resolved.start, resolved.end))


def _dates(period: Dates, clock: Clock) -> ResolvedPeriod:
    start, end = _edges(period.start, period.end, clock)
    _in_order(start, end)
    return _plain(start, end, clock, Unit.DAY if start == period.end == period.start else None)


def _edges(start: date | None, end: date | None, clock: Clock) -> tuple[date, date]:
    """An open end is the data's edge, or the other end where that lies beyond the edge."""
    return (
        start or min(clock.first_day, end or clock.first_day),
        end or max(clock.watermark, start or clock.watermark),
    )


def _in_order(start: date, end: date) -> None:
    if start > end:
        raise NotUnderstood(
            f"The period would end on {describe_day(end)}, before it begins on "
            f"{describe_day(start)}. Name the earlier date first."
        )


def _day(period: Days, clock: Clock) -> date:
    if period.weekday is None:
        return clock.today + period.offset * DAY
    before = (clock.today.weekday() - period.weekday - 1) % 7 + 1
    return clock.today - before * DAY + timedelta(weeks=period.offset)


def _relative(period: Relative, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    calendar = index.calendar(period.calendar)
    first = moved(calendar, holding(calendar, period.unit, clock.today), period.offset)
    return _units(calendar, first, moved(calendar, first, period.count - 1), index, clock)


def _half_year(period: HalfYear, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    calendar = index.calendar(period.calendar)
    quarter = holding(calendar, Unit.QUARTER, clock.today)
    first = moved(calendar, quarter, 2 * period.offset - (quarter.number - 1) % 2)
    return _units(calendar, first, moved(calendar, first, 1), index, clock)


def _rolling(period: Rolling, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    to = locate(period.to, index, clock) if period.to else None
    if to is not None and to.unit is period.unit and to.calendar is not None:
        calendar = index.calendar(to.calendar)
        last = holding(calendar, period.unit, to.start)
        return _units(calendar, moved(calendar, last, 1 - period.count), last, index, clock)
    end = to.whole_end if to else clock.watermark
    match period.unit:
        case Unit.DAY:
            return _plain(end - (period.count - 1) * DAY, end, clock, Unit.DAY)
        case Unit.WEEK:
            return _plain(end - (7 * period.count - 1) * DAY, end, clock, None)
    months = period.count * MONTHS_IN[period.unit]
    return _plain(months_earlier(end, months) + DAY, end, clock, None)


def _named(period: Named, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    calendar = index.calendar(period.calendar)
    unit = named_unit(period, calendar, clock)
    if unit is None:
        year = "any recent year" if period.year is None else str(period.year)
        raise OutsideData(
            f"There is no {period.unit} {period.number} in {year} "
            f"({calendar.label}). Ask for another {period.unit}."
        )
    return _units(calendar, unit, unit, index, clock)


def _within(period: Within, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    outer = locate(period.period, index, clock)
    calendar = index.calendar(outer.calendar)
    units = units_between(calendar, period.unit, outer.start, outer.whole_end)
    place = period.position - 1 if period.position > 0 else period.position
    if period.position == 0 or not -len(units) <= place < len(units):
        raise OutsideData(
            f"{outer.label} has {len(units)} {period.unit}s; ask for one from 1 to {len(units)}."
        )
    return _units(calendar, units[place], units[place], index, clock)


def _holiday(period: Holiday, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    holiday = find_holiday(period.name, index)
    if period.year is None and period.year_offset is None:
        day = latest_date(holiday, clock)
    else:
        day = known_date(holiday, period.year or clock.today.year + (period.year_offset or 0))
    return replace(_plain(day, day, clock, Unit.DAY), label=f"{holiday.name} {day.year}")


def _season(period: Season, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    season = find_season(period.name, index)
    calendar = index.calendar(season.calendar)
    this_year = holding(calendar, Unit.YEAR, clock.today).year
    years = [this_year + (period.year_offset or 0)]
    if period.year is not None:
        years = [year_with(calendar, period.year, season.first_month_of)]
    elif period.year_offset is None:
        years = [this_year + 1, this_year, this_year - 1, this_year - 2]
    for year in years:
        first = numbered(calendar, Unit.MONTH, year, month_number(calendar, season.first_month_of))
        if first is None:
            continue
        last = moved(calendar, first, season.months - 1)
        found = has_come(first.start, last.end, clock, over=period.over)
        if found or len(years) == 1:
            label = f"{season.name} {first.year}"
            return cut(first.start, last.end, label, clock, None, calendar)
    raise OutsideData(f"No {season.name} has begun yet.")


def _span(period: Span, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    opening = locate(period.start, index, clock) if period.start else None
    closing = locate(period.end, index, clock) if period.end else None
    if opening and closing and opening.start > closing.whole_end and period.start:
        opening = a_year_earlier(period.start, opening, index, clock)
    first = opening.start if opening else None
    if opening and period.exclusive_start:
        first = opening.whole_end + DAY
    last = closing.whole_end if closing else None
    if closing and period.exclusive_end:
        last = closing.start - DAY
    start, end = _edges(first, last, clock)
    _in_order(start, end)
    named = opening or closing
    whole_units = named is not None and named.unit is not Unit.DAY
    resolved = _plain(start, end, clock, named.unit if named and whole_units else None)
    return replace(resolved, calendar=named.calendar if named else None)


def a_year_earlier(
    period: Period, resolved: ResolvedPeriod, index: ModelIndex, clock: Clock
) -> ResolvedPeriod:
    """ "November to January": a beginning without a year is the latest one before the end."""
    if not isinstance(period, Named) or period.year is not None or period.year_offset is not None:
        return resolved
    calendar = index.calendar(period.calendar)
    year = holding(calendar, Unit.YEAR, resolved.start).year - 1
    earlier = period.model_copy(update={"year": year, "year_of": "calendar"})
    return locate(earlier, index, clock)


def _remaining(whole: ResolvedPeriod, clock: Clock) -> ResolvedPeriod:
    start = max(whole.start, clock.watermark + DAY)
    if start > whole.whole_end:
        raise OutsideData(f"{whole.label} is over: nothing of it remains.")
    label = f"the rest of {whole.label.removesuffix(' to date')}"
    return ResolvedPeriod(
        start, whole.whole_end, whole.whole_end, label, whole.unit, whole.calendar, complete=False
    )
