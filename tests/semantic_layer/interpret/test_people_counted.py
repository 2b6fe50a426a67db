"""A clause that says how people came names a cohort of the model, or their share of all."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of

NUMBERS = {
    "how many shoppers came back last quarter": "retained_customers",
    "how many people ordered for the first time yesterday": "new_customers",
    "clients who made their first purchase last quarter by state": "new_customers",
    "what percentage of shoppers shopped more than once this quarter": "repeat_customer_rate",
    "share of our buyers with two or more purchases in May": "repeat_customer_rate",
    "what proportion of clients came back last quarter": "customer_retention_rate",
}


@pytest.mark.parametrize("text", NUMBERS)
def test_it_finds_the_cohort(text: str) -> None:
    assert query_of(text).metrics == (NUMBERS[text],)


@pytest.mark.parametrize(
    "text",
    [
        "how many shoppers shopped twice this quarter",  # of these the share is visible only
        "how many orders came back yesterday",
        "net sales that came back by district",
        "list the shoppers who bought Outerwear in May",
        "name the clients who ordered for the first time yesterday",
        "which of our shoppers shopped more than once this quarter",
        "give me a list of buyers who came back last quarter",
    ],
)
def test_it_answers_no_other_number_in_its_place(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "how many shoppers shopped twice this quarter",
        "number of members who purchased more than once in May",
        "clients who placed two or more orders by state in May",
    ],
)
def test_it_says_that_only_the_share_is_kept(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "only their share: ask for the repeat customer rate" in outcome.detail


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("how many Silver clients bought something in May", "active_customers"),
        ("number of people who shopped in May by state", "active_customers"),
        ("how much did a typical shopper spend in May", "sales_per_customer"),
        ("what does one client spend by tier in May", "sales_per_customer"),
    ],
)
def test_it_knows_who_bought_and_what_they_spend(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)
