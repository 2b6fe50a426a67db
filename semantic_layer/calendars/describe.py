"""How people say a period: "fiscal October 2026 (4 to 31 October 2026)"."""

from __future__ import annotations

from datetime import date

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.units import (
    gregorian_year,
    is_fiscal,
    month_name_of,
)
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.period import Unit

FISCAL = "fiscal"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def describe_period(resolved: ResolvedPeriod) -> str:
    """The period's name and its days; the days alone where they are the name."""
    days = describe_days(resolved.start, resolved.end)
    return days if resolved.label == days else f"{resolved.label} ({days})"


def describe_days(start: date, end: date) -> str:
    if start == end:
        return describe_day(start)
    if start.year != end.year:
        return f"{describe_day(start)} to {describe_day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} to {describe_day(end)}"
    return f"{start.day} to {describe_day(end)}"


def describe_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def name_units(
    calendar: CalendarDefinition, first: Stretch, last: Stretch, default: CalendarDefinition
) -> str:
    """The name of a unit, or of a run of units, on a calendar.

    The default calendar's Gregorian periods are named plainly; a retail month that lies in another
    Gregorian year than its fiscal one is "January of fiscal 2025", so that nobody reads 2025 alone.
    """
    kind = calendar_word(calendar, default)
    if first == last:
        return _name_unit(calendar, first, kind)
    if (first.unit, first.year) == (last.unit, last.year) and first.unit is not Unit.YEAR:
        opening = _part_name(calendar, first)
        closing = _part_name(calendar, last).removeprefix("week ")
        return f"{opening} to {closing} of {kind}{first.year}".replace("week ", "weeks ", 1)
    return f"{_name_unit(calendar, first, kind)} to {_name_unit(calendar, last, kind)}"


def calendar_word(calendar: CalendarDefinition, default: CalendarDefinition) -> str:
    """ "fiscal " or "calendar ", or nothing where no other calendar could be meant.

    A fiscal calendar is called by the first of its own words, so that two of them never read
    alike.
    """
    if is_fiscal(calendar):
        own = (word for word in calendar.synonyms if " " not in word.strip())
        return f"{next(own, FISCAL)} "
    return "calendar " if is_fiscal(default) else ""


def _name_unit(calendar: CalendarDefinition, unit: Stretch, kind: str) -> str:
    match unit.unit:
        case Unit.YEAR:
            return f"{kind}{unit.year}"
        case Unit.QUARTER:
            return f"{kind}Q{unit.number} {unit.year}"
        case Unit.WEEK:
            return f"week {unit.number} of {kind}{unit.year}"
        case Unit.DAY:
            return describe_day(unit.start)
    month_of = month_name_of(calendar, unit.number)
    if month_of is None:
        return f"{_part_name(calendar, unit)} of {kind}{unit.year}"
    if gregorian_year(calendar, unit.year, month_of) != unit.year:
        return f"{MONTHS[month_of - 1]} of {kind}{unit.year}"
    return f"{kind}{MONTHS[month_of - 1]} {unit.year}"


def _part_name(calendar: CalendarDefinition, unit: Stretch) -> str:
    match unit.unit:
        case Unit.QUARTER:
            return f"Q{unit.number}"
        case Unit.WEEK:
            return f"week {unit.number}"
    month_of = month_name_of(calendar, unit.number)
    return f"period {unit.number}" if month_of is None else MONTHS[month_of - 1]
