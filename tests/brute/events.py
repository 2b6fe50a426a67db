"""Which week stands beside which, where holidays are moved onto each other? Swap by swap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
ONE, WEEK, YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=364)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_of(holiday: Json, year: int) -> date | None:
    rule = holiday["rule"]
    if "dates" in rule:
        days = [date.fromisoformat(day) for day in rule["dates"]]
        return next((day for day in days if day.year == year), None)
    if "easter" in rule:
        return easter(year) + int(rule["easter"]) * ONE
    if "weekday" not in rule:
        return date(year, rule["month"], rule["day"])
    days = [date(year, 1, 1) + n * ONE for n in range(366)]
    wanted = (rule["month"], WEEKDAYS.index(rule["weekday"]))
    fitting = [d for d in days if (d.month, d.weekday()) == wanted and d.year == year]
    chosen = fitting[-1] if rule["nth"] == "last" else fitting[rule["nth"] - 1]
    return chosen + int(rule.get("plus_days", 0)) * ONE


def easter(year: int) -> date:
    """The Sunday after the first full moon of spring, as Gauss counted it for 1900 to 2099."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    found = date(year, 3, 22) + (moon + sunday) * ONE
    late = found == date(year, 4, 26)
    also = found == date(year, 4, 25) and moon == 28 and year % 19 > 10
    return found - WEEK if late or also else found


def partners(holidays: list[Json], first_weekday: int, first: date, last: date) -> dict[date, date]:
    """Each week around the days, by its first day, with the week of last year beside it."""

    def week_of(day: date) -> date:
        return day - (day.weekday() - first_weekday) % 7 * ONE

    start = week_of(date(first.year - 3, 1, 1))
    weeks = [start + n * WEEK for n in range((last.year - first.year + 7) * 53)]
    beside = {week: week - YEAR for week in weeks}
    settled: list[tuple[date, date]] = []
    for year in range(first.year - 2, last.year + 3):
        for holiday in holidays:
            day, earlier = day_of(holiday, year), day_of(holiday, year - 1)
            if not holiday.get("moves") or day is None or earlier is None:
                continue
            here, there = week_of(day), week_of(earlier)
            if any(here == one or there == other for one, other in settled):
                continue
            settled.append((here, there))
            holder = next(week for week in weeks if beside[week] == there)
            beside[here], beside[holder] = beside[holder], beside[here]
    return beside


def moved(
    first: date, last: date, beside: dict[date, date], first_weekday: int
) -> tuple[tuple[date, date], ...]:
    """The days beside those from `first` to `last`, in runs, in that order."""
    runs: list[tuple[date, date]] = []
    day = first
    while day <= last:
        into = (day.weekday() - first_weekday) % 7 * ONE
        other = beside[day - into] + into
        if runs and runs[-1][1] + ONE == other:
            runs[-1] = (runs[-1][0], other)
        else:
            runs.append((other, other))
        day += ONE
    return tuple(runs)
