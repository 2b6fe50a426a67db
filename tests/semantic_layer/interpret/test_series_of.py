"""What goes along a series: totals so far, moving means, limits in buckets, ranked series."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Unit
from semantic_layer.query import FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of


def test_it_runs_totals_along_the_series() -> None:
    query = query_of("running total of refunds by week since May")

    assert [each.metric for each in query.running] == ["returns_amount"]
    assert query.grain is not None
    assert query.grain.unit is Unit.WEEK


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("5-week moving average of refunds by brand this year", 5, Unit.WEEK),
        ("rolling average of refunds over 3 months this year", 3, Unit.MONTH),
    ],
)
def test_it_moves_means_along_the_series(text: str, count: int, unit: Unit) -> None:
    query = query_of(text)

    assert [(each.metric, each.count) for each in query.moving] == [("returns_amount", count)]
    assert query.grain is not None
    assert query.grain.unit is unit


def test_what_is_compared_runs_and_moves_along_the_series_too() -> None:
    running = query_of("running total of refunds by week since May vs last year").running
    moving = query_of("5-week moving average of refunds this year compared with last year").moving

    assert [each.compared for each in (*running, *moving)] == [True, True]


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("which states had more than 900 refunds in every month of this year", None),
        ("states with refunds over 900 in at least 3 months of this year", 3),
    ],
)
def test_it_judges_limits_in_each_bucket(text: str, at_least: int | None) -> None:
    query = query_of(text)
    (limit,) = query.thresholds

    assert limit.each is not None
    assert limit.each.unit is Unit.MONTH
    assert (limit.at_least, query.grain) == (at_least, None)


@pytest.mark.parametrize(
    "text", ["refunds by brand with a total in June", "refunds by brand and season with subtotals"]
)
def test_it_adds_totals_to_the_rows(text: str) -> None:
    query = query_of(text)

    assert query.subtotals == query.dimensions


@pytest.mark.parametrize(
    "text", ["weekly refunds of the top 4 brands in Q2", "top 4 brands by refunds per week in Q2"]
)
def test_it_ranks_over_the_whole_period_and_shows_the_series(text: str) -> None:
    query = query_of(text)
    (members,) = [each for each in query.filters if each.members is not None]

    assert (query.ranking, members.dimension, members.op) == (None, "brand", FilterOp.IN)
    assert members.members is not None
    assert members.members.ranking is not None
    assert members.members.ranking.limit == 4
    assert members.members.grain is None
    assert query.grain is not None
    assert query.grain.unit is Unit.WEEK


def test_it_ranks_in_each_bucket_where_that_is_said() -> None:
    query = query_of("top 2 brands by refunds each month this year")

    assert query.ranking is not None
    assert query.ranking.within == ("time",)


@pytest.mark.parametrize(
    "text",
    [
        "4 brands with the most and least refunds in June",
        "2 brands with the most refunds in May; 2 brands with the most refunds in June",
        "average number of brands sold per store in June",
    ],
)
def test_it_declines_two_things_that_one_answer_cannot_hold(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "by", "show", "direction"),
    [
        ("which brands improved return rate the most in June", "return_rate", "change", "asc"),
        ("biggest change in refunds by brand in June", "returns_amount", "change", "desc"),
        ("growth in refunds by brand in June, top 3", "returns_amount", "growth", "desc"),
        ("which supplier raised its lead time the most", "average_lead_time", "growth", "desc"),
    ],
)
def test_it_ranks_by_what_the_superlative_is_said_of(
    text: str, by: str, show: str, direction: str
) -> None:
    ranking = query_of(text).ranking

    assert ranking is not None
    assert (ranking.by, ranking.show.value, ranking.direction.value) == (by, show, direction)
