"""Is every word of an answered question tied to what it became, or marked as not used?"""

from __future__ import annotations

from functools import cache

import pytest

from semantic_layer.interpret.linking import Linking, link
from semantic_layer.interpret.outcome import (
    CatalogueQuestion,
    Clarification,
    Understood,
    WordLink,
)
from semantic_layer.interpret.readings import OF_THE_MODEL
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.ties import ASKED_BACK
from semantic_layer.interpret.tokens import Token, tokenize
from tests.semantic_layer.interpret.asking import CLOCK, ask, known_names, seen_by
from tests.semantic_layer.interpret.finder import find
from tests.semantic_layer.interpret.score import outcomes

TELLS = OF_THE_MODEL - {Role.COMPANY} | {Role.NUMBER, Role.NOT, Role.SHARE, Role.GROWTH}


@cache
def answered() -> dict[str, tuple[str, str, tuple[WordLink, ...]]]:
    """The answered ones of the example questions: who asks what, and what became of the words."""
    return {
        str(entry["id"]): (person, str(entry["question"]), outcome.words)
        for entry, person, outcome in outcomes()
        if isinstance(outcome, Understood)
    }


def test_most_questions_are_answered() -> None:
    assert len(answered()) > 90


def test_it_accounts_for_every_word_once() -> None:
    missed = {
        name: token.text
        for name, (_, text, words) in answered().items()
        for token in tokenize(text)
        if token.folded and sum(_holds(each, token) for each in words) != 1
    }

    assert missed == {}


def test_it_leaves_nothing_unused_that_tells() -> None:
    unused = {
        name: each.text
        for name, (person, text, words) in answered().items()
        for each in words
        if not each.use and (each.start, each.end) in _telling(linked(text, person))
    }

    assert unused == {}


def test_it_tells_what_a_name_means() -> None:
    outcome = ask("footfall by district without the PNW yesterday")
    assert isinstance(outcome, Understood)

    named = {each.text: each.meant for each in outcome.words if each.meant}

    assert named == {
        "footfall": "Visitors",
        "district": "District",
        "PNW": "Pacific Northwest",
        "yesterday": "12 November 2026",
    }


def _holds(word: WordLink, token: Token) -> bool:
    return word.start <= token.start < word.end


def _telling(linking: Linking) -> set[tuple[int, int]]:
    """The stretches that name something of the model, a number, or how it is kept or shown."""
    return {
        (linking.tokens[each.first].start, linking.tokens[each.last - 1].end)
        for each in linking.links
        if each.meaning.role in TELLS
    }


@cache
def linked(text: str, person: str) -> Linking:
    index, policy = seen_by(person)
    return link(text, index, policy, find(text, known_names(), index, policy), CLOCK)


def said(words: tuple[WordLink, ...]) -> dict[str, tuple[str, str]]:
    return {each.text: (each.use, each.meant) for each in words}


def test_it_ties_what_is_asked_of_the_catalogue() -> None:
    outcome = ask("Kindly, who owns footfall?")
    assert isinstance(outcome, CatalogueQuestion)

    assert said(outcome.words) == {
        "Kindly": ("", ""),
        "who owns": ("what is asked", "owner"),
        "footfall": ("what it is about", "Visitors"),
    }


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("margin by brand yesterday", "margin"),  # a word of the model with two readings
        ("sales per customer by region", "region"),  # two dimensions of one name
    ],
)
def test_it_ties_what_is_sure_where_it_asks_back(text: str, word: str) -> None:
    outcome = ask(text)
    assert isinstance(outcome, Clarification)

    assert [each for each, (use, _) in said(outcome.words).items() if use == ASKED_BACK] == [word]
    assert said(outcome.words)["by"] == ("by", "")
