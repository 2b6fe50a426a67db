"""What does the calendar say of each day: weekday, fiscal period, comparable day, holiday?"""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from bi_app.demo.larkfield.time_axis import (
    CALENDAR_FIRST,
    CALENDAR_LAST,
    MONTH_NAMES,
    day_number,
    fiscal_month,
    fiscal_parts,
)

SUNDAY, MONDAY, THURSDAY = 6, 0, 3
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter_sunday(year: int) -> date:
    """The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    return nth_weekday(year, 11, THURSDAY, 4)


def memorial_day(year: int) -> date:
    return nth_weekday(year, 6, MONDAY, 1) - timedelta(days=7)


def holidays(year: int) -> dict[date, str]:
    """The fifteen holidays of a calendar year."""
    return {
        date(year, 1, 1): "New Year's Day",
        date(year, 2, 14): "Valentine's Day",
        easter_sunday(year): "Easter Sunday",
        nth_weekday(year, 5, SUNDAY, 2): "Mother's Day",
        memorial_day(year): "Memorial Day",
        nth_weekday(year, 6, SUNDAY, 3): "Father's Day",
        date(year, 7, 4): "Independence Day",
        nth_weekday(year, 9, MONDAY, 1): "Labor Day",
        date(year, 10, 31): "Halloween",
        thanksgiving(year): "Thanksgiving",
        thanksgiving(year) + timedelta(days=1): "Black Friday",
        thanksgiving(year) + timedelta(days=4): "Cyber Monday",
        date(year, 12, 24): "Christmas Eve",
        date(year, 12, 25): "Christmas Day",
        date(year, 12, 26): "Boxing Day",
    }


def holiday_names() -> dict[int, str]:
    """Every holiday of the calendar's years, by day number."""
    return {
        day_number(day): name
        for year in range(CALENDAR_FIRST.year, CALENDAR_LAST.year + 1)
        for day, name in holidays(year).items()
    }


def calendar_rows() -> pa.Table:
    """One row a day: what the statement that fills `calendar` needs."""
    days = np.arange(day_number(CALENDAR_FIRST), day_number(CALENDAR_LAST) + 1, dtype=np.int64)
    year, week = fiscal_parts(days)
    month = fiscal_month(week)
    named = holiday_names()
    return pa.table(
        {
            "day": days,
            "day_of_week": [WEEKDAYS[int(d) % 7] for d in days],
            "fiscal_year": year,
            "fiscal_quarter": (month - 1) // 3 + 1,
            "fiscal_month": month,
            "fiscal_week": week,
            "fiscal_month_name": [MONTH_NAMES[int(m) - 1] for m in month],
            "week_start": days - days % 7,
            "holiday_name": pa.array([named.get(int(d)) for d in days], pa.string()),
        }
    )
