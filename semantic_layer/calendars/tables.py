"""Which weeks, months, quarters and years does a table of days lay out, and is it whole?

Each row says of a day which week, month and quarter of which year it lies in. Nothing is assumed
of how many there are in a year: thirteen months of four weeks are as good as twelve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from semantic_layer.calendars.stretches import Stretch
from semantic_layer.errors import AisleError
from semantic_layer.period import Unit

DAY = timedelta(days=1)
DAYS_A_WEEK = 7
MONTHS_WITH_NAMES = 12


class TableNotWhole(AisleError):
    """The rows make no calendar; the words say which day is wrong, and why."""


class DayRow(NamedTuple):
    """A day, and the numbers that its units have in the calendar's year; `quarter` may be none."""

    day: date
    year: int
    month: int
    week: int
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """All units of a table in order. A week that the table's edge cuts is not among them.

    `month_names` are the Gregorian months (1 = January) by whose names the months go, by number;
    empty where twelve names do not fit. `whole_weeks`: every year begins with a week of its own.
    """

    first: date
    last: date
    weeks: tuple[Stretch, ...]
    months: tuple[Stretch, ...]
    quarters: tuple[Stretch, ...]
    years: tuple[Stretch, ...]
    month_names: tuple[int, ...]
    whole_weeks: bool


def calendar_days(rows: Iterable[DayRow]) -> CalendarDays:
    """The units of a table that begins with a year and ends with one; raises TableNotWhole."""
    given = tuple(rows)
    if any(row.day is None for row in given):
        raise TableNotWhole("a row has no day")
    days = sorted(given, key=lambda row: row.day)
    _follow_each_other(days)
    years = _units(days, Unit.YEAR, lambda row: (row.year, 1))
    months = _units(days, Unit.MONTH, lambda row: (row.year, row.month))
    by_quarter = days if days[0].quarter is not None else []
    quarters = _units(by_quarter, Unit.QUARTER, lambda row: (row.year, row.quarter or 0))
    weeks = tuple(_weeks(days))
    for units in (years, quarters, months):
        _begin_with_the_first(units)
    for units in (years, quarters, months, weeks):
        _are_in_order(units)
    _begin_with_months(quarters, months)
    starts = {week.start for week in weeks}
    return CalendarDays(
        first=days[0].day,
        last=days[-1].day,
        weeks=weeks,
        months=months,
        quarters=quarters,
        years=years,
        month_names=_month_names(months),
        whole_weeks=all(year.start in starts for year in years),
    )


def _follow_each_other(days: Sequence[DayRow]) -> None:
    if not days:
        raise TableNotWhole("it has no rows")
    for row in days:
        if row.year is None or row.month is None or row.week is None:
            raise TableNotWhole(f"{row.day} has an empty year, month or week")
        if (row.quarter is None) != (days[0].quarter is None):
            raise TableNotWhole(f"some days have a quarter and others none, such as {row.day}")
    for row, after in pairwise(days):
        if after.day == row.day:
            raise TableNotWhole(f"{row.day} stands in it twice")
        if after.day != row.day + DAY:
            raise TableNotWhole(f"{row.day + DAY} is missing")


def _units(
    days: Sequence[DayRow], unit: Unit, place: Callable[[DayRow], tuple[int, int]]
) -> tuple[Stretch, ...]:
    found = []
    for (year, number), group in groupby(days, place):
        rows = list(group)
        found.append(Stretch(unit, year, number, rows[0].day, rows[-1].day))
    return tuple(found)


def _weeks(days: Sequence[DayRow]) -> Iterator[Stretch]:
    """A week over the turn of the year is the new year's where it is its first."""
    for number, group in groupby(days, lambda row: row.week):
        rows = list(group)
        start, end = rows[0], rows[-1]
        if len(rows) < DAYS_A_WEEK and (start is days[0] or end is days[-1]):
            continue
        if len(rows) != DAYS_A_WEEK:
            raise TableNotWhole(
                f"week {number} from {start.day} to {end.day} has {len(rows)} days, not 7"
            )
        yield Stretch(Unit.WEEK, (end if number == 1 else start).year, number, start.day, end.day)


def _begin_with_the_first(units: Sequence[Stretch]) -> None:
    if units and units[0].number != 1:
        first = units[0]
        raise TableNotWhole(
            f"it begins on {first.start} in {first.unit} {first.number} of {first.year}, "
            "and has to begin with a year"
        )


def _are_in_order(units: Sequence[Stretch]) -> None:
    """Each is the next one of its year, or the first of the next year."""
    for unit, after in pairwise(units):
        next_ones = (unit.year, unit.number + 1), (unit.year + 1, 1)
        if (after.year, after.number) not in next_ones:
            raise TableNotWhole(
                f"{_named(after)} begins on {after.start}, right after {_named(unit)}"
            )


def _named(unit: Stretch) -> str:
    return str(unit.year) if unit.unit is Unit.YEAR else f"{unit.unit} {unit.number} of {unit.year}"


def _begin_with_months(quarters: Sequence[Stretch], months: Sequence[Stretch]) -> None:
    starts = {month.start for month in months}
    for quarter in quarters:
        if quarter.start not in starts:
            raise TableNotWhole(f"{_named(quarter)} begins on {quarter.start}, amid a month")


def _month_names(months: Sequence[Stretch]) -> tuple[int, ...]:
    """The Gregorian month in which most days of most months of a number lie, for twelve of them."""
    if {month.number for month in months} != set(range(1, MONTHS_WITH_NAMES + 1)):
        return ()
    names = tuple(
        Counter(month.middle.month for month in months if month.number == number).most_common(1)[0][
            0
        ]
        for number in range(1, MONTHS_WITH_NAMES + 1)
    )
    return names if len(set(names)) == MONTHS_WITH_NAMES else ()
