"""Which day is day number zero, and how do days, weeks and fiscal months relate?

Days count from the first day of the data, a Sunday, so week = day // 7 is a retail week.
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

FIRST_DAY = date(2023, 1, 29)
REFERENCE_LAST_DAY = date(2026, 11, 12)  # the range that sizes and day weights are set for
LAST_THROUGH = date(2027, 10, 16)  # beyond it the planners would look past the calendar
CALENDAR_FIRST = date(2021, 1, 31)
CALENDAR_LAST = date(2028, 1, 29)
WARM_UP_WEEKS = 20  # stock is run for so long before the data begins
LOOK_AHEAD_WEEKS = 14  # how far planners of stock and sales look beyond the last day

YEAR_STARTS = tuple(
    date.fromisoformat(text)
    for text in (
        "2021-01-31", "2022-01-30", "2023-01-29", "2024-02-04", "2025-02-02", "2026-02-01",
        "2027-01-31", "2028-01-30",
    )
)  # fmt: skip
FIRST_FISCAL_YEAR = 2021
MONTH_WEEKS = (4, 5, 4) * 4
MONTH_NAMES = (
    "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "January",
)  # fmt: skip


def day_number(day: date) -> int:
    return (day - FIRST_DAY).days


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def fiscal_year_end(day: date) -> date:
    """The last day of the fiscal year that `day` lies in."""
    return min(start for start in YEAR_STARTS if start > day) - timedelta(days=1)


def fiscal_week(fiscal_year: int, week: int) -> date:
    """The Sunday of a fiscal week, counted from 1."""
    return YEAR_STARTS[fiscal_year - FIRST_FISCAL_YEAR] + timedelta(weeks=week - 1)


def fiscal_parts(days: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Fiscal year, and week of it from 1, of each day number."""
    starts = np.array([day_number(start) for start in YEAR_STARTS])
    year = np.searchsorted(starts, days, side="right") - 1
    return year + FIRST_FISCAL_YEAR, (days - starts[year]) // 7 + 1


def fiscal_month(weeks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Fiscal month from 1 (February); a 53rd week belongs to January."""
    last_weeks = np.cumsum(MONTH_WEEKS)
    return np.minimum(np.searchsorted(last_weeks, weeks, side="left"), 11) + 1
