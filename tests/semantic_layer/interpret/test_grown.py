"""Over what has grown that by whose growth groups are limited, ranked or ordered?"""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import ComparisonKind, Direction, Show
from tests.semantic_layer.interpret.asking import ask, query_of

LAST_YEAR, PLAN = ComparisonKind.LAST_YEAR, ComparisonKind.PLAN


@pytest.mark.parametrize(
    "text",
    [
        "gross profit by state in May vs budget, growth over 4% vs last year",
        "gross profit by state in May vs budget and yoy growth over 4%",
        "gross profit by state in May vs last year and vs budget, growth above 4%",
        "states where gross profit grew by more than 4% on last year in May, vs budget",
        "gross profit in May by state vs budget, just the states below last year",
    ],
)
def test_a_limit_is_on_the_growth_over_what_stands_beside_it(text: str) -> None:
    query = query_of(text)

    assert [each.kind for each in query.comparisons] == [LAST_YEAR, PLAN]
    (limit,) = query.thresholds
    assert (limit.show, limit.comparison) == (Show.GROWTH, 0)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("gross profit by state in May vs budget, top 4 by growth vs last year", LAST_YEAR),
        ("gross profit by state in May vs budget and vs last year, top 4 by growth", LAST_YEAR),
        ("top 4 states by change in gross profit vs budget, in May, against last year", PLAN),
    ],
)
def test_a_ranking_is_by_the_growth_over_what_stands_beside_it(
    text: str, first: ComparisonKind
) -> None:
    query = query_of(text)

    assert query.ranking is not None
    assert (query.ranking.comparison, query.comparisons[0].kind) == (0, first)


@pytest.mark.parametrize(
    "text",
    [
        "gross profit by state in May vs budget and vs last year, sorted by change",
        "refunds by state in May vs last year and vs the month before, sorted by growth",
    ],
)
def test_it_asks_over_what_where_nothing_says_so(text: str) -> None:
    refused = ask(text)

    assert isinstance(refused, Refusal)
    assert "over which of the two" in refused.detail


@pytest.mark.parametrize(
    ("text", "show", "direction"),
    [
        ("refunds by state in May vs last year, sorted by growth", Show.GROWTH, "desc"),
        ("refunds by state in May vs last year, sorted by change ascending", Show.CHANGE, "asc"),
        ("refunds by state in May ordered by refunds growth", Show.GROWTH, "desc"),
        ("refunds by state in May vs last year, sorted by refunds", Show.VALUE, "desc"),
    ],
)
def test_it_orders_by_growth_where_that_is_said(text: str, show: Show, direction: str) -> None:
    query = query_of(text)

    (order,) = query.order
    assert (order.by, order.show, order.direction) == (
        "returns_amount",
        show,
        Direction(direction),
    )
    assert [each.kind for each in query.comparisons] == [LAST_YEAR]
