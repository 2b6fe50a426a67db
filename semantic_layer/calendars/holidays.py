"""On which day does a holiday of the model fall, in any year?"""

from __future__ import annotations

from datetime import date, timedelta

from semantic_layer.calendars.periods import Clock
from semantic_layer.errors import NotModelled, OutsideData
from semantic_layer.model.holidays import (
    FixedDay,
    FromEaster,
    HolidayDefinition,
    WeekdayOf,
    WrittenDays,
)
from semantic_layer.model.index import ModelIndex

DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEARS_LOOKED_BACK = 12


def find_holiday(name: str, index: ModelIndex) -> HolidayDefinition:
    """By its name or a synonym; raises NotModelled."""
    for each in index.model.holidays:
        if name.casefold() in {each.name.casefold(), *map(str.casefold, each.synonyms)}:
            return each
    known = ", ".join(each.name for each in index.model.holidays) or "no holiday"
    raise NotModelled(f"The model has no holiday “{name}”. It knows {known}.")


def holiday_date(holiday: HolidayDefinition, year: int) -> date | None:
    """Its day of a Gregorian year; None where its days are written and this year's is not."""
    match holiday.rule:
        case FixedDay() as rule:
            return date(year, rule.month, rule.day)
        case WeekdayOf() as rule:
            return weekday_of(rule, year) + rule.plus_days * DAY
        case FromEaster() as rule:
            return easter(year) + rule.easter * DAY
        case WrittenDays() as rule:
            return next((day for day in rule.dates if day.year == year), None)


def latest_date(holiday: HolidayDefinition, clock: Clock) -> date:
    """Its last day that has passed; raises OutsideData where none is known."""
    for year in range(clock.watermark.year + 1, clock.watermark.year - YEARS_LOOKED_BACK, -1):
        day = holiday_date(holiday, year)
        if day is not None and day <= clock.watermark:
            return day
    raise OutsideData(
        f"No day of {holiday.name} up to {clock.watermark.isoformat()} is known. "
        "Ask for the days themselves."
    )


def known_date(holiday: HolidayDefinition, year: int) -> date:
    """Its day of that year; raises OutsideData where it is not known."""
    day = holiday_date(holiday, year)
    if day is None:
        raise OutsideData(
            f"The day of {holiday.name} in {year} is not known. Ask for the days themselves."
        )
    return day


def weekday_of(rule: WeekdayOf, year: int) -> date:
    """The nth or the last of a weekday in a month."""
    weekday = WEEKDAYS.index(rule.weekday)
    if rule.nth == "last":
        last = date(year + rule.month // 12, rule.month % 12 + 1, 1) - DAY
        return last - (last.weekday() - weekday) % 7 * DAY
    first = date(year, rule.month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (rule.nth - 1)) * DAY


def easter(year: int) -> date:
    """Western Easter, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
