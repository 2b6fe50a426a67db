"""A total that is asked for beside the rows is shown with them, or the question is declined."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "refunds by state in May and in total",
        "payroll overall and by state in May",
        "footfall by state, and altogether",
        "overall refunds in May and by state",
        "total refunds and by state",
        "refunds by state plus company wide",
    ],
)
def test_it_shows_the_total_with_the_rows(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.subtotals) == (("state",), ("state",))


@pytest.mark.parametrize(
    "text",
    [
        "refunds by month, and in total",
        "footfall in total and by week since May",
        "refunds of Hats and overall",
        "Hats and total refunds",
        "refunds in May in total and for Hats",
    ],
)
def test_it_never_leaves_the_total_out_unsaid(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "total beside the rows" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "refunds in total by state",
        "refunds of Hats and Belts combined by state",
        "refunds and total discounts by state",
        "overall conversion and footfall by state",
    ],
)
def test_in_total_may_also_say_nothing_new(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.subtotals) == (("state",), ())
