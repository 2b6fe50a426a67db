"""Which days make a week, month, quarter and year of a calendar.

Everything is computed from the calendar's definition, for any year, but for a calendar that a table
lays out: that one is looked up in its days, and known no further.
A retail year ends on the last day of a week nearest to the end of a month, so that it has 52 weeks
and now and then 53; the 53rd week belongs to the year's last month.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from semantic_layer.calendars import known
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.errors import InvariantError
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.period import Unit

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
WEEKS_OF_MONTHS = {
    "retail_454": (4, 5, 4),
    "retail_445": (4, 4, 5),
    "retail_544": (5, 4, 4),
}
TABLE = "table"
PER_YEAR = {Unit.MONTH: 12, Unit.QUARTER: 4, Unit.YEAR: 1}


def is_fiscal(calendar: CalendarDefinition) -> bool:
    """Whether its years are the retailer's own."""
    return calendar.kind != "gregorian"


def is_retail(calendar: CalendarDefinition) -> bool:
    """Whether its years are made of whole weeks."""
    if calendar.kind == TABLE:
        return known.days_of(calendar).whole_weeks
    return is_fiscal(calendar)


def holding(calendar: CalendarDefinition, unit: Unit, day: date) -> Stretch:
    """The unit that a day lies in."""
    if calendar.kind == TABLE:
        return known.holding(calendar, unit, day)
    start, end = _year_holding(calendar, unit, day)
    year = _name_of_year(calendar, unit, start)
    match unit:
        case Unit.DAY:
            return Stretch(unit, year, (day - start).days + 1, day, day)
        case Unit.WEEK:
            number = (day - start).days // 7
            return Stretch(
                unit, year, number + 1, start + number * WEEK, start + (number + 1) * WEEK - DAY
            )
        case Unit.YEAR:
            return Stretch(unit, year, 1, start, end)
    for number in range(1, PER_YEAR[unit] + 1):
        first, last = _part(calendar, unit, year, number)
        if first <= day <= last:
            return Stretch(unit, year, number, first, last)
    raise InvariantError(f"{day} lies in no {unit} of {calendar.name}")


def numbered(calendar: CalendarDefinition, unit: Unit, year: int, number: int) -> Stretch | None:
    """The unit by its number in a year; none where the year has no such (week 53)."""
    if calendar.kind == TABLE:
        return known.numbered(calendar, unit, year, number)
    if unit in PER_YEAR:
        if not 1 <= number <= PER_YEAR[unit]:
            return None
        first, last = _part(calendar, unit, year, number)
        return Stretch(unit, year, number, first, last)
    start, end = week_year(calendar, year) if unit is Unit.WEEK else _year(calendar, year)
    length = WEEK if unit is Unit.WEEK else DAY
    first = start + (number - 1) * length
    if number < 1 or first > end:
        return None
    return Stretch(unit, year, number, first, first + length - DAY)


def moved(calendar: CalendarDefinition, stretch: Stretch, steps: int) -> Stretch:
    """The unit `steps` after this one (before it, if negative)."""
    if calendar.kind == TABLE:
        return known.moved(calendar, stretch, steps)
    if stretch.unit in PER_YEAR:
        each = PER_YEAR[stretch.unit]
        year, number = divmod(stretch.year * each + stretch.number - 1 + steps, each)
        first, last = _part(calendar, stretch.unit, year, number + 1)
        return Stretch(stretch.unit, year, number + 1, first, last)
    length = WEEK if stretch.unit is Unit.WEEK else DAY
    return holding(calendar, stretch.unit, stretch.start + steps * length)


def units_between(
    calendar: CalendarDefinition, unit: Unit, first: date, last: date
) -> tuple[Stretch, ...]:
    """All units that have a day from `first` to `last`, in order."""
    found = [holding(calendar, unit, first)]
    while found[-1].end < last:
        found.append(moved(calendar, found[-1], 1))
    return tuple(found)


def month_number(calendar: CalendarDefinition, month_of: int) -> int:
    """The number within the calendar's year of the month with a Gregorian name."""
    if calendar.kind == TABLE:
        return known.month_number(calendar, month_of)
    return (month_of - 1 - _months_before(calendar)) % 12 + 1


