"""A table in another order, in parts, and shaded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from semantic_layer.present.cells import write_cells
from semantic_layer.present.rows import in_order, is_sortable, part_of, steps_of
from tests.semantic_layer.present.results import presented

BY_REGION = {"metrics": ["net_sales"], "dimensions": ["region"]}
RANKED = BY_REGION | {"ranking": {"by": "net_sales", "limit": 2, "others": True}}
BY_WEEK = {"metrics": ["net_sales"], "grain": {"unit": "week"}}

ORDERS: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]], int, bool, list[Any]]] = {
    "numbers, lowest first": (BY_REGION, [("W", 5.0), ("E", -7.0)], 1, False, ["E", "W"]),
    "numbers, highest first": (BY_REGION, [("E", -7.0), ("W", 5.0)], 1, True, ["W", "E"]),
    "nothing comes last": (BY_REGION, [("E", None), ("W", 5.0)], 1, False, ["W", "E"]),
    "nothing comes last the other way too": (
        BY_REGION,
        [("E", None), ("W", 5.0)],
        1,
        True,
        ["W", "E"],
    ),
    "names, whatever their case": (BY_REGION, [("b", 1.0), ("A", 2.0)], 0, False, ["A", "b"]),
    "the rest of a ranking comes last": (
        RANKED,
        [("Other", 9.0), ("Utah", 1.0), ("Maine", 2.0)],
        0,
        False,
        ["Maine", "Utah", "Other"],
    ),
    "days": (
        BY_WEEK,
        [(date(2026, 8, 2), 1.0), (date(2026, 8, 9), 2.0)],
        0,
        True,
        [date(2026, 8, 9), date(2026, 8, 2)],
    ),
    "equals stay as they were": (BY_REGION, [("W", 5.0), ("E", 5.0)], 1, True, ["W", "E"]),
}


@pytest.mark.parametrize("name", ORDERS)
def test_it_puts_rows_in_order(name: str) -> None:
    query, rows, at, descending, firsts = ORDERS[name]

    ordered = in_order(presented(query, rows).result, at, descending=descending)

    assert [row[0] for row in ordered.rows] == firsts


def test_subtotals_stay_where_they_are() -> None:
    totals = {
        "metrics": ["net_sales"],
        "dimensions": ["region", "channel"],
        "subtotals": ["region"],
    }
    rows = [("West", "App", 0, 20.0), ("West", None, 1, 20.0)]

    assert not is_sortable(presented(totals, rows).result)
    assert is_sortable(presented(BY_REGION, [("W", 5.0), ("E", 6.0)]).result)


def test_each_part_of_a_table_has_the_same_decimals() -> None:
    whole = presented(BY_REGION, [("W", 5000.0), ("E", 6.25)]).result

    part = part_of(whole, 1, 100)

    assert write_cells(part, "en_US") == (("E", "$6.25"),)
    assert write_cells(part, "en_US", among=whole) == (("E", "$6"),)


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ([], []),
        ([None], [0]),
        ([5.0, 5.0], [1, 1]),
        ([10, 20, 30, 40, 50], [1, 2, 3, 4, 5]),
        ([50, None, 10], [3, 0, 1]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000], [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
    ],
)
def test_a_number_is_shaded_by_its_place_among_all(values: list[Any], steps: list[int]) -> None:
    assert steps_of(values) == steps
