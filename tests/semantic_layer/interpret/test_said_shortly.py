"""Shorthand that stands for a whole construct, and words that only look like one."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Relative, Unit
from semantic_layer.query import ComparisonKind, Direction, Filter, Show
from tests.semantic_layer.interpret.asking import ask, query_of

SEASON = Filter(dimension="season", values=("Holiday",))


@pytest.mark.parametrize("ly", ["with LY", "with last year alongside", "plus last year"])
def test_it_shows_last_year_beside(ly: str) -> None:
    (comparison,) = query_of(f"refunds by state in May {ly}").comparisons

    assert comparison.kind is ComparisonKind.LAST_YEAR


@pytest.mark.parametrize(
    ("text", "show"),
    [
        ("which states were below last year in footfall in May", Show.GROWTH),
        ("doors ahead of last year in refunds in May", Show.GROWTH),
        ("doors behind last year in conversion in May", Show.CHANGE),
    ],
)
def test_it_keeps_those_on_one_side_of_last_year(text: str, show: Show) -> None:
    query = query_of(text)

    assert [(each.show, each.values) for each in query.thresholds] == [(show, (0.0,))]
    assert [each.kind for each in query.comparisons] == [ComparisonKind.LAST_YEAR]


def test_it_compares_the_current_month_with_the_one_that_is_named() -> None:
    query = query_of("which states are above last month in refunds")

    assert query.period == Relative(unit=Unit.MONTH)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PREVIOUS_PERIOD]


def test_it_means_sales_beside_the_plan_of_sales() -> None:
    first, second = query_of("states behind plan but above last year in May").thresholds

    assert (first.metric, second.metric) == ("sales_vs_plan", "net_sales")


@pytest.mark.parametrize("far", ["how far ahead of plan", "how far behind budget"])
def test_it_reads_how_far_from_plan_one_is(far: str) -> None:
    query = query_of(f"{far} was Ohio in May")

    assert (query.metrics, query.thresholds) == (("sales_vs_plan",), ())


def test_it_orders_from_worst_to_best_as_the_number_is_judged() -> None:
    for text, direction in (
        ("return rate by state in May, worst to best", Direction.DESC),
        ("conversion by state in May, worst to best", Direction.ASC),
    ):
        assert [each.direction for each in query_of(text).order] == [direction]


def test_it_takes_dollars_beside_units_for_sales() -> None:
    assert query_of("units and $ by state in May").metrics == ("units_sold", "net_sales")


@pytest.mark.parametrize("goods", ["Holiday season goods", "Holiday season merchandise"])
def test_it_takes_goods_of_a_season_for_goods(goods: str) -> None:
    assert query_of(f"refunds of {goods} by state in May").filters == (SEASON,)


def test_it_takes_no_season_for_a_verb_without_a_subject() -> None:
    query = query_of("Fall items: refunds and discounts in May")

    assert query.comparisons == ()


def test_each_member_of_a_kind_is_each_that_is_of_it() -> None:
    assert query_of("footfall of each outlet in May").dimensions == ("store_name",)
    assert query_of("refunds for each of App and Store in May").dimensions == ("channel",)


def test_it_knows_who_where_no_people_are_meant() -> None:
    query = query_of("who are our largest vendors by refunds in May")

    assert query.dimensions == ("supplier_name",)


def test_it_says_where_a_day_is_another_weekday() -> None:
    outcome = ask("refunds on Boxing Day 2024 weekend")

    assert isinstance(outcome, Refusal)
    assert "no such day of the week" in outcome.detail