def month_name_of(calendar: CalendarDefinition, number: int) -> int | None:
    """The Gregorian month (1 = January) whose name the calendar's month has.

    None where the months go by numbers alone, as thirteen of them do.
    """
    if calendar.kind == TABLE:
        return known.month_name_of(calendar, number)
    return (number - 1 + _months_before(calendar)) % 12 + 1


def gregorian_year(calendar: CalendarDefinition, year: int, month_of: int) -> int:
    """The Gregorian year in which the month of that name lies, of a year of the calendar."""
    if calendar.kind == TABLE:
        return known.gregorian_year(calendar, year, month_of)
    closing = _closing_year(calendar, year)
    return closing if not is_retail(calendar) or month_of <= calendar.ends_near else closing - 1


def year_with(calendar: CalendarDefinition, gregorian: int, month_of: int) -> int:
    """The calendar's year whose month of that name lies in a Gregorian year."""
    if calendar.kind == TABLE:
        return known.year_with(calendar, gregorian, month_of)
    return gregorian + (gregorian - gregorian_year(calendar, gregorian, month_of))


def week_year(calendar: CalendarDefinition, year: int) -> tuple[date, date]:
    """The days of a year counted in whole weeks.

    On the Gregorian calendar week 1 is the first with most of its days in the year (ISO 8601, for
    weeks that start on Monday).
    """
    if calendar.kind == TABLE:
        return known.week_year(calendar, year)
    if is_retail(calendar):
        return _year(calendar, year)
    return _week_start(calendar, date(year, 1, 4)), _week_start(
        calendar, date(year + 1, 1, 4)
    ) - DAY


def _year(calendar: CalendarDefinition, year: int) -> tuple[date, date]:
    if not is_retail(calendar):
        return date(year, 1, 1), date(year, 12, 31)
    last_weekday = 5 if calendar.week_starts == "sunday" else 6
    closing = _closing_year(calendar, year)
    return (
        _retail_end(closing - 1, calendar.ends_near, last_weekday) + DAY,
        _retail_end(closing, calendar.ends_near, last_weekday),
    )


@cache
def _retail_end(gregorian: int, month: int, last_weekday: int) -> date:
    """The last day of a week nearest to the end of a month: three days around it at most."""
    month_end = date(gregorian + month // 12, month % 12 + 1, 1) - DAY
    after = (last_weekday - month_end.weekday()) % 7
    return month_end + (after if after <= 3 else after - 7) * DAY


def _year_holding(calendar: CalendarDefinition, unit: Unit, day: date) -> tuple[date, date]:
    for year in (day.year, day.year - 1, day.year + 1):
        start, end = week_year(calendar, year) if unit is Unit.WEEK else _year(calendar, year)
        if start <= day <= end:
            return start, end
    raise InvariantError(f"{day} lies in no year of {calendar.name}")


def _name_of_year(calendar: CalendarDefinition, unit: Unit, start: date) -> int:
    """Three days into its first week, a year has reached the month that it is counted from."""
    inside = start + 3 * DAY
    if not is_retail(calendar):
        return inside.year
    closing = inside.year + (0 if calendar.ends_near == 12 else 1)
    return closing - (_closing_year(calendar, 0))


def _closing_year(calendar: CalendarDefinition, year: int) -> int:
    """The Gregorian year of the month that a year of the calendar ends near."""
    named_by_start = calendar.year_named_by == "start" and is_retail(calendar)
    return year + 1 if named_by_start and calendar.ends_near != 12 else year


def _months_before(calendar: CalendarDefinition) -> int:
    return calendar.ends_near % 12 if is_retail(calendar) else 0


def _week_start(calendar: CalendarDefinition, day: date) -> date:
    first = 6 if calendar.week_starts == "sunday" else 0
    return day - ((day.weekday() - first) % 7) * DAY


def _part(calendar: CalendarDefinition, unit: Unit, year: int, number: int) -> tuple[date, date]:
    """A month, quarter or year by its number."""
    each = 12 // PER_YEAR[unit]
    first, last = (number - 1) * each, number * each
    if not is_retail(calendar):
        end = date(year + last // 12, last % 12 + 1, 1) - DAY
        return date(year, first + 1, 1), end
    start, year_end = _year(calendar, year)
    weeks = WEEKS_OF_MONTHS[calendar.kind] * 4
    end = year_end if last == 12 else start + sum(weeks[:last]) * WEEK - DAY
    return start + sum(weeks[:first]) * WEEK, end
