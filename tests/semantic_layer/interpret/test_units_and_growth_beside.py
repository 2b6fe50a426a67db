"""The unit that stands apart from its number, and a limit that stands before the growth."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Unit
from semantic_layer.query import Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "which marques are returned most in May, in pieces",
        "most returned marques in May in units",
    ],
)
def test_what_is_returned_in_pieces_is_counted_in_units(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returned_units",), ("brand",))
    assert query.ranking is None or query.ranking.by == "returned_units"


@pytest.mark.parametrize("number", ["net sales", "gross margin"])
def test_an_amount_has_no_pieces(number: str) -> None:
    assert isinstance(ask(f"{number} by state in May, in pieces"), Refusal)


@pytest.mark.parametrize(
    ("text", "metric", "op", "value"),
    [
        ("which doors had over 5% growth in refunds in May", "returns_amount", "gt", 0.05),
        ("states with more than 7% decline in footfall in May", "visitors", "lt", -0.07),
        ("states with over 6% growth in May", "net_sales", "gt", 0.06),
    ],
)
def test_a_limit_may_stand_before_the_growth(text: str, metric: str, op: str, value: float) -> None:
    (limit, *_) = query_of(text).thresholds

    assert (limit.metric, limit.show, limit.op, limit.values) == (
        metric,
        Show.GROWTH,
        op,
        (value,),
    )


@pytest.mark.parametrize("words", ["month for month", "month by month"])
def test_a_unit_said_twice_is_a_series(words: str) -> None:
    query = query_of(f"refunds in Ohio {words} in 2025")

    assert query.grain is not None
    assert query.grain.unit is Unit.MONTH
