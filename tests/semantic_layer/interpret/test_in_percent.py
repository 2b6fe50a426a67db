"""One number as a percentage of another, and an amount as its rate."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("discounts by state as a percentage of gross sales in May", "markdown_rate"),
        ("discounts in May by state, in percent of gross sales", "markdown_rate"),
        ("gross margin by state in May as a % of net sales", "gross_margin_rate"),
        ("gross margin by state in May as a percentage", "gross_margin_rate"),
        ("gross margin in % by state in May", "gross_margin_rate"),
    ],
)
def test_it_takes_the_ratio_that_the_model_has(text: str, metric: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions, query.shares) == ((metric,), ("state",), ())


@pytest.mark.parametrize(
    "text",
    [
        "labor cost by state as a percentage of net sales in May",
        "labor hours as % of visitors by state in May",
        "refunds by state in May as % of last year",  # no share of last year's
        "refunds by state in May as a percentage of April",
        "refunds by season in May in percent",  # the rate of refunds counts units
        "labor cost as a percentage by state in May",
    ],
)
def test_it_divides_nothing_else(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_is_a_share_of_a_total_still() -> None:
    for total in ("the total", "total", "the company total"):
        found = ask(f"units by brand in May as a percentage of {total}")

        assert isinstance(found, Understood)
        assert found.query.shares
