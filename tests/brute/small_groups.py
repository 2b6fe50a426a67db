"""Which groups are too small to be shown?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tests.brute.aggregate import OF_EVENTS, Group, Leaf, Reader
from tests.brute.calendars import Window
from tests.brute.counted import Counted
from tests.brute.rows import Json, value_of


def rules_of(query: Json, model: Json, leaves: list[Leaf]) -> list[Json]:
    """The rules whose dimensions group or filter the query."""
    used = {*query.get("dimensions", ()), *(each["dimension"] for each in query.get("filters", ()))}
    for leaf in leaves:
        following = leaf.metric.get("followed_by", {})
        used |= {each["dimension"] for each in (*leaf.filters, *following.get("filters", ()))}
    return [each for each in model["small_groups"] if used & set(each["dimensions"])]


def too_small(rules: list[Json], reader: Reader, counted: Counted) -> set[Group]:
    """Groups in which some but too few keys have rows, in any of the periods."""
    found: set[Group] = set()
    for rule in rules:
        for side in counted.sides:
            for leaf, _ in side.cells:
                for window in side.windows.values():
                    if window.before_data:
                        continue  # nothing of it is shown
                    for other in (None, *_beside(leaf, side)):
                        keys = _keys(rule, reader, leaf, window, other)
                        found |= {g for g, there in keys if 0 < len(there) < rule["minimum"]}
    return found


def _beside(leaf: Leaf, side: Any) -> list[Leaf]:
    """Leaves of the same rows, whose numbers tell of whom this one counts and they do not."""
    alone = leaf.metric["kind"] in OF_EVENTS or leaf.metric.get("of_each")
    return [] if alone else [other for other, _ in side.cells if _place(other) == _place(leaf)]


def _place(leaf: Leaf) -> tuple[Any, ...]:
    of_stock = leaf.metric["kind"] == "semi_additive"
    kept = (leaf.metric.get("over_time", "last"), leaf.metric.get("carry_forward", True))
    each = (leaf.metric["kind"] in OF_EVENTS, leaf.metric.get("of_each"))
    time = leaf.metric.get("time")
    return (leaf.dataset, time, repr(leaf.window), kept if of_stock else None, *each)


def _keys(
    rule: Json, reader: Reader, leaf: Leaf, window: Window, other: Leaf | None
) -> Iterator[tuple[Group, set[Any]]]:
    groups: dict[Group, set[Any]] = defaultdict(set)
    dimension = f"key of {rule['name']}"
    homes = {rule["dataset"]: rule["key"]}
    reader.warehouse.dimensions[dimension] = {"name": dimension, "on": homes, "type": "integer"}
    if reader.warehouse.route(leaf.dataset, dimension) is None:
        return iter(())
    for group, key in _people(reader, leaf, window, dimension, other):
        groups[group].add(key)
    return iter(groups.items())


def _people(
    reader: Reader, leaf: Leaf, window: Window, dimension: str, other: Leaf | None
) -> Iterator[tuple[Group, Any]]:
    """Whom each group tells of; of what is summed up first (an order) the least key alone."""
    least: dict[Any, Any] = {}
    theirs = set() if other is None else {id(row) for row in reader.rows(other, window)}
    for row in reader.rows(leaf, window):
        if id(row) in theirs:
            continue
        key = reader.warehouse.member(leaf.dataset, row, dimension)
        if key is None:
            continue
        one = value_of(leaf.metric["of_each"], row) if leaf.metric.get("of_each") else key
        for group in reader.groups(leaf, row, window):
            least[group, one] = min(least.get((group, one), key), key)
    yield from ((group, key) for (group, _), key in least.items())
