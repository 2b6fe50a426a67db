"""What one of the people spends, what a group was, and what only sounds like it."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import FilterOp, MetricQuery
from tests.semantic_layer.interpret.asking import ask, query_of


def kept(query: MetricQuery) -> dict[str, set[object]]:
    return {each.dimension: set(each.values) for each in query.filters if each.op is FilterOp.IN}


@pytest.mark.parametrize(
    "text",
    [
        "how much spends one Silver shopper in average in May",
        "what did each of our Silver members spend on average in May?",
        "in May, how much does a Silver client spend",
        "average spending of Silver buyers in May",
    ],
)
def test_it_gives_what_one_of_them_spends(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("sales_per_customer",)
    assert kept(query) == {"loyalty_tier": {"Silver"}}


def test_it_splits_by_those_of_whom_it_asks_twice() -> None:
    query = query_of("How much spends in average one Bronze shopper in May, and how much a Silver?")

    assert query.dimensions == ("loyalty_tier",)
    assert kept(query) == {"loyalty_tier": {"Bronze", "Silver"}}


@pytest.mark.parametrize(
    "text",
    [
        "how much refunds had Denim in May, and how much Belts",
        "refunds in May of Denim and how much of Belts",
    ],
)
def test_it_pools_nothing_that_is_asked_one_by_one(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returns_amount",), ("category",))


@pytest.mark.parametrize(
    "text",
    [
        "how much does a guest spend on average in May",
        "how much did we spend on average in May for a shopper",
        "how much was spent on staff for each buyer in May",
        "how much did they spend in May",
    ],
)
def test_it_gives_no_number_for_what_others_spend(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("how many Bronze shoppers were active in May", "active_customers"),
        ("shoppers who have been active in the App in May", "active_customers"),
        ("of our Bronze members, how many were active in May", "active_customers"),
        ("units that were returned in May by state", "returned_units"),
        ("how many units did we have on hand by category", "on_hand_units"),
        ("what quantity of units we had on hand by category", "on_hand_units"),
    ],
)
def test_it_knows_a_name_that_is_said_as_a_sentence(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


def test_it_knows_no_metric_of_things_that_were_so() -> None:
    assert not isinstance(ask("how many suppliers were active in May"), Understood)
