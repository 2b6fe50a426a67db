"""New is what began since a day that is named."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("text", "dimension", "day"),
    [
        ("new arrivals since 1 April 2026: refunds by brand", "launched_on", date(2026, 4, 1)),
        ("refunds of newly launched items since 3 May 2026", "launched_on", date(2026, 5, 3)),
        ("visitors of new doors since 1 April 2025, in May", "opened_on", date(2025, 4, 1)),
        ("new promos since 1 April 2026, refunds by promo", "starts_on", date(2026, 4, 1)),
    ],
)
def test_it_keeps_what_began_since(text: str, dimension: str, day: date) -> None:
    (found,) = query_of(text).filters

    assert (found.dimension, found.op, found.values) == (dimension, FilterOp.GTE, (day,))


def test_it_lists_the_new_ones_that_are_asked_for() -> None:
    query = query_of("which new articles since 1 April 2026 had the most refunds?")

    assert query.dimensions == ("product_name",)


@pytest.mark.parametrize(
    "text",
    [
        "new arrivals in May: refunds",
        "refunds of new articles",
        "refunds of new states since 1 April 2026",
        "refunds of new vendors since 1 April 2026",
    ],
)
def test_it_does_not_know_what_is_new_otherwise(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize("person", ["shoppers", "buyers"])
def test_new_people_are_a_number_of_their_own(person: str) -> None:
    assert query_of(f"new {person} since 1 April 2026").metrics == ("new_customers",)
