"""How many of which are ranked: "of the stores in Ohio, which three", "top 5 national brands"."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import Direction, Filter, FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("text", "limit", "direction"),
    [
        ("Of the styles with a ticket price under $35, which six sold the most units", 6, "desc"),
        ("among products priced under $35, which 6 had the fewest refunds", 6, "asc"),
        ("From our products with a list price below $35, which two had the highest AOV", 2, "desc"),
    ],
)
def test_it_ranks_so_many_of_the_noun_that_came_first(
    text: str, limit: int, direction: str
) -> None:
    query = query_of(text)

    assert query.ranking is not None
    assert (query.dimensions, query.ranking.limit) == (("product_name",), limit)
    assert query.ranking.direction is Direction(direction)
    assert Filter(dimension="list_price", op=FilterOp.LT, values=(35,)) in query.filters


def test_it_ranks_those_in_a_place() -> None:
    query = query_of("of the branches in Nevada, which two took the most orders yesterday")

    assert query.dimensions == ("store_name",)
    assert query.ranking is not None
    assert query.ranking.limit == 2


@pytest.mark.parametrize(
    ("text", "flag", "by"),
    [
        ("top 7 own brand styles by refunds", True, "product_name"),
        ("worst 7 national brands in Beauty by refunds", False, "brand"),
        ("which seven of the private label brands had the most refunds", True, "brand"),
        ("how many national brands had refunds yesterday", False, "brand"),
    ],
)
def test_it_narrows_what_is_ranked_by_a_flag(text: str, flag: bool, by: str) -> None:
    query = query_of(text)

    assert query.dimensions == (by,)
    assert Filter(dimension="is_private_label", values=(flag,)) in query.filters


@pytest.mark.parametrize(
    "text",
    [
        "of our 30 branches, which two sold the most units",
        "of the brands with refunds, which two",
        "of the branches in Nevada, which nine percent had the most refunds",
    ],
)
def test_it_declines_two_numbers_of_them_or_none(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("average selling price per unit yesterday", "average_unit_retail"),
        ("ASP per piece in Beauty", "average_unit_retail"),
        ("average order value per order yesterday", "average_order_value"),
    ],
)
def test_it_takes_a_ratio_for_one_of_what_it_divides_by(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


def test_it_divides_no_ratio_by_another_number() -> None:
    assert isinstance(ask("average selling price per visitor yesterday"), Refusal)
