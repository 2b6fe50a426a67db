"""Planned and actual are one number and its plan; a whole that is named adds up."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import ComparisonKind
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "planned and actual gross profit by state in May",
        "actual and planned gross margin by state in May",
        "budgeted vs actual gross profit by state in May",
    ],
)
def test_it_sets_the_plan_beside_the_number(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("gross_margin",)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_it_leaves_the_plan_a_number_beside_another() -> None:
    query = query_of("planned gross margin and refunds by state in May")

    assert query.metrics == ("planned_gross_margin", "returns_amount")


def test_it_adds_up_across_all_of_them() -> None:
    assert query_of("footfall across all doors in May").dimensions == ()
    assert query_of("footfall across doors in May").dimensions == ("store_name",)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("mean order value by state in May", "average_order_value"),
        ("average weeks of cover by marque in May", "weeks_of_supply"),
        ("how do inventory turns compare across marques in May", "inventory_turns"),
    ],
)
def test_the_mean_of_one_number_for_another_is_that_number(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


def test_a_day_of_members_is_not_counted() -> None:
    assert isinstance(ask("number of store openings by state"), Refusal)


def test_it_gives_a_series_of_each_where_their_noun_is_said() -> None:
    query = query_of("refunds in the Ohio and Utah states each month in 2025")

    assert query.dimensions == ("state",)
