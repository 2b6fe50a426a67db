"""What is each metric's value in each group, now and in each comparison?"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tests.brute.aggregate import Group, Leaf, Reader
from tests.brute.calendars import Window
from tests.brute.comparable import Among
from tests.brute.rows import Json, compute

Number = Fraction | None
Row = dict[str, Any]


@dataclass(frozen=True)
class Over:
    """What the metrics above a part make of it."""

    filters: tuple[Json, ...] = ()
    wheres: tuple[str, ...] = ()
    window: Any = None
    among: Among | None = None


NOTHING = Over()


class Metrics:
    """The metrics of a model by name, and the measured ones that each is made of."""

    def __init__(self, model: Json) -> None:
        self.by_name: dict[str, Json] = {each["name"]: each for each in model["metrics"]}

    def leaves(self, name: str) -> tuple[Leaf, ...]:
        found: list[Leaf] = []

        def take(leaf: Leaf) -> Number:
            found.append(leaf)
            return Fraction(1)

        self.value(name, take, Fraction(1))
        return tuple(found)

    def value(self, name: str, of_leaf: Any, days: Fraction, over: Over = NOTHING) -> Number:
        """The metric from its measured parts; `of_leaf` gives the value of one."""
        metric = self.by_name[name]

        def part(name: str, over: Over = over) -> Number:
            return self.value(name, of_leaf, days, over)

        if metric["kind"] == "cumulative":
            return part(metric["of"], replace(over, window=metric["window"]))
        if metric["kind"] == "comparable":
            among = Among(metric["policy"], own_set=metric["growth"])
            now = part(metric["of"], replace(over, among=among))
            if not metric["growth"]:
                return now
            before = part(metric["of"], replace(over, among=replace(among, year_before=True)))
            return None if now is None or not before else now / before - 1
        if metric["kind"] == "ratio":
            top, bottom = (
                part(*_side(metric[side], over)) for side in ("numerator", "denominator")
            )
            return None if top is None or not bottom else top / bottom
        if metric["kind"] == "derived":
            tree = ast.parse(metric["expression"], mode="eval").body
            named = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
            values: dict[str, Any] = {
                each: days if each == "period_days" else part(each) for each in named
            }
            result: Number = compute(tree, values)
            return result
        own = (metric["where"],) if metric.get("where") else ()
        filters = (*over.filters, *metric.get("filters", ()))
        value: Number = of_leaf(
            Leaf(metric, filters, (*over.wheres, *own), over.window, over.among)
        )
        return value


def _side(side: Any, over: Over) -> tuple[str, Over]:
    """A side of a ratio: a metric, and what narrows it there."""
    if isinstance(side, str):
        return side, over
    own = (side["where"],) if side.get("where") else ()
    filters = (*over.filters, *side.get("filters", ()))
    return side["metric"], replace(over, filters=filters, wheres=(*over.wheres, *own))


@dataclass(frozen=True)
class Side:
    """One period's counts: the windows, and each measured metric's cells."""

    windows: dict[Any, Window]
    cells: list[tuple[Leaf, dict[Group, Any]]]
    compared: bool
    plan: bool

    def value(self, leaf: Leaf, groups: list[Group]) -> Number:
        """The metric over the groups together; its groups must be such as may be added up."""
        if leaf.of_today and (self.compared or leaf.of_year_before):
            return None
        cells = next(cells for each, cells in self.cells if each == leaf)
        there = [cells[group] for group in groups if group in cells]
        if not there:
            return leaf.empty
        known = [value for value in there if value is not None]
        return known[0] if len(known) == 1 else sum(known, Fraction(0)) if known else None

    def groups(self, leaves: Collection[Leaf]) -> set[Group]:
        """Those that have rows of one of the measured metrics."""
        return {
            group
            for leaf, cells in self.cells
            if leaf in leaves
            for group in cells
            if not self.windows[group[0]].before_data
            and not (leaf.of_today and (self.compared or leaf.of_year_before))
        }


@dataclass(frozen=True)
class Counted:
    """`names` are the metrics, each with the sides that are looked at: 0 is the current one."""

    metrics: Metrics
    names: Mapping[str, frozenset[int]]
    reader: Reader
    sides: tuple[Side, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        return self.reader.dimensions

    @property
    def groups(self) -> set[Group]:
        """A group stands through every number that is looked at, seen or not."""
        return set().union(
            *(side.groups(self._leaves(nth, side)) for nth, side in enumerate(self.sides))
        )

    def _leaves(self, nth: int, side: Side) -> list[Leaf]:
        looked_at = [name for name, sides in self.names.items() if nth in sides]
        named = [self.metrics.by_name[each].get("plan") or each for each in looked_at]
        return [
            leaf
            for name in (named if side.plan else looked_at)
            for leaf in self.metrics.leaves(name)
        ]

    def row(self, groups: list[Group]) -> Row:
        """A row for the groups, or for several of them together; named by the first."""
        row: Row = dict(zip(("time", *self.dimensions), groups[0], strict=True))
        for name in self.names:
            now = self._value(name, self.sides[0], groups)
            row[name] = now
            for nth, side in enumerate(self.sides[1:]):
                against = self.metrics.by_name[name].get("plan") if side.plan else name
                then = self._value(against or name, side, groups)
                row |= beside(name, nth, now, then)
        return row

    def holds(self, name: str, side: Side, label: Any) -> bool:
        """Whether the data holds the days that the metric is counted over."""
        window, leaves = side.windows.get(label), self.metrics.leaves(name)
        if window is None:  # it has none to stand beside
            return False
        return not window.before_data and all(self.reader.holds(leaf, window) for leaf in leaves)

    def _value(self, name: str, side: Side, groups: list[Group]) -> Number:
        if not self.holds(name, side, groups[0][0]):
            return None
        window = side.windows[groups[0][0]]
        return self.metrics.value(
            name, lambda leaf: side.value(leaf, groups), Fraction(window.days)
        )


def beside(name: str, nth: int, now: Number, then: Number) -> Row:
    """What a metric is compared with, its change and its growth."""
    change = None if now is None or then is None else now - then
    growth = change / then if change is not None and then else None
    columns = (f"{name}.comparison.{nth}", f"{name}.change.{nth}", f"{name}.growth.{nth}")
    return dict(zip(columns, (then, change, growth), strict=True))


def count(
    metrics: Metrics,
    names: Mapping[str, frozenset[int]],
    leaves: list[Leaf],
    reader: Reader,
    periods: list[tuple[str, list[Window]]],
) -> Counted:
    """Count every measured metric in every window of every period; the first is the current."""
    sides = tuple(
        Side(
            {window.label: window for window in windows},
            [(leaf, _cells(reader, leaf, windows)) for leaf in leaves],
            compared=nth > 0,
            plan=kind == "plan",
        )
        for nth, (kind, windows) in enumerate(periods)
    )
    return Counted(metrics, names, reader, sides)


def _cells(reader: Reader, leaf: Leaf, windows: list[Window]) -> dict[Group, Any]:
    found: dict[Group, Any] = {}
    for window in windows:
        found |= reader.cells(leaf, window)
    return found
