"""Which rows are of somebody who comes for the first time, came before, or comes again in time?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.brute.calendars import Window
from tests.brute.rows import Json, Row, Warehouse, holds, value_of

ONE = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def is_counted(
    metric: Json, warehouse: Warehouse, today: date, window: Window
) -> Callable[[Row], bool]:
    """Whether a row of the window counts, by what its metric looks for before or after it."""
    if metric["kind"] == "funnel":
        return _is_followed(metric, warehouse, today)
    take = metric.get("take")
    if take in ("new", "first"):
        return _is_first(metric, warehouse, today)
    if take == "retained":
        before = window_before(metric, window)
        came = {
            value_of(metric["expression"], row)
            for row in _events(metric, warehouse, today)
            if before.first <= row[_day(metric, warehouse)] <= before.last
        }
        return lambda row: value_of(metric["expression"], row) in came
    return lambda row: True


def window_before(metric: Json, window: Window) -> Window:
    """The days that end before the window's first one, as many as the metric says or it has."""
    given, last = metric.get("window"), window.first - ONE
    if given is None:
        return Window(window.label, window.first - window.days * ONE, last)
    if given["unit"] in MONTHS:
        first = _months_earlier(last, MONTHS[given["unit"]] * given["count"]) + ONE
        return Window(window.label, first, last)
    days = given["count"] * (7 if given["unit"] == "week" else 1)
    return Window(window.label, window.first - days * ONE, last)


def _months_earlier(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    number = day.day
    while True:
        try:
            return date(year, month + 1, number)
        except ValueError:
            number -= 1


def _is_first(metric: Json, warehouse: Warehouse, today: date) -> Callable[[Row], bool]:
    """On the first day of all the event of the lowest key is the first."""
    time = _day(metric, warehouse)

    def event(row: Row) -> tuple[date, Any]:
        return row[time], value_of(metric["event"], row)

    first: dict[Any, tuple[date, Any]] = {}
    for row in _events(metric, warehouse, today):
        who = value_of(metric["expression"], row)
        first[who] = min(first.get(who, event(row)), event(row))
    return lambda row: first.get(value_of(metric["expression"], row)) == event(row)


def _is_followed(metric: Json, warehouse: Warehouse, today: date) -> Callable[[Row], bool]:
    following, time = metric["followed_by"], _day(metric, warehouse)
    theirs = _day(following, warehouse)
    came: dict[Any, list[Row]] = defaultdict(list)
    for row in _events(following, warehouse, today):
        came[value_of(following["expression"], row)].append(row)

    def follows(row: Row, later: Row) -> bool:
        if later[theirs] is None or row[time] is None:
            return False
        days = (later[theirs] - row[time]).days
        if days == 0 and metric.get("event"):
            own = value_of(metric["event"], later) > value_of(metric["event"], row)
            return bool(metric["same_day"] and own)
        return bool((0 if metric["same_day"] else 1) <= days <= metric["within_days"])

    return lambda row: any(
        follows(row, later) for later in came[value_of(metric["expression"], row)]
    )


def _events(told: Json, warehouse: Warehouse, today: date) -> Iterator[Row]:
    """The rows that are events, whatever a question filters by."""
    time = _day(told, warehouse)
    for row in warehouse.tables[told["dataset"]]:
        if value_of(told["expression"], row) is None or row[time] is None:
            continue
        filters = all(
            warehouse.meets(told["dataset"], row, each, time) for each in told.get("filters", ())
        )
        if filters and holds(told.get("where"), row, {"today": today}):
            yield row


def _day(told: Json, warehouse: Warehouse) -> str:
    return str(told.get("time") or warehouse.datasets[told["dataset"]]["time"])


def value_of_events(metric: Json, rows: list[Row]) -> Fraction:
    """What the rows of a group make: how many came, or what they spent."""
    if metric.get("take") == "first":
        amounts = [value_of(metric["amount"], row) for row in rows]
        return sum((Fraction(each) for each in amounts if each is not None), Fraction(0))
    events: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        who = value_of(metric["expression"], row)
        events[who].add(value_of(metric["event"], row) if metric.get("event") else None)
    least = 2 if metric.get("take") == "repeat" else 1
    return Fraction(len([who for who, own in events.items() if len(own) >= least]))
