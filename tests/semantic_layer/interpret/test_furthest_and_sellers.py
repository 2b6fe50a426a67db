"""Superlatives of a side, of what sells, of the last so many; shares without a number."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Direction, Filter, Order, Share, Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("text", "op", "direction", "limit"),
    [
        ("which states are furthest below plan in May", "lt", Direction.ASC, None),
        ("which state was furthest ahead of budget in May", "gt", Direction.DESC, 1),
        ("3 states most behind plan in May", "lt", Direction.ASC, 3),
    ],
)
def test_the_furthest_on_a_side_come_first(
    text: str, op: str, direction: Direction, limit: int | None
) -> None:
    query = query_of(text)

    assert [each.op for each in query.thresholds] == [op]
    assert query.order == (Order(by="sales_vs_plan", direction=direction),)
    assert (query.limit, query.ranking) == (limit, None)


def test_the_furthest_behind_last_year_come_first() -> None:
    query = query_of("states furthest below last year in refunds in May")

    (limit,) = query.thresholds
    assert (limit.show, limit.op) == (Show.GROWTH, "lt")
    assert query.order == (Order(by="returns_amount", show=Show.GROWTH, direction=Direction.ASC),)


@pytest.mark.parametrize(
    ("text", "direction", "limit"),
    [
        ("best sellers in Hats in May", Direction.DESC, 10),
        ("our worst sellers in Hats in May", Direction.ASC, 10),
        ("the bestseller in Hats in May", Direction.DESC, 1),
        ("top 4 best sellers in Hats in May", Direction.DESC, 4),
    ],
)
def test_what_sells_best_is_a_product(text: str, direction: Direction, limit: int) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("net_sales",), ("product_name",))
    assert query.ranking is not None
    assert (query.ranking.direction, query.ranking.limit) == (direction, limit)
    assert query.filters == (Filter(dimension="category", values=("Hats",)),)


def test_sellers_are_of_what_is_named() -> None:
    query = query_of("best sellers in Hats in May by units")
    assert query.metrics == ("units_sold",)

    query = query_of("top sellers by state in May")
    assert query.ranking is not None
    assert query.ranking.within == ("state",)


def test_a_list_of_the_biggest_is_asked_by_who() -> None:
    query = query_of("who are our six biggest suppliers by units this year")

    assert query.ranking is not None
    assert (query.dimensions, query.ranking.limit) == (("supplier_name",), 6)


@pytest.mark.parametrize("last", ["in the last 20", "of the past 20", "over the last twenty"])
def test_the_last_so_many_are_of_the_unit_before(last: str) -> None:
    query = query_of(f"which day {last} had the most refunds")

    assert query.grain is not None
    assert (query.grain.unit, query.limit) == (Unit.DAY, 1)
    assert getattr(query.period, "unit", None) is Unit.DAY
    assert getattr(query.period, "count", None) == 20


def test_it_takes_the_weeks_before_as_weeks() -> None:
    query = query_of("which week in the last 20 had the most refunds")

    assert query.period == Relative(unit=Unit.WEEK, offset=-20, count=20)


def test_the_last_so_many_of_nothing_are_not_understood() -> None:
    assert isinstance(ask("refunds over the last 20"), Refusal)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("refunds in the four weeks of fiscal May", True),
        ("refunds in the five weeks of fiscal May", False),
        ("refunds in the 13 weeks of Q2", True),
        ("refunds in the two weeks of Q2", False),
    ],
)
def test_a_period_is_as_long_as_it_is_said_to_be(text: str, whole: bool) -> None:
    assert isinstance(ask(text), Refusal) is not whole


def test_a_share_of_no_number_is_of_sales() -> None:
    query = query_of("share of Hats in Accessories in May")

    part = (Filter(dimension="category", values=("Hats",)),)
    assert query.shares == (Share(metric="net_sales", part=part),)
    assert query.filters == (Filter(dimension="department", values=("Accessories",)),)


def test_a_named_promotion_is_a_part_of_its_own() -> None:
    query = query_of("share of net sales from promotion Back to School 2025, fiscal 2025")

    (share,) = query.shares
    assert [each.dimension for each in share.part] == ["promotion_name"]


def test_a_day_of_the_week_before_a_date_is_no_part_of_it() -> None:
    query = query_of("share of refunds from day of week Friday and Tuesday, 7 November 2026")

    (share,) = query.shares
    assert share.part == (Filter(dimension="day_of_week", values=("Friday", "Tuesday")),)
    assert query.period is not None
    assert isinstance(ask("refunds on Tuesday, 7 November 2026"), Refusal)


def test_the_same_words_mean_the_same_in_a_long_sentence() -> None:
    query = query_of(
        "Visitors by month and holiday, fiscal 2025, without holiday, only the holidays of "
        "“Visitors by holiday, fiscal 2024, with holiday, visitors over 5”"
    )

    assert {each.dimension for each in query.filters} == {"holiday_name"}


def test_what_is_quoted_is_a_question() -> None:
    query = query_of("refunds in May, only the stores of “refunds by store, refunds over 5”")

    (found,) = query.filters
    assert (found.dimension, found.members is not None) == ("store_name", True)


SELLING = {
    "return rate of the 4 best selling brands in May": ("return_rate", "net_sales"),
    "weeks of supply for our six best-selling products in May": ("weeks_of_supply", "net_sales"),
    "markdown rate of the worst selling brands in Ohio in June": ("markdown_rate", "net_sales"),
    "return rate of our top sellers in Kids in May": ("return_rate", "net_sales"),
    "return rate and units of the 4 best selling brands in May": ("return_rate", "units_sold"),
    "units of the 4 best selling brands in May": ("units_sold",),
}


@pytest.mark.parametrize("text", SELLING)
def test_what_sells_best_is_not_what_has_the_best_of_another_number(text: str) -> None:
    query = query_of(text)

    assert query.metrics == SELLING[text]
    assert query.ranking is not None
    assert query.ranking.by == SELLING[text][-1]


def test_what_is_said_to_rank_the_sellers_ranks_them() -> None:
    query = query_of("best selling brands by gross margin in May")

    assert query.ranking is not None
    assert (query.metrics, query.ranking.by) == (("gross_margin",), "gross_margin")
