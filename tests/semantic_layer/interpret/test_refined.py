"""A fragment that begins with "now", or sorts, goes on with the question before."""

from __future__ import annotations

from semantic_layer.query import Order
from tests.semantic_layer.interpret.asking import query_of


def test_now_by_another_number_keeps_groups_and_time() -> None:
    before = query_of("footfall by district yesterday")

    query = query_of("now by labor cost", before)

    assert (query.metrics, query.dimensions) == (("labor_cost",), ("district",))
    assert query.period == before.period


def test_now_by_another_number_ranks_by_it() -> None:
    query = query_of("now by labor cost", query_of("top 4 districts by footfall yesterday"))

    assert query.ranking is not None
    assert (query.ranking.by, query.ranking.limit) == ("labor_cost", 4)


def test_sorting_adds_the_number_that_is_sorted_by() -> None:
    query = query_of("sort by labor hours", query_of("footfall by district yesterday"))

    assert query.metrics == ("visitors", "labor_hours")
    assert [each.by for each in query.order] == ["labor_hours"]
    assert isinstance(query.order[0], Order)


def test_only_narrows_a_ranking() -> None:
    query = query_of("only the top 2", query_of("top 4 districts by footfall yesterday"))

    assert query.ranking is not None
    assert query.ranking.limit == 2
