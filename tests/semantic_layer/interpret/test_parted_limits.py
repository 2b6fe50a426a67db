"""Limits on the share of a part in each group, and shares of the number just asked for."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import Show
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.test_parts import parts

ABOVE = {
    "districts where outlets account for over half of refunds": ("store_format", {"Outlet"}, 0.5),
    "in which brands did Ohio and Georgia make up more than 12% of units": (
        "state",
        {"OH", "GA"},
        0.12,
    ),
    "which districts get more than a quarter of their refunds from Beauty": (
        "department",
        {"Beauty"},
        0.25,
    ),
    "brands for which Beauty units were over 30% of units": ("department", {"Beauty"}, 0.3),
    "seasons where more than a fifth of discounts came from flagships": (
        "store_format",
        {"Flagship"},
        0.2,
    ),
    "by brand, where did Gold members bring in over 25% of gross sales": (
        "loyalty_tier",
        {"Gold"},
        0.25,
    ),
}


@pytest.mark.parametrize("text", ABOVE)
def test_it_limits_the_share_of_the_part_that_is_named_beside_the_limit(text: str) -> None:
    dimension, members, least = ABOVE[text]

    query = query_of(f"{text} in May")

    ((metric, *part),) = [(m, d, set(v)) for m, d, _, v in parts(query)]
    (limit,) = query.thresholds
    assert part == [dimension, members]
    assert (limit.metric, limit.show, limit.op, limit.values) == (
        metric,
        Show.SHARE,
        "gt",
        (least,),
    )
    assert query.filters == ()


@pytest.mark.parametrize(
    "text",
    [
        "which states in the South make up more than 8% of refunds",
        "which Beauty brands make up more than 8% of units",
        "which seasons of Home bring in more than a fifth of gross margin",
        "stores where brands account for more than half of units",
        "did outlets account for more than half of refunds",
    ],
)
def test_it_declines_a_share_of_which_the_whole_is_not_said(text: str) -> None:
    assert isinstance(ask(f"{text} in May"), Refusal)


def test_it_keeps_what_is_named_behind_the_number_as_the_whole() -> None:
    query = query_of("which brands make up more than 8% of units in Ohio in May")

    assert [(each.dimension, each.values) for each in query.filters] == [("state", ("OH",))]
    assert parts(query) == []


@pytest.mark.parametrize(
    "text",
    [
        "refunds of Beauty in May, and what share of the total is that",
        "what were Beauty refunds in May? What proportion of the company's refunds is that?",
        "Beauty refunds in May and what % of all refunds does that represent",
        "how much were the refunds of Beauty in May, and what fraction of total refunds was it",
    ],
)
def test_it_takes_that_for_the_part_that_was_just_asked_for(text: str) -> None:
    query = query_of(text)

    assert [(m, d, set(v)) for m, d, _, v in parts(query)] == [
        ("returns_amount", "department", {"Beauty"})
    ]
    assert (query.metrics, query.filters) == (("returns_amount",), ())


@pytest.mark.parametrize(
    "text",
    [
        "refunds of Beauty by state in May, and what share of the total is that",
        "refunds of Beauty in May, and what share of orders is that",
        "return rate of Beauty in May, and what share of the total is that",
        "refunds in May, and what share of the total is that",
    ],
)
def test_it_declines_that_where_it_is_no_one_part_of_the_same_number(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_takes_that_for_each_row_where_nothing_narrows_them() -> None:
    query = query_of("refunds by state in May, and what share of the total is that")

    (share,) = query.shares
    assert (share.metric, share.of, share.part) == ("returns_amount", (), ())
