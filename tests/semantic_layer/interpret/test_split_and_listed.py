"""Verbs that lead to a breakdown, and nouns of what members describe."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Refusal, Understood
from semantic_layer.query import Filter
from tests.semantic_layer.interpret.asking import ask, query_of

OHIO = Filter(dimension="state", values=("OH",))


@pytest.mark.parametrize(
    "text",
    [
        "split refunds by state in May",
        "split refunds out by state in May",
        "break refunds down by state in May",
        "break out refunds by state in May",
        "could you slice refunds by state in May",
        "the break down of refunds by state in May",
        "refunds in May split by state",
        "how do refunds break down by state in May",
    ],
)
def test_a_verb_leads_to_the_breakdown_behind(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returns_amount",), ("state",))
    assert (query.filters, query.comparisons, query.shares) == ((), (), ())


@pytest.mark.parametrize("text", ["refunds split in May", "break refunds in May", "refunds break"])
def test_a_verb_that_leads_to_nothing_is_not_understood(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_a_fall_is_still_one() -> None:
    assert query_of("refunds down by state in May").comparisons


@pytest.mark.parametrize(
    "text",
    [
        "refunds of Ohio stores in May",
        "refunds of the stores in Ohio in May",
        "Ohio stores only, refunds in May",
        "how did our doors in Ohio do on refunds in May",
    ],
)
def test_stores_of_a_place_are_those_in_it(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.filters) == ((), (OHIO,))


def test_it_splits_by_store_in_a_place() -> None:
    query = query_of("return rate by store in Ohio in May")

    assert (query.dimensions, query.filters) == (("store_name",), (OHIO,))


def test_stores_without_a_place_are_a_channel() -> None:
    (found,) = query_of("refunds in stores in May").filters

    assert (found.dimension, found.values) == ("channel", ("Store",))


def test_it_asks_whether_a_first_noun_wants_a_list() -> None:
    assert isinstance(ask("Ohio stores refunds May"), Clarification)


@pytest.mark.parametrize("text", ["stores in Ohio and Utah", "the doors in Ohio and Utah"])
def test_a_noun_before_a_colon_heads_a_list(text: str) -> None:
    query = query_of(f"{text}: refunds in May")

    assert query.dimensions == ("store_name",)
    assert query.filters == (Filter(dimension="state", values=("OH", "UT")),)


def test_a_breakdown_of_its_own_needs_no_list() -> None:
    outcome = ask("stores in Ohio: refunds by department in May")

    assert isinstance(outcome, Understood)
    assert outcome.query.dimensions == ("department",)


@pytest.mark.parametrize("differ", ["differ across", "differ by", "differ between"])
def test_what_differs_between_members_is_no_change_over_time(differ: str) -> None:
    query = query_of(f"from May to July, how did refunds {differ} state")

    assert (query.dimensions, query.comparisons) == (("state",), ())
