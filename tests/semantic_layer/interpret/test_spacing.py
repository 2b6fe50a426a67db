"""Spaces that are missing between words, or one too many inside a word."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.asking import ask, query_of

ONE = "refund rate by store format yesterday"


@pytest.mark.parametrize(
    "text",
    [
        "refundrate by store format yesterday",
        "refund rateby store format yesterday",
        "refund rate bystore format yesterday",
        "refund rate by storeformat yesterday",
        "refund rate by store for mat yester day",
    ],
)
def test_it_puts_spaces_right(text: str) -> None:
    assert query_of(text) == query_of(ONE)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("top7 vendors by refunds in2024", "top 7 vendors by refunds in 2024"),
        ("refunds lastquarter vslast year", "refunds last quarter vs last year"),
        ("7vendors with the most refunds in 2024", "7 vendors with the most refunds in 2024"),
        ("refunds ofthe Northeast in 2024", "refunds of the Northeast in 2024"),
    ],
)
def test_it_parts_small_words_and_numbers_from_what_they_lead_to(text: str, meant: str) -> None:
    assert query_of(text) == query_of(meant)


@pytest.mark.parametrize(
    "text",
    [
        "refunds of homegoods in 2024",  # may be a brand, and is not "home goods"
        "refunds at topshop in 2024",
        "inactive vendors by refunds in 2024",  # not "in active"
        "overstock refunds in 2024",
        "byproduct refunds in 2024",
        "refunds of q7stores in 2024",
    ],
)
def test_it_parts_nothing_that_may_be_one_word(text: str) -> None:
    assert not isinstance(ask(text), Understood)


def test_it_says_what_it_joined_or_parted_in_a_name() -> None:
    outcome = ask("refundrate by de partment yesterday")

    assert isinstance(outcome, Understood)
    assert "“refundrate” read as “Return rate”" in outcome.assumed
    assert "“de partment” read as “Department”" in outcome.assumed
