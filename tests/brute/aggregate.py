"""What is a measured metric's value in each group of a window of days?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.brute.bridges import spread_of
from tests.brute.calendars import Calendars, Clock, Window
from tests.brute.coming import is_counted, value_of_events, window_before
from tests.brute.comparable import Among, Days, is_comparable, version_of
from tests.brute.percentiles import percentile
from tests.brute.rows import Json, Row, Warehouse, holds, value_of

Group = tuple[Any, ...]
OF_EVENTS = ("cohort", "funnel")


@dataclass(frozen=True)
class Leaf:
    """A measured metric with all that narrows it, and the window that it is counted over."""

    metric: Json
    filters: tuple[Json, ...] = ()
    wheres: tuple[str, ...] = ()
    window: Any = None
    among: Among | None = None

    @property
    def dataset(self) -> str:
        return str(self.metric["dataset"])

    @property
    def time(self) -> str | None:
        """The date column of its periods; None for a number whose rows have no date."""
        return None if self.metric.get("time") == "none" else self.metric.get("time") or "own"

    @property
    def of_year_before(self) -> bool:
        return self.among is not None and self.among.year_before

    @property
    def of_today(self) -> bool:
        return self.time is None and ":period_" not in "".join(self.wheres)

    @property
    def empty(self) -> Fraction | None:
        """Its value in a group that has no row of it."""
        if self.metric.get("carry_forward") is False:
            return None
        if self.metric["kind"] == "percentile":
            return None
        return None if self.metric.get("aggregation") in ("min", "max", "avg") else Fraction(0)

    @property
    def counted(self) -> str | None:
        """What is looked at one by one: rows without it are nobody's."""
        if self.metric["kind"] in ("distinct", *OF_EVENTS):
            return str(self.metric["expression"])
        return self.metric.get("of_each")


