"""Planners at a season's end: what stands out, what was given away, and what part was whose."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import Direction, Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("of the total refunds in June, what share was Kids", "returns_amount", "Kids"),
        ("of all units in June, what proportion came from Beauty", "units_sold", "Beauty"),
        ("of total discounts in May what portion was Home", "discounts", "Home"),
        ("of gross sales, what fraction was Kids in May", "gross_sales", "Kids"),
    ],
)
def test_the_whole_of_a_share_may_be_said_first(text: str, metric: str, value: str) -> None:
    query = query_of(text)

    (share,) = query.shares
    assert (share.metric, share.part[0].values) == (metric, (value,))
    assert query.filters == ()


@pytest.mark.parametrize(
    "text",
    [
        "of total refunds, what proportion was there in June",
        "of refunds and units, what share was Kids",
    ],
)
def test_no_share_is_made_of_another_whole(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "what did each state contribute to the growth in units between Q1 and Q2",
        "how much did every state contribute to footfall growth in May",
    ],
)
def test_what_each_contributes_to_growth_is_an_amount(text: str) -> None:
    for each in query_of(text).comparisons:
        assert each.show == (Show.COMPARISON, Show.CHANGE)


@pytest.mark.parametrize(
    "text",
    [
        "refunds by state, May, ranked",
        "units by brand in rank order",
        "units per state, state league table, last month",
    ],
)
def test_ranked_alone_is_highest_first(text: str) -> None:
    query = query_of(text)

    assert [(each.by, each.direction) for each in query.order] == [
        (query.metrics[0], Direction.DESC)
    ]
    assert query.ranking is None


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("brands with over 30 weeks of supply, worst first", Direction.DESC),
        ("brands with under 3 weeks of supply, worst first", Direction.ASC),
        ("brands with over 30 weeks of supply, best first", Direction.ASC),
    ],
)
def test_a_limit_tells_which_end_is_the_worst(text: str, direction: Direction) -> None:
    (order,) = query_of(text).order

    assert order.direction is direction


def test_anything_inside_of_a_kind_is_its_products() -> None:
    query = query_of("anything over 26 weeks of supply in Beauty")

    assert (query.dimensions, query.filters[0].values) == (("product_name",), ("Beauty",))
    assert query.thresholds[0].values == (26.0,)


@pytest.mark.parametrize("text", ["anything over 26 weeks of supply", "anything under 2% returns"])
def test_anything_at_all_has_no_groups(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("which brands gave away the most in discounts in May", "discounts"),
        ("how much inventory value is tied up in Beauty", "inventory_value"),
    ],
)
def test_what_is_given_away_or_tied_up_adds_no_number(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


@pytest.mark.parametrize(
    "text",
    [
        "Kids share of units by state in May, and the share a year ago",
        "gross sales by state in May, and gross sales last year",
        "units this period by brand",
        "how are Dresses selling through compared with last year",
        "how is Beauty selling through this week",
        "units mix by state, May vs last year",
        "refunds this period vs last year",
    ],
)
def test_no_number_of_other_days_is_given(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_one_year_behind_two_numbers_is_that_of_both() -> None:
    query = query_of("May units and refunds last year by state")

    assert (query.metrics, query.comparisons) == (("units_sold", "returns_amount"), ())


@pytest.mark.parametrize(
    ("text", "priced"),
    [
        ("units of products over $100 in May", True),
        ("orders and return rate by brand in May, brands over $9k", False),
    ],
)
def test_only_a_product_has_one_price(text: str, priced: bool) -> None:
    outcome = ask(text)

    query = getattr(outcome, "query", None)
    on_price = query is not None and any(e.dimension == "list_price" for e in query.filters)
    assert on_price is priced


@pytest.mark.parametrize(
    "text",
    [
        "how many more units of Boys did we sell in August than in July",
        "how many fewer refunds in dollars in June than in May by state",
        "how many more orders had Ohio in Q2 than in Q1",
    ],
)
def test_how_many_more_than_then_is_a_difference(text: str) -> None:
    query = query_of(text)

    (comparison,) = query.comparisons
    assert comparison.show == (Show.COMPARISON, Show.CHANGE)
    assert query.counted is None


def test_members_that_are_more_than_others_are_not_counted() -> None:
    assert isinstance(ask("how many more stores are there in Ohio than in Texas"), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "footfall and units by state, last month, with last year's alongside",
        "footfall and units by state last month, last year's alongside",
    ],
)
def test_last_years_may_stand_alongside(text: str) -> None:
    (comparison,) = query_of(text).comparisons

    assert comparison.kind == "last_year"


@pytest.mark.parametrize(
    "text",
    [
        "what did the Austin Domain branch take last week",
        "how much did outlets take in May",
        "stores that took over $9,000 in week 30",
    ],
)
def test_what_a_store_takes_is_its_sales(text: str) -> None:
    assert query_of(text).metrics == ("net_sales",)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("what refunds did outlets take in May", ("returns_amount",)),
        ("which stores took the most orders in May", ("orders",)),
    ],
)
def test_what_is_taken_may_be_named(text: str, metrics: tuple[str, ...]) -> None:
    assert query_of(text).metrics == metrics


@pytest.mark.parametrize(
    "text", ["how long do vendors take", "stores that took long in May", "what did it take"]
)
def test_what_takes_long_is_no_number(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("sell-through of Beauty in May", ("sell_through",)),
        ("units sold through the app in May", ("units_sold",)),
    ],
)
def test_what_is_sold_through_a_channel_is_sold(text: str, metrics: tuple[str, ...]) -> None:
    assert query_of(text).metrics == metrics
