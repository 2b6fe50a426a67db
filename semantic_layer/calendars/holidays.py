"""On which day does a holiday fall, in any year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

MONDAY, THURSDAY, SUNDAY = 0, 3, 6


def holiday_date(name: str, year: int) -> date:
    """`name` is a key of HOLIDAYS."""
    return HOLIDAYS[name](year)


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


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def thanksgiving(year: int) -> date:
    return nth_weekday(year, 11, THURSDAY, 4)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "New Year's Day": lambda year: date(year, 1, 1),
    "Valentine's Day": lambda year: date(year, 2, 14),
    "Easter Sunday": easter,
    "Mother's Day": lambda year: nth_weekday(year, 5, SUNDAY, 2),
    "Memorial Day": lambda year: last_weekday(year, 5, MONDAY),
    "Father's Day": lambda year: nth_weekday(year, 6, SUNDAY, 3),
    "Independence Day": lambda year: date(year, 7, 4),
    "Labor Day": lambda year: nth_weekday(year, 9, MONDAY, 1),
    "Halloween": lambda year: date(year, 10, 31),
    "Thanksgiving": thanksgiving,
    "Black Friday": lambda year: thanksgiving(year) + timedelta(days=1),
    "Cyber Monday": lambda year: thanksgiving(year) + timedelta(days=4),
    "Christmas Eve": lambda year: date(year, 12, 24),
    "Christmas Day": lambda year: date(year, 12, 25),
    "Boxing Day": lambda year: date(year, 12, 26),
}
