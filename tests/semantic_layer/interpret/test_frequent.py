"""What happens how often is counted, and not added up in money."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "which return reason is most common in May",
        "the most frequent return reason in May",
        "which reason is given most often for returns in May",
        "least common return reason in May",
    ],
)
def test_it_ranks_by_how_often(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returned_units",), ("reason",))
    assert query.ranking is not None
    assert query.ranking.limit == 1


@pytest.mark.parametrize("many", ["how many returns", "number of returns"])
def test_it_counts_where_a_number_of_them_is_asked_for(many: str) -> None:
    assert query_of(f"{many} by state in May").metrics == ("returned_units",)


@pytest.mark.parametrize("much", ["how much was refunded", "value of returns", "returns"])
def test_it_adds_up_money_else(much: str) -> None:
    assert query_of(f"{much} by state in May").metrics == ("returns_amount",)


def test_it_counts_the_units_of_the_same_rows_and_says_so() -> None:
    outcome = ask("count of refunds by state in May")

    assert isinstance(outcome, Understood)
    assert outcome.query.metrics == ("returned_units",)
    assert "returned units, for the number of “refunds”" in outcome.assumed


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("how many discounts by state in May", "an amount of money"),
        ("number of markdowns in Denim", "an amount of money"),
        ("how many markdown units in May", "an amount of money"),
        ("number of sales by brand in May", "an amount of money"),
        ("how many stockouts by category", "a rate"),
        ("how many conversions by state in May", "a rate"),
    ],
)
def test_it_takes_no_amount_and_no_rate_for_a_count(text: str, what: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert f"is {what}, and no number of things" in outcome.detail


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("number of markdown dollars by state", "discounts"),
        ("how many visitors by state", "visitors"),
        ("how many weeks of supply by brand", "weeks_of_supply"),
        ("how much discount by state in May", "discounts"),
    ],
)
def test_it_gives_a_number_that_has_such_units(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)
