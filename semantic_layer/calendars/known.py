"""Which days make a unit of a calendar whose table has been read?

The table comes as rows from whoever reads the warehouse. Outside it nothing is known, and nothing
is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.tables import DAY, CalendarDays
from semantic_layer.errors import NotModelled, NotUnderstood, OutsideData
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit


class KnownCalendar(CalendarDefinition):
    """A calendar of kind `table` with its table's days, or with what is wrong with that table."""

    days: CalendarDays | str


def with_days(index: ModelIndex, days: Mapping[str, CalendarDays | str]) -> ModelIndex:
    """The index with the days of its calendars of kind `table`, by the calendar's name."""
    known = {
        name: KnownCalendar(**index.calendars[name].model_dump(), days=found)
        for name, found in days.items()
    }
    return replace(index, calendars={**index.calendars, **known}) if known else index


def days_of(calendar: CalendarDefinition) -> CalendarDays:
    """Raises NotModelled where the table has not been read, or makes no calendar."""
    days = calendar.days if isinstance(calendar, KnownCalendar) else "it has not been read"
    if isinstance(days, str):
        raise NotModelled(
            f"The calendar “{calendar.label}” cannot be used: of its table of days, {days}. "
            "Ask by another calendar, or have the table put right."
        )
    return days


def holding(calendar: CalendarDefinition, unit: Unit, day: date) -> Stretch:
    if unit is Unit.DAY:
        year = holding(calendar, Unit.YEAR, day)
        return Stretch(unit, year.year, (day - year.start).days + 1, day, day)
    units = _units(calendar, unit)
    place = bisect_right(units, day, key=lambda each: each.start) - 1
    if place < 0 or day > units[place].end:
        raise _outside(calendar)
    return units[place]


def numbered(calendar: CalendarDefinition, unit: Unit, year: int, number: int) -> Stretch | None:
    if unit is not Unit.DAY:
        units = _units(calendar, unit)
        place = _place(units, year, number)
        return units[place] if place is not None else None
    whole = numbered(calendar, Unit.YEAR, year, 1)
    if whole is None or not 1 <= number <= (whole.end - whole.start).days + 1:
        return None
    day = whole.start + timedelta(days=number - 1)
    return Stretch(unit, year, number, day, day)


def moved(calendar: CalendarDefinition, stretch: Stretch, steps: int) -> Stretch:
    if stretch.unit is Unit.DAY:
        return holding(calendar, Unit.DAY, stretch.start + steps * DAY)
    units = _units(calendar, stretch.unit)
    place = _place(units, stretch.year, stretch.number)
    if place is None or not 0 <= place + steps < len(units):
        raise _outside(calendar)
    return units[place + steps]


def month_number(calendar: CalendarDefinition, month_of: int) -> int:
    names = days_of(calendar).month_names
    if not names:
        raise NotUnderstood(
            f"The months of the calendar “{calendar.label}” go by numbers and have no names. "
            "Ask for one by its number, for example “period 3”."
        )
    return names.index(month_of) + 1


def month_name_of(calendar: CalendarDefinition, number: int) -> int | None:
    names = days_of(calendar).month_names
    return names[number - 1] if names else None


def gregorian_year(calendar: CalendarDefinition, year: int, month_of: int) -> int:
    month = numbered(calendar, Unit.MONTH, year, month_number(calendar, month_of))
    if month is None:
        raise _outside(calendar)
    return month.middle.year


def year_with(calendar: CalendarDefinition, gregorian: int, month_of: int) -> int:
    number = month_number(calendar, month_of)
    for month in _units(calendar, Unit.MONTH):
        if month.number == number and month.middle.year == gregorian:
            return month.year
    raise _outside(calendar)


def week_year(calendar: CalendarDefinition, year: int) -> tuple[date, date]:
    weeks = [each for each in _units(calendar, Unit.WEEK) if each.year == year]
    if not weeks:
        raise _outside(calendar)
    return weeks[0].start, weeks[-1].end


def _units(calendar: CalendarDefinition, unit: Unit) -> tuple[Stretch, ...]:
    days = days_of(calendar)
    match unit:
        case Unit.WEEK:
            return days.weeks
        case Unit.MONTH:
            return days.months
        case Unit.QUARTER if not days.quarters:
            raise NotModelled(
                f"The calendar “{calendar.label}” has no quarters. Ask by month or by year."
            )
        case Unit.QUARTER:
            return days.quarters
    return days.years


def _place(units: tuple[Stretch, ...], year: int, number: int) -> int | None:
    place = bisect_left(units, (year, number), key=lambda each: (each.year, each.number))
    here = units[place : place + 1]
    return place if here and (here[0].year, here[0].number) == (year, number) else None


def _outside(calendar: CalendarDefinition) -> OutsideData:
    days = days_of(calendar)
    return OutsideData(
        f"The table of the calendar “{calendar.label}” holds {_said(days.first)} to "
        f"{_said(days.last)}, and the question needs days outside it. Ask for a period inside."
    )


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
