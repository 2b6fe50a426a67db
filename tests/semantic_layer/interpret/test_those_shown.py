"""A turn that points at the groups just shown is about them, whatever else it asks."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import Direction, Filter, FilterOp, MetricQuery, Order
from tests.semantic_layer.interpret.asking import ask, query_of

RANKED = "bottom 4 districts by visitors in May"
LIMITED = "districts with more than 900 visitors in May"


def those_of(query: MetricQuery) -> MetricQuery:
    """The query that finds the groups a query is about."""
    (found,) = (each for each in query.filters if each.members is not None)
    assert found.op is FilterOp.IN
    assert found.members is not None
    assert (query.ranking, query.limit) == (None, None)
    return found.members


ANEW = [  # what a turn asks of them, and the question that asks it of all
    ("by channel for those", "visitors in May by channel"),
    ("break those down by day of week", "visitors in May by day of week"),
    ("weekly for them", "visitors in May by week"),
    ("labor hours for these", "labor hours by district in May"),
    ("labor hours for these districts", "labor hours by district in May"),
    ("labor hours of the same districts in June", "labor hours by district in June"),
    ("how many labor hours did they have", "labor hours by district in May"),
    ("how did they do in June", "visitors by district in June"),
    ("and their labor hours by week", "labor hours by week in May"),
    ("only those in the Midwest", "visitors by district in the Midwest in May"),
    ("visitors of those districts in the Midwest", "visitors by district in the Midwest in May"),
]


@pytest.mark.parametrize("first", [RANKED, LIMITED])
@pytest.mark.parametrize(("turn", "of_all"), ANEW)
def test_it_keeps_those_that_were_shown(first: str, turn: str, of_all: str) -> None:
    shown = query_of(first)
    if "channel" in turn:
        shown, of_all = query_of(first.replace("visitors", "orders")), "orders in May by channel"

    query, wanted = query_of(turn, shown), query_of(of_all)

    assert those_of(query) == shown
    assert set(query.metrics) == set(wanted.metrics)
    assert (query.dimensions, query.grain, query.period) == (
        wanted.dimensions,
        wanted.grain,
        wanted.period,
    )
    assert query.thresholds == ()
    assert [each for each in query.filters if each.members is None] == list(wanted.filters)


def test_what_only_stands_beside_them_leaves_them_as_they_are() -> None:
    shown = query_of(RANKED)

    assert query_of("and their labor hours", shown).ranking == shown.ranking
    assert query_of("how do those look against last year", shown).ranking == shown.ranking
    assert query_of("what are their labor hours", query_of(LIMITED)).thresholds


def test_some_of_them_are_found_among_them() -> None:
    shown = query_of(RANKED)

    worst = query_of("the worst two of those", shown)
    above = query_of("which of them had more than 800 visitors", shown)

    assert worst.ranking is not None
    assert (worst.ranking.limit, worst.ranking.direction) == (2, Direction.ASC)
    assert above.thresholds
    for query in (worst, above):
        assert Filter(dimension="district", members=shown) in query.filters


def test_they_stand_as_they_were_ranked() -> None:
    assert query_of("how did they do in June", query_of(RANKED)).order == (
        Order(by="visitors", direction=Direction.ASC),
    )
    assert query_of("labor hours for these", query_of(RANKED)).order == ()


PICKED = [
    ("drill into the worst one by week", 1, Direction.ASC),
    ("by week for the best one", 1, Direction.DESC),
    ("weekly for the top two", 2, Direction.DESC),
    ("labor hours for the lowest one", 1, Direction.ASC),
    ("labor hours of the weakest district", 1, Direction.ASC),
    ("zoom in on the best district by week", 1, Direction.DESC),
]


@pytest.mark.parametrize(("turn", "limit", "direction"), PICKED)
def test_a_superlative_picks_from_what_was_shown(
    turn: str, limit: int, direction: Direction
) -> None:
    shown = query_of("visitors by district in May")

    found = those_of(query_of(turn, shown))

    assert found.ranking is not None
    assert (found.ranking.limit, found.ranking.direction) == (limit, direction)
    assert (found.metrics, found.period) == (shown.metrics, shown.period)


def test_the_first_ones_are_those_of_the_order_that_was_shown() -> None:
    ranked = query_of("visitors by district in May, lowest first")

    few = query_of("just the first three", ranked).ranking
    one = those_of(query_of("labor hours for the first one", ranked)).ranking

    assert few is not None
    assert one is not None
    assert (few.limit, few.direction) == (3, Direction.ASC)
    assert (one.limit, one.direction) == (1, Direction.ASC)


@pytest.mark.parametrize("turn", ["how many labor hours did it have", "show it by week"])
def test_one_group_is_it(turn: str) -> None:
    shown = query_of("top district by visitors in May")

    assert those_of(query_of(turn, shown)) == shown


NEIGHBOURS = [
    ("visitors by district in May", "break those down by region", "visitors by region in May"),
    (RANKED, "by region", "visitors by region in May"),
    (RANKED, "the top 3 regions", "top 3 regions by visitors in May"),
    (RANKED, "top 5 brands by orders in May", "top 5 brands by orders in May"),
    (RANKED, "orders instead", "bottom 4 districts by orders in May"),
]


@pytest.mark.parametrize(("first", "turn", "whole"), NEIGHBOURS)
def test_it_points_only_where_words_do(first: str, turn: str, whole: str) -> None:
    assert query_of(turn, query_of(first)) == query_of(whole)


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        (RANKED, "weekly for these 7 districts"),  # four were shown
        ("visitors by district in May", "labor hours for the first one"),  # in no order
        ("top 3 districts in each region by visitors in May", "weekly for those"),
    ],
)
def test_it_declines_where_nobody_can_tell_which(first: str, turn: str) -> None:
    assert isinstance(ask(turn, previous=query_of(first)), Refusal)


@pytest.mark.parametrize(
    "alone",
    [
        "visitors for these districts",
        "how many visitors did they have",
        "how many visitors did it get in May",
        "which of these districts had the most visitors last week",
        "visitors for the first one",
    ],
)
def test_it_points_at_nothing_without_an_answer(alone: str) -> None:
    assert isinstance(ask(alone), Refusal)


@pytest.mark.parametrize(
    "whole",
    [
        "visitors of those districts that opened in 2025",
        "which districts had the most visitors and how many labor hours did they have",
        "visitors of those stores with more than 900 orders in May",
    ],
)
def test_a_question_may_tell_whom_it_means(whole: str) -> None:
    outcome = ask(whole)

    assert not isinstance(outcome, Refusal) or "stands before it" not in outcome.detail
