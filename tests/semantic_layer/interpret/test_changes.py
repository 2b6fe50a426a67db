"""Growth and change: which of the two is told, in which unit, and which groups it picks."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import ComparisonKind, Direction, MetricQuery, Show
from tests.semantic_layer.interpret.asking import ask, query_of

Limit = tuple[str, Show, str, float]


def shown(query: MetricQuery) -> set[Show]:
    """What stands beside the value and what it is compared with."""
    (comparison,) = query.comparisons
    return set(comparison.show) - {Show.COMPARISON}


def limits(query: MetricQuery) -> list[Limit]:
    return [(each.metric, each.show, each.op, each.values[0]) for each in query.thresholds]


TOLD = {
    "by how much did labor cost change from May to June": {Show.CHANGE},
    "by how many units did stock on hand change from May to June": {Show.CHANGE},
    "by how many dollars did refunds change from May to June": {Show.CHANGE},
    "by what percentage did refunds grow in June vs May": {Show.GROWTH},
    "by what % did refunds rise in June vs May": {Show.GROWTH},
    "refunds in June vs May, change in percent": {Show.GROWTH},
    "refunds in June vs May in percent": {Show.GROWTH},
    "refunds in June vs May, by how much and by what %": {Show.CHANGE, Show.GROWTH},
    "by how many points did conversion move in June vs May": {Show.CHANGE},
    "how many percentage points of conversion in June vs May": {Show.CHANGE},
    "conversion in June vs May, change in pts": {Show.CHANGE},
    "percentage increase in refunds in June vs May": {Show.GROWTH},
}


@pytest.mark.parametrize("text", TOLD)
def test_it_tells_a_change_in_the_unit_that_is_asked_for(text: str) -> None:
    query = query_of(text)

    assert shown(query) == TOLD[text]
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PERIOD]


@pytest.mark.parametrize("verb", ["grow", "rise", "fall", "decline", "increase"])
def test_it_moves_rates_in_points_and_amounts_in_percent(verb: str) -> None:
    rate = query_of(f"did the stockout rate of each season {verb} in June vs May")
    amount = query_of(f"did the labor cost of each state {verb} in June vs May")

    assert (shown(rate), shown(amount)) == ({Show.CHANGE}, {Show.GROWTH})


@pytest.mark.parametrize(
    "text",
    [
        "stockout rate growth by season in June vs May",
        "by what % did the stockout rate fall in June vs May",
        "percentage decline in stockout rate by season in June vs May",
    ],
)
def test_it_tells_the_growth_of_a_rate_where_that_is_said(text: str) -> None:
    assert Show.GROWTH in shown(query_of(text))


IN_POINTS = {
    # the change of a rate is in points, also where percent are said
    "seasons whose stockout rate fell by more than 4%": ("lt", -0.04),
    "seasons whose stockout rate fell by more than 2 points": ("lt", -0.02),
    "which seasons saw their stockout rate rise by more than 3 percentage points": ("gt", 0.03),
    "seasons where the stockout rate climbed by at least 80 bps": ("gte", 0.008),
    "seasons whose stockout rate rose by 120 basis points or more": ("gte", 0.012),
}
IN_PERCENT: dict[str, tuple[str, str, float]] = {
    "states whose labor cost fell by more than 4%": ("labor_cost", "lt", -0.04),
    "which states fell by more than 4% in labor cost": ("labor_cost", "lt", -0.04),
    "states with labor cost up more than 4%": ("labor_cost", "gt", 0.04),
    "states with labor cost down by 4% or more": ("labor_cost", "lte", -0.04),
    "states with an increase of at least 4% in labor cost": ("labor_cost", "gte", 0.04),
}


@pytest.mark.parametrize("text", IN_POINTS)
def test_it_keeps_groups_by_points(text: str) -> None:
    op, value = IN_POINTS[text]
    query = query_of(f"{text} in June vs May")

    assert limits(query) == [("stockout_rate", Show.CHANGE, op, value)]
    assert shown(query) == {Show.CHANGE}


@pytest.mark.parametrize("text", IN_PERCENT)
def test_it_keeps_groups_by_percent(text: str) -> None:
    metric, op, value = IN_PERCENT[text]
    query = query_of(f"{text} in June vs May")

    assert limits(query) == [(metric, Show.GROWTH, op, value)]
    assert shown(query) == {Show.GROWTH}


BY_A_SIGN: dict[str, Limit] = {
    "states down in labor cost in June vs May": ("labor_cost", Show.GROWTH, "lt", 0.0),
    "any states up in labor cost in June vs May": ("labor_cost", Show.GROWTH, "gt", 0.0),
    "which states declined in labor cost in June vs May": ("labor_cost", Show.GROWTH, "lt", 0.0),
    "which states saw labor cost fall in June vs May": ("labor_cost", Show.GROWTH, "lt", 0.0),
    "which states had lower labor cost in June than in May": ("labor_cost", Show.GROWTH, "lt", 0.0),
    "which states had fewer visitors than last year in May": ("visitors", Show.GROWTH, "lt", 0.0),
    "which states had more visitors in May than last year": ("visitors", Show.GROWTH, "gt", 0.0),
    "how many states had more visitors in June than in May": ("visitors", Show.GROWTH, "gt", 0.0),
    "which states had a higher conversion than last year in May": (
        "conversion_rate",
        Show.CHANGE,
        "gt",
        0.0,
    ),
    "which states had a lower conversion than last year in May": (
        "conversion_rate",
        Show.CHANGE,
        "lt",
        0.0,
    ),
}


@pytest.mark.parametrize("text", BY_A_SIGN)
def test_it_keeps_groups_by_the_way_they_moved(text: str) -> None:
    query = query_of(text)

    assert limits(query) == [BY_A_SIGN[text]]
    assert query.dimensions == ("state",)


TWO_WAYS = {
    "states with visitors up but labor hours down in May": ("gt", "lt"),
    "states with visitors down and labor hours up in May": ("lt", "gt"),
    "states where visitors rose but labor hours fell in May": ("gt", "lt"),
    "states whose visitors fell and labor hours rose in May": ("lt", "gt"),
}


@pytest.mark.parametrize("text", TWO_WAYS)
def test_it_judges_each_number_by_its_own_word(text: str) -> None:
    visitors, hours = TWO_WAYS[text]

    assert limits(query_of(text)) == [
        ("visitors", Show.GROWTH, visitors, 0.0),
        ("labor_hours", Show.GROWTH, hours, 0.0),
    ]


def test_it_asks_which_and_by_how_much_at_once() -> None:
    by_how_much = query_of("which states are down in visitors in June vs May, and by how much?")
    by_percent = query_of("any states down in visitors in June vs May? by what %")

    for query in (by_how_much, by_percent):
        assert limits(query) == [("visitors", Show.GROWTH, "lt", 0.0)]
    assert shown(by_how_much) == {Show.GROWTH, Show.CHANGE}
    assert shown(by_percent) == {Show.GROWTH}


def test_it_shows_the_change_of_those_a_limit_kept() -> None:
    query = query_of(
        "which seasons saw their stockout rate fall by more than 2 points in June vs May, "
        "and by how much did it fall?"
    )

    assert limits(query) == [("stockout_rate", Show.CHANGE, "lt", -0.02)]
    assert shown(query) == {Show.CHANGE}


FIRST = {
    "visitors by state in June vs May, fastest growing first": Direction.DESC,
    "visitors by state in June vs May, steepest decline first": Direction.ASC,
    "visitors by state in June vs May, biggest increase first": Direction.DESC,
    "rank the states by growth in visitors in June vs May, fastest growing first": Direction.DESC,
}


@pytest.mark.parametrize("text", FIRST)
def test_it_sorts_by_growth_without_leaving_rows_out(text: str) -> None:
    query = query_of(text)

    assert query.ranking is None
    assert [(each.by, each.show, each.direction) for each in query.order] == [
        ("visitors", Show.GROWTH, FIRST[text])
    ]


RANKED = {
    "which 6 states had the steepest percentage decline in visitors in May": Direction.ASC,
    "the 6 states with the sharpest drop in visitors in May": Direction.ASC,
    "6 states with the largest percentage increase in visitors in May": Direction.DESC,
    "6 fastest growing states by visitors in May": Direction.DESC,
    "6 slowest growing states by visitors in May": Direction.ASC,
    "6 fastest shrinking states by visitors in May": Direction.ASC,
}


@pytest.mark.parametrize("text", RANKED)
def test_it_ranks_by_how_much_they_moved(text: str) -> None:
    ranking = query_of(text).ranking

    assert ranking is not None
    assert (ranking.by, ranking.show, ranking.limit) == ("visitors", Show.GROWTH, 6)
    assert ranking.direction is RANKED[text]


def test_it_ranks_rates_by_points() -> None:
    ranking = query_of("3 biggest drops in conversion by state in May").ranking

    assert ranking is not None
    assert (ranking.show, ranking.direction) == (Show.CHANGE, Direction.ASC)


def test_it_takes_sales_to_grow_where_no_number_is_named() -> None:
    outcome = ask("fastest growing districts in May")

    assert isinstance(outcome, Understood)
    assert outcome.query.metrics == ("net_sales",)
    assert outcome.query.ranking is not None
    assert outcome.query.ranking.show is Show.GROWTH
    assert "net sales, as no number was named" in outcome.assumed
    assert "compared with last year" in outcome.assumed


@pytest.mark.parametrize(
    "text",
    [
        "which states grew by more than $500 in visitors in May",  # growth is no amount
        "brands that did not grow in refunds in May",
        "states with more visitors than labor hours in May",
        "refunds by season in May in percent",  # of what?
    ],
)
def test_it_declines_a_change_that_it_cannot_tell(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "footfall up but refunds down, which states, May vs last year",
        "footfall up and refunds down, what districts, May vs last year",
        "footfall up but refunds down which doors May vs last year",
    ],
)
def test_what_went_up_or_down_may_stand_before_what_is_asked(text: str) -> None:
    assert [(each.metric, each.op) for each in query_of(text).thresholds] == [
        ("visitors", "gt"),
        ("returns_amount", "lt"),
    ]
