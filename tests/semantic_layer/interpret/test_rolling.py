"""A window that moves along a series is a moving average or a refusal, never the plain series."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Relative, Rolling, Unit
from tests.semantic_layer.interpret.asking import ask, query_of

MOVING_SUMS = [
    "rolling five-month refunds by month",
    "trailing 9-week footfall by week",
    "R6M markdown dollars by month",
    "TTM refunds by quarter",
    "weekly payroll on a rolling 5-week basis",
    "running 4-month pieces sold by month for Hats",
]


@pytest.mark.parametrize("text", MOVING_SUMS)
def test_it_shows_no_plain_series_for_a_sum_that_moves(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "not a sum" in outcome.detail


def test_a_series_before_it_may_not_become_a_plain_one_either() -> None:
    before = query_of("refunds by month this year")

    assert isinstance(ask("make it rolling 5-month", previous=before), Refusal)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("rolling 5-week average of refunds by week", 5, Unit.WEEK),
        ("footfall by month, trailing four-month average", 4, Unit.MONTH),
    ],
)
def test_a_mean_that_moves_can_be_said_in_two_pieces(text: str, count: int, unit: Unit) -> None:
    query = query_of(text)

    assert [each.count for each in query.moving] == [count]
    assert query.grain is not None
    assert query.grain.unit is unit


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("rolling 5-month refunds", None),
        ("R6M refunds by state", None),
        ("refunds by month for the trailing nine months", Unit.MONTH),
        ("refunds by month for the rolling 5 month period", Unit.MONTH),
        ("footfall by week, L9W", Unit.WEEK),
    ],
)
def test_one_window_is_the_period_of_the_question(text: str, grain: Unit | None) -> None:
    query = query_of(text)

    assert isinstance(query.period, Rolling | Relative)
    assert (query.moving, query.grain.unit if query.grain else None) == ((), grain)
