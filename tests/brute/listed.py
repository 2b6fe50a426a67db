"""Which stores does an answer compare, and why not the others?"""

from __future__ import annotations

from typing import Any

from tests.brute.calendars import Calendars, Clock
from tests.brute.comparable import Version, dates_of, version_of
from tests.brute.counted import Metrics
from tests.brute.evaluator import Rules, days_of
from tests.brute.rows import Json, Row, Tables, Warehouse

Line = tuple[Any, str | None, Any]  # a store, the reason that leaves it out, and since when


def listed(
    query: Json, model: Json, tables: Tables, clock: Clock, rules: Rules
) -> list[Line] | None:
    """The stores of the first policy; None where nothing is comparable or nothing names a store."""
    metrics, calendars = Metrics(model), Calendars(model, clock)
    leaves = [leaf for name in query["metrics"] for leaf in metrics.leaves(name)]
    chosen = [leaf.among.policy for leaf in leaves if leaf.among]
    if not chosen:
        return None
    policy = next(each for each in model["comparable"] if each["name"] == chosen[0])
    warehouse = Warehouse(model, tables).narrowed(rules)
    home = next(iter(warehouse.dimensions[policy["opened"]]["on"]))
    filters = [each for each in query.get("filters", ()) if _reaches(home, each, warehouse)]
    member = policy.get("member") or _key(home, warehouse)
    if member is None or any(
        each.get("members") or _by_day(home, each, warehouse) for each in filters
    ):
        return None
    stretch = days_of(query, metrics, warehouse, calendars)
    version = version_of(policy, (stretch.start, stretch.end), calendars)
    return [
        _line(row, home, member, version, warehouse)
        for row in warehouse.tables[home]
        if all(warehouse.meets(home, row, each, None) for each in filters)
    ]


def _reaches(home: str, condition: Json, warehouse: Warehouse) -> bool:
    return warehouse.reaches(home, condition["dimension"])


def _by_day(home: str, condition: Json, warehouse: Warehouse) -> bool:
    """Whether a store has one member today and another tomorrow."""
    return any(step.get("valid") for step in warehouse.route(home, condition["dimension"]) or ())


def _key(home: str, warehouse: Warehouse) -> str | None:
    """The dimension that is the key of where opening days are kept."""
    key = warehouse.datasets[home]["key"]
    named = (n for n, d in warehouse.dimensions.items() if [d["on"].get(home)] == key)
    return next(named, None)


def _line(row: Row, home: str, member: str, version: Version, warehouse: Warehouse) -> Line:
    name = warehouse.member(home, row, member)
    name = warehouse.none_label(member) if name is None else name
    found = version.why_not(*dates_of(version.policy, home, row, warehouse))
    if found is not None:
        return (name, *found)
    own = [each for each in version.filters if _reaches(home, each, warehouse)]
    met = all(warehouse.meets(home, row, each, None) for each in own)
    return (name, None if met else "apart", None)
