"""The last change of a conversation is taken back in words, and each change is told."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.differences import differences
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import Outcome, Refusal, Understood
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.asking import CLOCK, known_names, query_of, seen_by, whole_index
from tests.semantic_layer.interpret.finder import find

BEFORE = query_of("footfall by district yesterday")
LATER = query_of("footfall by state yesterday")


def said(text: str, before: MetricQuery | None = BEFORE) -> Outcome:
    index, policy = seen_by("executive")
    found = find(text, known_names(), index, policy)
    return interpret(text, index, policy, found, CLOCK, LATER, before=before)


@pytest.mark.parametrize(
    "text",
    [
        "undo",
        "Undo that, please!",
        "no, go back",
        "oops - take that back",
        "as it was before",
        "revert",
    ],
)
def test_it_goes_back(text: str) -> None:
    outcome = said(text)

    assert isinstance(outcome, Understood)
    assert (outcome.query, outcome.follows) == (BEFORE, True)


def test_it_says_where_there_is_nothing_to_go_back_to() -> None:
    outcome = said("undo", before=None)

    assert isinstance(outcome, Refusal)
    assert "no change" in outcome.detail


@pytest.mark.parametrize(
    "text", ["how far does the data go back", "go back to last week", "undo the returns"]
)
def test_it_takes_nothing_else_for_it(text: str) -> None:
    outcome = said(text)

    assert not isinstance(outcome, Understood) or outcome.query != BEFORE


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (
            "footfall by district yesterday",
            "by state instead",
            ("by state in place of by district",),
        ),
        ("footfall by district yesterday", "add conversion", ("conversion rate added",)),
        ("footfall by district yesterday", "only Texas", ("only state TX added",)),
        ("top 4 districts by footfall yesterday", "top 6", ("top 6 in place of top 4",)),
        (
            "footfall by district last week vs last year",
            "and yesterday?",
            ("12 November 2026 in place of week 40 of fiscal 2026 (1 to 7 November 2026)",),
        ),
        (
            "footfall by district yesterday",
            "as share of total",
            ("visitors with share of total by district",),
        ),
    ],
)
def test_it_tells_the_difference(first: str, then: str, told: tuple[str, ...]) -> None:
    before = query_of(first)
    after = query_of(then, previous=before)

    assert differences(before, after, whole_index(), CLOCK) == told


def test_there_is_none_between_equals() -> None:
    assert differences(BEFORE, BEFORE, whole_index(), CLOCK) == ()
