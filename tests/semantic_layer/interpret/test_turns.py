"""A few words behind an answer change it as they say; without an answer they mean nothing."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Holiday
from semantic_layer.query import Direction, FilterOp, MetricQuery
from tests.semantic_layer.interpret.asking import ask, query_of


def after(first: str, *turns: str) -> MetricQuery:
    query = query_of(first)
    for turn in turns:
        query = query_of(turn, query)
    return query


SAME_AS = [  # the first question, a turn, and the question that says both at once
    # what points back keeps groups, filters and time
    ("refunds in the West in May", "how many orders was that", "orders in the West in May"),
    ("visitors by district in May", "what was their conversion", "conversion by district in May"),
    ("footfall in the West in May", "how did that convert", "conversion in the West in May"),
    ("orders for Belts in May", "how many units were those", "units for Belts in May"),
    # what was not meant
    ("orders by brand in May", "I meant June", "orders by brand in June"),
    ("orders by brand in May", "no, returns", "returns by brand in May"),
    ("orders by brand in May", "not orders, refunds", "refunds by brand in May"),
    ("orders by brand in May", "change the period to June", "orders by brand in June"),
    ("orders by brand in May", "I mean June", "orders by brand in June"),
    # one part in place of another
    ("orders by brand in May", "units instead of orders", "units by brand in May"),
    ("orders and units in May", "AOV rather than units", "orders and AOV in May"),
    ("orders by brand in May", "by season rather than brand", "orders by season in May"),
    ("orders by brand in May", "swap brand for season", "orders by season in May"),
    ("orders by month this year", "quarters, not months", "orders by quarter this year"),
    ("orders by month this year", "weekly is enough", "orders by week this year"),
    ("orders for Belts in May", "Hats instead of Belts", "orders for Hats in May"),
    # taking out
    ("orders and units in May", "lose units", "orders in May"),
    ("orders by brand and season in May", "drop brand", "orders by season in May"),
    ("orders by brand in May", "drop the brand, give me seasons", "orders by season in May"),
    ("orders by brand in May vs last year", "hide the comparison", "orders by brand in May"),
    ("orders for Belts and Hats in May", "take out Hats", "orders for Belts in May"),
    ("orders by brand in May", "take out Fenwick", "orders by brand in May excluding Fenwick"),
    ("orders by brand in May vs last year", "no comparison", "orders by brand in May"),
    ("orders by brand in May vs last year", "without last year", "orders by brand in May"),
    ("orders by brand in May vs June", "drop June", "orders by brand in May"),
    ("net sales by state in May vs plan", "forget the budget", "net sales by state in May"),
    ("share of orders by brand in May", "without the shares", "orders by brand in May"),
    ("orders for Belts and Hats in May", "drop the Hats category", "orders for Belts in May"),
    ("top 5 brands by orders in May", "swap orders for units", "top 5 brands by units in May"),
    ("top 5 brands by orders in May", "AOV instead of orders", "top 5 brands by AOV in May"),
    ("orders by brand in May", "turn that into units", "units by brand in May"),
    # putting back
    ("orders by state in May excluding Texas", "put Texas back in", "orders by state in May"),
    ("orders by brand in May excluding Fenwick", "add Fenwick back", "orders by brand in May"),
    ("orders by brand in May excluding Fenwick", "include Fenwick", "orders by brand in May"),
    # beside those that were kept
    ("orders in Ohio in May", "vs Texas", "orders by state in Ohio and Texas in May"),
    ("orders for Hats in May", "compare it with Belts", "orders by category, Hats and Belts, May"),
    ("orders in Ohio in May", "the other states?", "orders by state in May excluding Ohio"),
    ("orders by week in Ohio in May", "and the rest?", "orders by week in May excluding Ohio"),
    ("orders for Hats and Belts in May", "separately", "orders by category, Hats and Belts, May"),
    ("orders in Ohio and Texas in May", "each one", "orders by state in Ohio and Texas in May"),
    # another limit
    ("states with over 300 orders in May", "make it 500", "states with over 500 orders in May"),
    ("brands with AOV over $40 in May", "make that 60", "brands with AOV over $60 in May"),
    # in the order that is said
    ("orders by brand in May", "sort it lowest first", "orders by brand in May, lowest first"),
    ("orders by brand in May", "sort highest first", "orders by brand in May, highest first"),
    # a number beside
    ("orders by brand in May", "put units next to it", "orders and units by brand in May"),
    ("orders by brand in May", "show AOV alongside", "orders and AOV by brand in May"),
    # so many rows
    ("top 10 brands by orders in May", "make that 20", "top 20 brands by orders in May"),
    ("bottom 9 brands by orders in May", "4 will do", "bottom 4 brands by orders in May"),
    ("top 10 brands by orders in May", "just 3 brands", "top 3 brands by orders in May"),
    ("top 10 brands by orders in May", "7 instead of 10", "top 7 brands by orders in May"),
    # in an order
    ("top 5 brands by orders in May", "flip it", "bottom 5 brands by orders in May"),
    # as one, and of the whole
    ("orders by brand in May", "just the total", "orders in May"),
    ("orders by brand in May", "as a percentage", "share of orders by brand in May"),
    # all members again
    ("orders by week in the West in May", "now all regions again", "orders by week in May"),
    ("orders for Belts in May by brand", "now all categories", "orders in May by brand"),
    # in money
    ("units by brand in May", "in dollars", "net sales by brand in May"),
    ("refunds by brand in May", "in units", "returned units by brand in May"),
    ("returned units by brand in May", "in dollars", "refunds by brand in May"),
    ("refunds by brand in May", "units rather than dollars", "returned units by brand in May"),
    # what is asked of those that a ranking found
    ("top 3 brands by orders in May", "what's their AOV", "top 3 brands by orders and AOV in May"),
    # like takes the place of like
    ("orders by brand by week in May", "by day", "orders by brand by day in May"),
    ("orders by brand by week in May", "swap weeks for days", "orders by brand by day in May"),
    ("orders by brand by week in May", "by season", "orders by season by week in May"),
    ("orders by brand in May", "not by brand, by season", "orders by season in May"),
    # by something
    ("orders in May", "break those down by season", "orders by season in May"),
    ("orders in May", "slice these by season", "orders by season in May"),
    # the same stretch of another year
    ("orders in May", "and in 2025?", "orders in fiscal May 2025"),
    ("orders in week 12", "the year before", "orders in week 12 of 2025"),
    ("orders in May", "all of 2025", "orders in 2025"),
    # what a channel and a place have in common is the channel, where a channel was asked about
    ("orders in the app in May", "what about stores?", "orders in stores in May"),
    # over time
    ("orders by month this year", "cumulative please", "cumulative orders by month this year"),
    ("orders by week this year", "cumulatively", "cumulative orders by week this year"),
    ("orders by week this year", "which week was the best", "best week by orders this year"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "turn", "whole"), SAME_AS)
def test_it_is_as_if_asked_at_once(first: str, turn: str, whole: str) -> None:
    assert after(first, turn) == query_of(whole)


def test_it_ranks_what_is_there() -> None:
    (order,) = after("orders by brand in May", "rank them").order

    assert (order.by, order.direction) == ("orders", Direction.DESC)


@pytest.mark.parametrize(
    "turn", ["order them by AOV", "rank those by AOV, best first", "sort these by AOV"]
)
def test_it_ranks_by_another_number(turn: str) -> None:
    query = after("orders by brand in May", turn)

    assert query.metrics == ("orders", "average_order_value")
    assert [(each.by, each.direction) for each in query.order] == [
        ("average_order_value", Direction.DESC)
    ]


def test_it_sorts_by_the_names_that_are_there() -> None:
    (order,) = after("orders by brand in May", "sort it alphabetically").order

    assert (order.by, order.direction) == ("brand", Direction.ASC)


def test_it_leaves_out_a_member_that_was_not_asked_for() -> None:
    (left_out,) = after("orders last week", "hide the Midwest").filters

    assert (left_out.op, left_out.values) == (FilterOp.NOT_IN, ("Midwest",))


def test_growth_is_told_of_the_comparison_that_stands() -> None:
    before = query_of("orders by brand last week vs the week before")

    (compared,) = query_of("as a percentage", before).comparisons

    assert compared.kind == before.comparisons[0].kind
    assert "growth" in compared.show


@pytest.mark.parametrize(
    "alone",
    [
        "how many orders was that",
        "what's their return rate",
        "and returns?",
        "how many visitors there",
    ],
)
def test_it_points_at_nothing_without_an_answer(alone: str) -> None:
    outcome = ask(alone)

    assert isinstance(outcome, Refusal), outcome
    assert "no answer stands before it" in outcome.detail


@pytest.mark.parametrize(
    "whole",
    [
        "how many orders were there in May",
        "how many orders are there this week",
        "refunds for Hats in May, and what share is that?",
        "which districts have the most visitors and what is their conversion?",
        "visitors of this week",
        "Not sure whether you can do that, but I'd love to see visitors of this week",
    ],
)
def test_a_question_may_point_at_itself(whole: str) -> None:
    assert isinstance(ask(whole), Understood)


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("orders by brand last week", "lose the comparison"),
        ("orders by brand last week", "drop units"),
        ("orders last week", "forget about orders"),
        ("stock on hand by brand", "at cost"),
        ("orders for Hats last week", "separately"),
        ("orders by brand last week", "no comparison"),
        ("orders by brand last week", "forget the plan"),
        ("orders by brand last week", "put Fenwick back in"),
        ("orders last week", "vs Texas"),
        ("orders by state last week", "and the other brands?"),
        ("states with over 300 orders last week", "make it 20%"),
        ("orders by brand last week", "units instead of refunds"),
        ("top 5 brands by orders last week", "just the total"),
        ("orders last week", "rank them"),
        ("orders last week", "make that 20"),
        ("orders last month", "and last year?"),
        ("inventory value by brand", "in units"),
        ("orders last week", "as a share of the total"),
        ("orders by brand last week", "units rather than dollars"),
    ],
)
def test_it_declines_what_the_answer_before_has_not(first: str, turn: str) -> None:
    assert isinstance(ask(turn, previous=query_of(first)), Refusal)


def test_the_best_of_a_series_is_one_of_it() -> None:
    query = after("orders by week this year", "which of those was the lowest?")

    assert (query.limit, query.order[0].direction) == (1, Direction.ASC)


def test_a_holiday_is_compared_with_that_of_a_year() -> None:
    (compared,) = after("orders on Halloween", "compared with 2024").comparisons

    assert compared.period == Holiday(name="Halloween", year=2024)


def test_which_groups_lack_something_is_a_question_of_its_own() -> None:
    asked = "which states had no refunds in May"

    assert query_of(asked, query_of("footfall by district yesterday")) == query_of(asked)


@pytest.mark.parametrize(
    "said",
    [
        "vs the same days last week",
        "compared to the same period last week",
        "vs same days of last week",
    ],
)
def test_a_week_to_date_is_compared_with_as_many_days(said: str) -> None:
    assert query_of(f"visitors this week {said}") == query_of("visitors this week vs last week")


@pytest.mark.parametrize(
    "said", ["last month vs the same days last week", "yesterday vs the same days last month"]
)
def test_other_days_have_no_same_days_in_it(said: str) -> None:
    assert isinstance(ask(f"visitors {said}"), Refusal)
