"""Is a retailer served whose model shares no name with the demo's?"""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from tests.semantic_layer.interpret.trade import ask, query_of


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("how much did we sell last month by county", "takings"),
        ("our best month this year", "takings"),
        ("fastest growing makes this quarter", "takings"),
        ("which branches sold the most parts last quarter", "parts_sold"),
        ("how many parts did each branch sell last week", "parts_sold"),
        ("which branch holds the most parts", "shelf_stock"),
        ("parts left on hand by make", "shelf_stock"),
        ("how many spark plugs are on the shelf at Mill Bridge right now", "shelf_stock"),
        ("how many radiators do we have in stock", "shelf_stock"),
    ],
)
def test_what_was_sold_and_is_held_is_known_without_its_name(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("which parts had the highest takings in August", ("part",)),
        ("top 4 parts by earnings", ("part",)),
        ("parts sold by branch", ("branch",)),
    ],
)
def test_a_noun_that_is_ranked_or_named_stays_what_it_is(
    text: str, dimensions: tuple[str, ...]
) -> None:
    assert query_of(text).dimensions == dimensions


def test_parts_that_are_held_may_be_kinds_or_pieces() -> None:
    assert not isinstance(ask("how many parts do we hold in Cork"), Understood)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("which branches missed their goal in August", [("change", "lt", (0.0,))]),
        ("branches ahead of goal last month", [("change", "gt", (0.0,))]),
        ("branches that did not make their goal last month", [("change", "lte", (0.0,))]),
        ("how many branches beat their target in Q2 2026", [("change", "gt", (0.0,))]),
        ("branches more than 10% below goal in August", [("growth", "lt", (-0.1,))]),
        (
            "branches that missed their goal by less than 2000 euros last month",
            [("change", "gt", (-2000.0,)), ("change", "lt", (0.0,))],
        ),
        ("are we ahead of the goal this quarter", []),
        ("did Cork beat its goal in August", []),
        ("how far behind goal is Kerry this year", []),
    ],
)
def test_a_plan_is_known_by_its_own_name(text: str, limits: list[tuple[str, str, float]]) -> None:
    query = query_of(text)

    assert query.metrics == ("takings",)
    assert [each.kind for each in query.comparisons] == ["plan"]
    assert [(each.show, each.op, each.values) for each in query.thresholds] == limits


def test_of_what_is_not_planned_nothing_is_ahead() -> None:
    assert isinstance(ask("fittings by branch, ahead of goal, August"), Refusal)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("which garages spent the most with us this year", []),
        ("how much did dealers spend in August", ["garage_kind"]),
        ("what did independents spend on brakes in Q2 2026", ["garage_kind", "system"]),
    ],
)
def test_what_buyers_spend_was_sold_to_them(text: str, filters: list[str]) -> None:
    query = query_of(text)

    assert query.metrics == ("takings",)
    assert [each.dimension for each in query.filters] == filters


@pytest.mark.parametrize(
    "text",
    [
        "which branches spend the most",
        "what do we spend at garages",
        "takings in dollars by county",
        "fittings by month, in euros",
        "customers' phone numbers",
    ],
)
def test_what_the_model_does_not_say_is_not_answered(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("how much in euros did we take in takings by county", "takings"),
        ("shelf value in euros by system", "shelf_value"),
        ("branches with takings over 3000 euros last month", "takings"),
    ],
)
def test_money_is_called_by_the_currency_of_the_model(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


def test_a_member_called_like_personal_data_is_a_member() -> None:
    query = query_of("takings excluding phone by county in August")

    assert [(each.dimension, each.op) for each in query.filters] == [("counter", "not_in")]
