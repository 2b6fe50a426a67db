"""Does the sentence that a query reads as name what stands beside its metrics?"""

from __future__ import annotations

from typing import Any

import pytest

from semantic_layer.interpret.describe import describe
from semantic_layer.query import MetricQuery
from tests.semantic_layer.answers import LARKFIELD_CLOCK, larkfield_index

MONTHS = {"unit": "month"}
SAID: list[tuple[dict[str, Any], str]] = [
    ({"grain": {**MONTHS, "fill": True}}, "Net sales by month with empty months"),
    (
        {"grain": MONTHS, "running": [{"metric": "net_sales"}]},
        "Net sales with running total by month",
    ),
    (
        {"grain": MONTHS, "running": [{"metric": "net_sales", "restart": "year"}]},
        "Net sales with running total in each year by month",
    ),
    (
        {"grain": MONTHS, "moving": [{"metric": "net_sales", "count": 3}]},
        "Net sales with 3-month moving average by month",
    ),
    (
        {
            "dimensions": ["region"],
            "shares": [{"metric": "net_sales"}],
            "ranks": [{"metric": "net_sales"}],
        },
        "Net sales with share of total and rank by region",
    ),
]


@pytest.mark.parametrize(("part", "said"), SAID)
def test_it_names_what_stands_beside(part: dict[str, Any], said: str) -> None:
    query = MetricQuery.model_validate({"metrics": ["net_sales"], **part})

    assert describe(query, larkfield_index(), LARKFIELD_CLOCK).startswith(said)
