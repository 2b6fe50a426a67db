"""Business English of people who learnt it late, and words that say again what was said."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from semantic_layer.period import Named
from semantic_layer.query import ComparisonKind, Direction, FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("order", "direction"),
    [
        ("the high one first", Direction.DESC),
        ("big ones on top", Direction.DESC),
        ("starting with the biggest", Direction.DESC),
        ("from the highest to the lowest", Direction.DESC),
        ("the low ones first", Direction.ASC),
        ("the small values first", Direction.ASC),
        ("from the lowest", Direction.ASC),
        ("the good ones first", Direction.ASC),
        ("the bad ones first", Direction.DESC),
    ],
)
def test_it_orders_by_plain_adjectives(order: str, direction: Direction) -> None:
    query = query_of(f"refunds by state in May, {order}")

    assert [each.direction for each in query.order] == [direction]
    assert query.ranking is None


@pytest.mark.parametrize(
    "text",
    [
        "what state we sell the most in May? I need see all the states",
        "which state had the most refunds in May? Show all of the states, please",
    ],
)
def test_it_shows_all_where_all_are_asked_for(text: str) -> None:
    query = query_of(text)

    assert query.ranking is None
    assert [each.direction for each in query.order] == [Direction.DESC]


def test_days_are_those_of_the_week_where_these_are_split_by() -> None:
    query = query_of(
        "what weekday we have the most visitors in May? All the days, from less to more"
    )

    assert query.dimensions == ("day_of_week",)
    assert (query.ranking, query.order[0].direction) == (None, Direction.ASC)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("what state had the most refunds in May", 1),
        ("top 4 of all states by refunds in May", 4),
        ("which of all our states had the most refunds in May", 10),
    ],
)
def test_it_keeps_a_ranking_that_one_clause_makes(text: str, limit: int) -> None:
    ranking = query_of(text).ranking

    assert ranking is not None
    assert ranking.limit == limit


@pytest.mark.parametrize(
    "no_others",
    [
        "but not the lower tiers",
        "not the others",
        "but not the other tiers",
        "not the rest of tiers",
    ],
)
def test_it_says_again_that_no_others_are_meant(no_others: str) -> None:
    (found,) = query_of(f"Silver and Gold {no_others}: refunds in May").filters

    assert (found.op, set(found.values)) == (FilterOp.IN, {"Silver", "Gold"})


@pytest.mark.parametrize(
    "text",
    [
        "Bronze but not the lower tiers: orders in May",
        "Silver and Gold but not the other states: orders in May",
        "Southeast but not the lower regions: orders in May",
    ],
)
def test_it_leaves_nothing_out_that_it_cannot_tell(text: str) -> None:
    assert not isinstance(ask(text), Understood)


def test_most_productive_needs_a_number_to_be_so() -> None:
    query = query_of("which 4 states were the most productive in May, as measured by refunds")

    assert query.metrics == ("returns_amount",)
    assert not isinstance(ask("which 4 states were the most productive in May"), Understood)


def test_with_adds_a_column_to_a_list() -> None:
    assert query_of("refunds by state in May, with region").dimensions == ("state", "region")


@pytest.mark.parametrize("words", ["those of", "that of"])
def test_it_compares_with_those_of_another_period(words: str) -> None:
    (comparison,) = query_of(f"refunds of May compared to {words} last May").comparisons

    assert comparison.kind is ComparisonKind.PERIOD
    assert isinstance(comparison.period, Named)
    assert comparison.period.year_offset == -1


@pytest.mark.parametrize(
    "text",
    [
        "refunds of the stores in our regions in May by state",
        "refunds of the stores in the Southeast in May by state",
        "refunds of the doors in my states in May by region",
    ],
)
def test_the_stores_are_no_channel(text: str) -> None:
    assert "channel" not in {each.dimension for each in query_of(text).filters}


def test_it_counts_no_stores_where_the_channel_is_meant() -> None:
    query = query_of("how many orders did the App have in May and how many the Store?")

    assert (query.dimensions, query.counted) == (("channel",), None)
