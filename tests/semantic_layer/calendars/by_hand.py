"""Which days do weeks, months, quarters and years have? Worked out without the product's code.

The retail calendar goes by the National Retail Federation's rule: weeks from Sunday to Saturday,
quarters of 4, 5 and 4 weeks, and a 53rd week when more than three days of January remain after the
52nd. Its fiscal 2000 began on 30 January 2000. The Gregorian calendar's weeks are those from Sunday
on, the first of a year the one that holds 4 January.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BEGAN = date(2000, 1, 30)
YEARS = range(2000, 2040)
RETAIL, GREGORIAN = "fiscal", "gregorian"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit of a calendar, the `number`-th of its year; both days are in it."""

    year: int
    number: int
    first: date
    last: date


def _retail_years() -> Iterator[tuple[int, date, int]]:
    """Each year's first day and how many weeks it has."""
    first = BEGAN
    for year in YEARS:
        last = first + 52 * WEEK - DAY
        weeks = 53 if last.month == 1 and 31 - last.day > 3 else 52
        yield year, first, weeks
        first += weeks * WEEK


def _retail(unit: str) -> Iterator[Stretch]:
    for year, first, weeks in _retail_years():
        lengths = [4, 5, 4] * 4
        lengths[-1] += weeks - 52
        if unit == "week":
            lengths = [1] * weeks
        elif unit == "quarter":
            lengths = [sum(lengths[at : at + 3]) for at in range(0, 12, 3)]
        elif unit == "year":
            lengths = [weeks]
        ends = list(accumulate(lengths))
        for number, (end, length) in enumerate(zip(ends, lengths, strict=True), 1):
            yield Stretch(year, number, first + (end - length) * WEEK, first + end * WEEK - DAY)


def _gregorian(unit: str) -> Iterator[Stretch]:
    for year in YEARS:
        if unit == "week":
            monday, following = date(year, 1, 4), date(year + 1, 1, 4)
            first = monday - (monday.weekday() + 1) % 7 * DAY
            after = following - (following.weekday() + 1) % 7 * DAY
            for number in range((after - first).days // 7):
                start = first + number * WEEK
                yield Stretch(year, number + 1, start, start + 6 * DAY)
            continue
        length = {"month": 1, "quarter": 3, "year": 12}[unit]
        for number in range(12 // length):
            start = date(year, number * length + 1, 1)
            ended = divmod(number * length + length, 12)
            yield Stretch(year, number + 1, start, date(year + ended[0], ended[1] + 1, 1) - DAY)


UNITS = ("week", "month", "quarter", "year")
STRETCHES = {
    (calendar, unit): tuple(of(unit))
    for calendar, of in ((RETAIL, _retail), (GREGORIAN, _gregorian))
    for unit in UNITS
}


def place_of(calendar: str, unit: str, day: date) -> int:
    """The place among a calendar's stretches of the one that holds the day."""
    return bisect_right(STRETCHES[calendar, unit], day, key=lambda each: each.first) - 1


def numbered(calendar: str, unit: str, year: int, number: int) -> Stretch | None:
    found = (
        each for each in STRETCHES[calendar, unit] if (each.year, each.number) == (year, number)
    )
    return next(found, None)


def named_month(calendar: str, month: int, gregorian_year: int) -> Stretch:
    """The month of that name; a retail January lies at the end of the year before."""
    if calendar == GREGORIAN:
        number, year = month, gregorian_year
    else:
        number = (month - 2) % 12 + 1
        year = gregorian_year - 1 if month == 1 else gregorian_year
    found = numbered(calendar, "month", year, number)
    assert found is not None
    return found


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    count = day.year * 12 + day.month - 1 - months
    first = date(count // 12, count % 12 + 1, 1)
    following = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return first + min(day.day - 1, (following - first).days - 1) * DAY


def easter(year: int) -> date:
    """Sunday after the first full moon of spring, by Gauss's rule for 1900 to 2099."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    found = date(year, 3, 22) + (moon + sunday) * DAY
    late = found == date(year, 4, 26) or (
        found == date(year, 4, 25) and moon == 28 and year % 19 > 10
    )
    return found - WEEK if late else found


def weekday_in(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday (0) to Sunday (6) of a month; -1 is the last."""
    days = [date(year, month, 1) + at * DAY for at in range(31)]
    found = [day for day in days if day.month == month and day.weekday() == weekday]
    return found[nth - 1] if nth > 0 else found[nth]
