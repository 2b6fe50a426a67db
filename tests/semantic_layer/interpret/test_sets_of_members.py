"""One part of a question finds members; the other asks about them."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Refusal
from semantic_layer.period import Named, Unit
from semantic_layer.query import ComparisonKind, Direction, Filter, FilterOp, MetricQuery, Show
from tests.semantic_layer.interpret.asking import ask, query_of

MAY, JUNE, AUGUST, SEPTEMBER = (Named(unit=Unit.MONTH, month_of=n) for n in (5, 6, 8, 9))


def members_of(query: MetricQuery) -> tuple[Filter, MetricQuery]:
    """The one filter by a result, and the query of that result."""
    (found,) = (each for each in query.filters if each.members is not None)
    assert found.members is not None
    return found, found.members


@pytest.mark.parametrize(
    "text",
    [
        "The 4 districts with the most visitors in August: labor cost in September",
        "four districts with the most visitors in August, what was their labor cost in September",
        "Top 4 districts by visitors in August. Labor cost of each in September",
        "For the 4 districts with the most visitors in August, how much labor cost in September?",
        "Take the four districts with the most visitors in August. Show labor cost in September",
        "The 4 districts with the most visitors in August, and their labor cost in September",
    ],
)
def test_it_asks_at_another_time_about_those_that_a_ranking_finds(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("labor_cost",), ("district",))
    assert (query.period, query.ranking) == (SEPTEMBER, None)
    chosen, ranked = members_of(query)
    assert (chosen.dimension, chosen.op) == ("district", FilterOp.IN)
    assert (ranked.metrics, ranked.dimensions, ranked.period) == (
        ("visitors",),
        ("district",),
        AUGUST,
    )
    assert ranked.ranking is not None
    assert (ranked.ranking.by, ranked.ranking.limit) == ("visitors", 4)


def test_it_takes_now_as_a_time_of_its_own() -> None:
    query = query_of("For the 6 seasons with the most refunds in May, what is on order now?")

    assert query.metrics == ("on_order_units",)
    assert members_of(query)[1].period == MAY


def test_it_ranks_from_below_where_the_question_does() -> None:
    _, ranked = members_of(
        query_of("The 7 suppliers with the lowest fill rate in May: open PO value in June")
    )

    assert ranked.ranking is not None
    assert ranked.ranking.direction is Direction.ASC


def test_it_keeps_each_parts_own_filters() -> None:
    query = query_of(
        "The 3 seasons with the most returned units in Beauty in May: discounts in Men's in June"
    )

    assert [(each.dimension, each.values) for each in query.filters if each.members is None] == [
        ("department", ("Men's",))
    ]
    assert members_of(query)[1].filters == (Filter(dimension="department", values=("Beauty",)),)


@pytest.mark.parametrize(
    ("asked", "dimensions"),
    [
        ("discounts in June", ("season",)),
        ("discounts in June by season", ("season",)),
        ("discounts in June by state", ("season", "state")),
    ],
)
def test_it_gives_each_of_them_a_row(asked: str, dimensions: tuple[str, ...]) -> None:
    query = query_of(f"The 3 seasons with the most returned units in May: {asked}")

    assert query.dimensions == dimensions


def test_it_compares_the_numbers_of_those_it_found() -> None:
    query = query_of(
        "The five states with the most visitors in May: "
        "how did labor hours change in September vs August?"
    )

    (comparison,) = query.comparisons
    assert (comparison.kind, comparison.period) == (ComparisonKind.PERIOD, AUGUST)
    assert Show.CHANGE in comparison.show
    assert members_of(query)[1].comparisons == ()


@pytest.mark.parametrize(
    "words", ["all together", "altogether", "together", "combined", "in total"]
)
def test_it_adds_them_up_where_that_is_asked(words: str) -> None:
    query = query_of(f"The 4 states with the most labor hours in May: conversion {words}")

    assert (query.metrics, query.dimensions) == (("conversion_rate",), ())
    assert query.period == MAY  # none is named beside it
    assert members_of(query)[1].period == MAY


def test_it_adds_them_up_at_a_time_of_their_own() -> None:
    query = query_of("The 4 states with the most labor hours in May: conversion in June together")

    assert (query.dimensions, query.period) == ((), JUNE)


@pytest.mark.parametrize(
    "text",
    [
        "top 3 seasons by refunds in May: discounts",  # one time: one ranking with two numbers
        "top 3 seasons by refunds in May, with discounts",
        "top 3 seasons by refunds, discounts in May",
        "the 3 seasons with the most refunds in May and their discounts",
    ],
)
def test_it_takes_numbers_of_one_time_as_one_ranking(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("returns_amount", "discounts")
    assert (query.filters, query.dimensions) == ((), ("season",))
    assert query.ranking is not None
    assert query.ranking.limit == 3


def test_it_makes_no_set_of_members_that_are_not_ranked() -> None:
    query = query_of("Skincare and Fragrance in May: refunds by season")

    assert [each.members for each in query.filters] == [None]


BUT_NOT_THEN = {
    "Seasons that had refunds in May but not in June": ("season", "returns_amount"),
    "which products sold in May but not in June": ("product_name", "net_sales"),
    "which products sold in May and not in June": ("product_name", "net_sales"),
    "suppliers with units in May but not June": ("supplier_name", "units_sold"),
}


@pytest.mark.parametrize("text", BUT_NOT_THEN)
def test_it_leaves_out_those_of_another_time(text: str) -> None:
    dimension, metric = BUT_NOT_THEN[text]
    query = query_of(text)

    assert (query.metrics, query.dimensions, query.period) == ((metric,), (dimension,), MAY)
    left_out, others = members_of(query)
    assert (left_out.dimension, left_out.op) == (dimension, FilterOp.NOT_IN)
    assert (others.metrics, others.dimensions, others.period) == ((metric,), (dimension,), JUNE)


def test_it_judges_both_times_by_the_same_limit() -> None:
    query = query_of("districts with more than 900 visitors in May but not in June")

    _, others = members_of(query)
    assert query.thresholds == others.thresholds
    assert query.thresholds[0].values == (900.0,)


def test_it_judges_both_times_by_plan() -> None:
    query = query_of("Districts behind plan in May but not in June")

    _, others = members_of(query)
    assert [(each.metric, each.op) for each in others.thresholds] == [("sales_vs_plan", "lt")]
    assert query.thresholds == others.thresholds


BUT_NOT_THERE = {
    "Products that sold in malls in May but not in flagships": ("store_format", "Mall", "Flagship"),
    "products that sold in the Northeast but not the Midwest in May": (
        "region",
        "Northeast",
        "Midwest",
    ),
    "Products with units in Utah but not in Idaho in May": ("state", "UT", "ID"),
}


@pytest.mark.parametrize("text", BUT_NOT_THERE)
def test_it_leaves_out_those_of_another_member(text: str) -> None:
    dimension, here, there = BUT_NOT_THERE[text]
    query = query_of(text)

    left_out, others = members_of(query)
    assert (left_out.dimension, left_out.op) == ("product_name", FilterOp.NOT_IN)
    assert others.filters == (Filter(dimension=dimension, values=(there,)),)
    assert Filter(dimension=dimension, values=(here,)) in query.filters
    assert query.period == others.period == MAY


def test_it_keeps_a_filter_on_both_sides() -> None:
    query = query_of("Seasons with refunds in May but not in June in the Northeast")

    kept = Filter(dimension="region", values=("Northeast",))
    assert kept in query.filters
    assert members_of(query)[1].filters == (kept,)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("refunds in May but not in Skincare", ("Skincare",)),
        ("refunds by season in Beauty but not in Makeup", ("Makeup",)),  # another dimension's
        ("refunds by season in May, not Skincare and not Makeup", ("Skincare", "Makeup")),
    ],
)
def test_it_only_filters_where_nothing_of_the_kind_is_kept(
    text: str, values: tuple[str, ...]
) -> None:
    query = query_of(text)

    assert all(each.members is None for each in query.filters)
    assert [each.values for each in query.filters if each.op is FilterOp.NOT_IN] == [values]


def test_it_says_that_it_cannot_leave_out_two_times() -> None:
    assert isinstance(ask("Districts behind plan in May but not in June and August"), Refusal)


def test_it_asks_for_a_number_where_only_members_are_named() -> None:
    assert isinstance(ask("not Gold but not Silver"), Clarification)
