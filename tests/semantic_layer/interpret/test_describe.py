"""Is every part of a query said in words?"""

from __future__ import annotations

from typing import Any

import pytest

from semantic_layer.interpret.describe import describe
from semantic_layer.query import MetricQuery
from tests.semantic_layer.corner import CLOCK, FEBRUARY, corner_index

MONTHS = {"metric": "amount", "op": "gt", "values": [9], "each": {"unit": "month"}}
CASES: list[tuple[dict[str, Any], str]] = [
    ({"thresholds": [MONTHS]}, "sales over 9 in every month"),
    ({"thresholds": [{**MONTHS, "at_least": 1}]}, "sales over 9 in at least 1 month"),
    ({"thresholds": [{**MONTHS, "at_least": 3}]}, "sales over 9 in at least 3 months"),
    (
        {"thresholds": [{**MONTHS, "each": {"unit": "week", "calendar": "gregorian"}}]},
        "sales over 9 in every calendar week",
    ),
    ({"thresholds": [{"metric": "amount", "op": "ne", "values": [9]}]}, "sales not exactly 9"),
    ({"thresholds": [{"metric": "conversion", "op": "is_null"}]}, "conversion empty"),
    ({"thresholds": [{"metric": "conversion", "op": "not_null"}]}, "conversion not empty"),
    (
        {"grain": {"unit": "week"}, "ranking": {"by": "amount", "limit": 2, "within": ["time"]}},
        "Top 2 shop by sales in each week",
    ),
    ({"subtotals": ["shop"]}, "Sales with a total by shop, "),
    (
        {"dimensions": ["region", "shop"], "subtotals": ["region"]},
        "Sales with subtotals by region and shop, ",
    ),
    ({"counted": "shop"}, "Number of shop with sales, fiscal February 2024"),
    (
        {"counted": "shop", "dimensions": ["region", "shop"], "thresholds": [MONTHS]},
        "Number of shop with sales by region, ",
    ),
    (
        {
            "counted": "shop",
            "dimensions": ["region", "shop"],
            "ranking": {"by": "shop_count", "limit": 1},
        },
        "Top 1 region by number: number of shop with sales",
    ),
    (
        {"counted": "shop", "dimensions": ["region", "shop"], "order": [{"by": "shop_count"}]},
        "sorted by number lowest to highest",
    ),
]


AGAINST_WEEKS = {"kind": "last_year", "basis": "same_week_number"}
UNHELD: list[tuple[dict[str, Any], str]] = [
    (
        {
            "period": {"kind": "named", "unit": "week", "number": 53, "year": 2023},
            "comparisons": [AGAINST_WEEKS],
        },
        "compared with the same week number last year (no such days)",
    ),
    ({"period": {"kind": "dates", "start": "2031-05-02"}}, "days that the data does not hold"),
]


@pytest.mark.parametrize(("part", "said"), UNHELD, ids=[said for _, said in UNHELD])
def test_it_says_which_days_there_are_not(part: dict[str, Any], said: str) -> None:
    query = {"metrics": ["amount"], "period": FEBRUARY, **part}

    assert said in describe(MetricQuery.model_validate(query), corner_index(), CLOCK)


@pytest.mark.parametrize(("part", "said"), CASES, ids=[said for _, said in CASES])
def test_it_says_each_part(part: dict[str, Any], said: str) -> None:
    query = {"metrics": ["amount"], "dimensions": ["shop"], "period": FEBRUARY, **part}

    assert said in describe(MetricQuery.model_validate(query), corner_index(), CLOCK)
