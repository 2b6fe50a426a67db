"""Under which members does a row count, where it may have several of a dimension?"""

from __future__ import annotations

from itertools import product
from typing import Any

from tests.brute.rows import Json, Row, Warehouse

Members = dict[str, Any]


def spread_of(
    warehouse: Warehouse,
    dataset: str,
    row: Row,
    dimensions: tuple[str, ...],
    filters: tuple[Json, ...],
    time: str | None,
) -> list[Members]:
    """The row's members of all dimensions, once for each combination that it has."""
    bridges = {each: warehouse.bridge(dataset, each) for each in dimensions}
    own = {
        each: warehouse.member(dataset, row, each, time)
        for each in dimensions
        if bridges[each] is None
    }
    parts = [
        _beyond(
            warehouse,
            dataset,
            row,
            [each for each in dimensions if bridges[each] == bridge],
            [each for each in filters if warehouse.bridge(dataset, each["dimension"]) == bridge],
            time,
        )
        for bridge in dict.fromkeys(filter(None, bridges.values()))
    ]
    return [own | {k: v for part in chosen for k, v in part.items()} for chosen in product(*parts)]


def _beyond(
    warehouse: Warehouse,
    dataset: str,
    row: Row,
    dimensions: list[str],
    filters: list[Json],
    time: str | None,
) -> list[Members]:
    """The members of the partners that fulfil the filters; of nobody where there is none.

    What leaves rows out (not_in, is_null) speaks of the row. Where a filter needs a partner, a row
    counts only if one partner fulfils all of them.
    """
    home = warehouse.bridge(dataset, dimensions[0]) or ""
    asked = [each for each in filters if each.get("op", "in") not in ("not_in", "is_null")]
    partners = [
        each
        for each in warehouse.partners_of(dataset, row, dimensions[0], time)
        if all(warehouse.meets(home, each, condition, None) for condition in asked)
    ]
    needed = [each for each in asked if not _admits_none(each, warehouse)]
    if needed and not partners:
        return []
    tuples = {tuple(warehouse.member(home, each, d) for d in dimensions) for each in partners}
    nobody = (None,) * len(dimensions)
    return [dict(zip(dimensions, each, strict=True)) for each in (tuples - {nobody}) or {nobody}]


def _admits_none(condition: Json, warehouse: Warehouse) -> bool:
    """Members that a query returned may hold the group of none, like those that are named."""
    if condition.get("op", "in") != "in" or warehouse.none_label(condition["dimension"]) is None:
        return False
    return "members" in condition or warehouse.names_none(condition)