@dataclass(frozen=True)
class Reader:
    """The rows of a warehouse for one query: its dimensions and its filters."""

    warehouse: Warehouse
    dimensions: tuple[str, ...]
    filters: tuple[Json, ...]
    clock: Clock
    calendars: Calendars
    period: Days

    def holds(self, leaf: Leaf, window: Window) -> bool:
        """Whether the data has the days that the metric counts."""
        if leaf.of_year_before:
            return window.year_before is not None
        return leaf.window is None or self._spread(leaf, window) is not None

    def _spread(self, leaf: Leaf, window: Window) -> tuple[date, date] | None:
        by_day = self.warehouse.datasets[leaf.dataset].get("unit", "day") == "day"
        return self.calendars.spread(leaf.window, window, by_day)

    def cells(self, leaf: Leaf, window: Window) -> dict[Group, Any]:
        """The value of each group that has a row in the window."""
        groups: dict[Group, list[Row]] = defaultdict(list)
        for row in self.rows(leaf, window):
            for group in self.groups(leaf, row, window):
                groups[group].append(row)
        days = window.year_before or window if leaf.of_year_before else window
        return {group: self._value(leaf, rows, days) for group, rows in groups.items()}

    def groups(self, leaf: Leaf, row: Row, window: Window) -> set[Group]:
        """The groups that the row counts in: several where it has several members."""
        column = self._column(leaf)
        spread = spread_of(self.warehouse, leaf.dataset, row, self.dimensions, self.filters, column)
        return {
            (
                window.label,
                *(
                    self.warehouse.none_label(name) if members[name] is None else members[name]
                    for name in self.dimensions
                ),
            )
            for members in spread
        }

    def rows(self, leaf: Leaf, window: Window) -> Iterator[Row]:
        among = self._among(leaf, window)
        if not leaf.of_year_before:
            return (row for row in self._rows(leaf, window) if among(row))
        days = window.year_before
        return iter(()) if days is None else filter(among, self._rows(leaf, days))

    def _among(self, leaf: Leaf, window: Window) -> Callable[[Row], bool]:
        if leaf.among is None:
            return lambda row: True
        policies = {each["name"]: each for each in self.warehouse.model["comparable"]}
        period = (window.period if leaf.among.own_set else None) or self.period
        version = version_of(policies[leaf.among.policy], period, self.calendars)
        return is_comparable(version, leaf.dataset, self._column(leaf), self.warehouse)

    def _rows(self, leaf: Leaf, window: Window) -> Iterator[Row]:
        column, days = self._column(leaf), self._days(leaf, window)
        counts = is_counted(leaf.metric, self.warehouse, self.clock.today, window)
        parameters = {
            "today": self.clock.today,
            "period_start": window.first,
            "period_end": window.last,
        }
        for row in self.warehouse.tables[leaf.dataset]:
            if days is not None and row[column or ""] not in days:
                continue
            if leaf.counted is not None and value_of(leaf.counted, row) is None:
                continue
            if not counts(row):
                continue
            if not all(holds(where, row, parameters) for where in leaf.wheres):
                continue
            conditions = (*self.filters, *leaf.filters)
            if all(self.warehouse.meets(leaf.dataset, row, c, column) for c in conditions):
                yield row

    def _column(self, leaf: Leaf) -> str | None:
        if leaf.time is None:
            return None
        own = self.warehouse.datasets[leaf.dataset]["time"]
        return str(own if leaf.time == "own" else leaf.time)

    def _days(self, leaf: Leaf, window: Window) -> set[date] | Window | None:
        if leaf.time is None:
            return None
        if leaf.metric["kind"] == "semi_additive":
            return self._snapshots(leaf, window)
        if leaf.window is not None:
            days = self._spread(leaf, window)
            return set() if days is None else Window(window.label, *days)
        if leaf.metric.get("take") == "before":
            return window_before(leaf.metric, window)
        return window

    def _snapshots(self, leaf: Leaf, window: Window) -> set[date]:
        """The days of the counts that stand for the window, whatever product they hold."""
        column = self._column(leaf) or ""
        known = {row[column] for row in self.warehouse.whole[leaf.dataset]} - {None}
        how, inside = leaf.metric["over_time"], {day for day in known if day in window}
        past = {day for day in known if day <= window.closing}
        if how == "opening":
            past = {day for day in known if day < window.first}
        if not leaf.metric["carry_forward"]:
            past = inside
        if how in ("last", "opening") or not inside:
            return {max(past)} if past else set()
        return {min(inside)} if how == "first" else inside

    def _value(self, leaf: Leaf, rows: list[Row], window: Window) -> Any:
        values = [value_of(leaf.metric["expression"], row) for row in rows]
        present = [value for value in values if value is not None]
        if leaf.metric["kind"] == "distinct":
            return Fraction(len(set(present)))
        if leaf.metric["kind"] == "percentile":
            return percentile(leaf.metric, rows)
        if leaf.metric["kind"] in OF_EVENTS:
            return value_of_events(leaf.metric, rows)
        value = _aggregated(leaf.metric["aggregation"], present)
        how = leaf.metric.get("over_time")
        if how == "mean":
            return value / len(self._snapshots(leaf, window))
        return self._extreme(leaf, rows, window) if how in ("max", "min") else value

    def _extreme(self, leaf: Leaf, rows: list[Row], window: Window) -> Any:
        """The greatest or least of what each count of the window comes to; without a row to 0."""
        column, sums = self._column(leaf) or "", []
        for day in self._snapshots(leaf, window):
            values = [
                value_of(leaf.metric["expression"], row) for row in rows if row[column] == day
            ]
            present = [value for value in values if value is not None]
            sums.append(_aggregated(leaf.metric["aggregation"], present))
        return max(sums) if leaf.metric["over_time"] == "max" else min(sums)


def _aggregated(aggregation: str, values: list[Any]) -> Any:
    if aggregation == "count":
        return Fraction(len(values))
    exact = [Fraction(value) for value in values]
    if aggregation == "sum":
        return sum(exact, Fraction(0))
    if not exact:
        return None
    if aggregation == "avg":
        return sum(exact, Fraction(0)) / len(exact)
    return min(exact) if aggregation == "min" else max(exact)
