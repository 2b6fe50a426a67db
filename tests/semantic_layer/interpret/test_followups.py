"""A follow-up changes the query before it, and leaves the rest as it was."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Refusal, Understood
from semantic_layer.period import Before, Unit
from semantic_layer.query import ComparisonKind, Direction, FilterOp, MetricQuery
from tests.semantic_layer.interpret.asking import ask, query_of


def after(first: str, *turns: str) -> MetricQuery:
    query = query_of(first)
    for turn in turns:
        query = query_of(turn, query)
    return query


def members(query: MetricQuery) -> dict[str, tuple[str, ...]]:
    return {each.dimension: tuple(map(str, each.values)) for each in query.filters}


def test_it_adds_a_breakdown_to_a_total() -> None:
    query = after("orders last week", "by channel")

    assert query.dimensions == ("channel",)
    assert query.period == query_of("orders last week").period


def test_it_replaces_a_breakdown_and_adds_one_where_asked() -> None:
    assert after("orders by brand", "by region").dimensions == ("region",)
    assert after("orders by brand", "also by region").dimensions == ("brand", "region")
    assert after("orders by brand", "by region as well").dimensions == ("brand", "region")


def test_it_replaces_a_member_of_the_same_dimension() -> None:
    query = after("units of Jewelry by month this year", "and Belts?")

    assert members(query) == {"category": ("Belts",)}
    assert query.grain is not None


def test_it_adds_a_member_where_asked() -> None:
    assert members(after("units of Jewelry", "add Belts")) == {"category": ("Jewelry", "Belts")}


def test_it_narrows_by_another_dimension() -> None:
    query = after("units by brand", "only the Midwest", "without Fenwick")

    assert members(query) == {"region": ("Midwest",), "brand": ("Fenwick",)}
    assert [each.op for each in query.filters] == [FilterOp.IN, FilterOp.NOT_IN]


def test_it_compares_the_same_numbers() -> None:
    query = after("orders by brand last month", "vs last year?")

    assert [each.kind for each in query.comparisons] == [ComparisonKind.LAST_YEAR]
    assert query.dimensions == ("brand",)


@pytest.mark.parametrize("turn", ["and since June?", "since June instead", "what about since June"])
def test_it_moves_to_another_period(turn: str) -> None:
    query = after("orders by brand last month", turn)

    assert query.period == query_of("orders since June").period
    assert query.dimensions == ("brand",)


def test_it_counts_the_period_before_from_the_one_asked_about() -> None:
    query = after("orders in fiscal week 30", "same thing for the week before")

    assert query.period == Before(period=query_of("orders in fiscal week 30").period)


def test_it_replaces_the_metric_and_keeps_the_ranking() -> None:
    query = after("top 5 brands by net sales last week", "in units")

    assert query.metrics == ("units_sold",)
    assert query.ranking is not None
    assert query.ranking.by == "units_sold"


def test_it_adds_a_metric_where_asked() -> None:
    assert after("orders by brand", "and AOV").metrics == ("orders", "average_order_value")
    assert after("orders by brand", "add discounts").metrics == ("orders", "discounts")


def test_it_ranks_by_a_metric_that_is_already_there() -> None:
    query = after("visitors and conversion last week by region", "by store, 3 lowest conversion")

    assert query.metrics == ("visitors", "conversion_rate")
    assert query.ranking is not None
    assert (query.ranking.by, query.ranking.direction) == ("conversion_rate", Direction.ASC)


def test_it_takes_parts_out() -> None:
    query = after("orders and units by brand and channel", "drop units", "remove brand")

    assert query.metrics == ("orders",)
    assert query.dimensions == ("channel",)


def test_it_knows_a_fresh_question() -> None:
    query = after("top 5 brands by net sales in the West last week", "orders by channel in August")

    assert query == query_of("orders by channel in August")


def test_it_asks_again_by_what_is_worst_first() -> None:
    (order,) = after("return rate last month", "by category, worst first").order

    assert order.direction is Direction.DESC


def test_it_picks_an_offered_choice_in_a_few_words() -> None:
    asked = ask("margin by brand last week")
    assert isinstance(asked, Clarification)

    for answer, metric in (("the rate", "gross_margin_rate"), ("the first", "gross_margin")):
        chosen = ask(answer, offered=asked.choices)

        assert isinstance(chosen, Understood)
        assert chosen.query.metrics == (metric,)
        assert chosen.query.dimensions == ("brand",)


def test_it_offers_metrics_with_the_rest_of_the_question() -> None:
    asked = ask("which brands did best last month")
    assert isinstance(asked, Clarification)

    queries = [choice.query for choice in asked.choices]

    assert queries
    assert all(query is not None and query.dimensions == ("brand",) for query in queries)


def test_it_refuses_a_change_it_does_not_understand() -> None:
    query = query_of("orders by brand last week")

    for turn in ("with churn", "both together", "drop refunds"):
        assert isinstance(ask(turn, previous=query), Refusal)


def test_it_shows_a_series_where_one_is_asked_for() -> None:
    grain = after("orders last quarter", "by week").grain

    assert grain is not None
    assert grain.unit is Unit.WEEK


def test_it_takes_only_before_a_period_for_that_period() -> None:
    before = query_of("orders by region last week")

    assert query_of("only May", previous=before) == query_of("orders by region in May")


def test_it_compares_what_was_asked_before() -> None:
    before = query_of("orders by region last week")

    query = query_of("and how does this compare with last year?", previous=before)

    assert query == query_of("orders by region last week vs last year")


def test_it_picks_the_choice_that_is_typed_back() -> None:
    asked = ask("margin by brand in May")
    assert isinstance(asked, Clarification)

    for choice in asked.choices:
        picked = ask(choice.label, offered=asked.choices)
        assert isinstance(picked, Understood)
        assert picked.query == choice.query


def test_it_takes_both_for_the_members_of_the_last_two_questions() -> None:
    first = query_of("orders for Bedding by week in May")
    second = query_of("and Candles?", first)

    outcome = ask("both of them, and add units", previous=second, earlier=(first,))

    assert isinstance(outcome, Understood), outcome
    assert outcome.query.metrics == ("orders", "units_sold")
    assert outcome.query.dimensions == ("category",)
    assert members(outcome.query) == {"category": ("Bedding", "Candles")}


def test_it_takes_both_for_nothing_where_the_last_two_differ_otherwise() -> None:
    first, second = query_of("orders for Bedding in May"), query_of("units for Candles in May")

    assert isinstance(ask("both together", previous=second, earlier=(first,)), Refusal)
    assert isinstance(ask("both together", previous=second), Refusal)


@pytest.mark.parametrize("text", ["only stores over 30%", "by brand, top 3 and bottom 3"])
def test_it_leaves_out_nothing_that_a_follow_up_says(text: str) -> None:
    outcome = ask(text, previous=query_of("orders by store last week"))

    assert isinstance(outcome, Refusal), outcome
