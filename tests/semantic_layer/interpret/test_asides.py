"""What tells why, for whom or in what mood is left aside; what could limit the number never is."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.asking import ask, query_of

BARE = "refunds by state in May"
WHOLE = query_of(BARE)

TOLD = (
    # sentences and clauses of their own
    "The auditors keep asking. {}?",
    "I'm new here, {}",
    "My supervisor is breathing down my neck: {}",
    "Someone upstairs asked this: {}",
    "Oops, my spreadsheet crashed again. {}",
    "Settle a bet for us - {}",
    "{}. The shareholders are waiting.",
    "{} - my supervisor wants it by noon",
    "{} (asking for a friend)",
    "{}, I owe you lunch",
    "As agreed with headquarters, {}",
    "My English is not very good. {}",
    "Don't laugh, but {}",
    "Gracias! {}",
    # ahead of the question, ending as a request does
    "Our controller wants to know {}",
    "I was asked by my supervisor to get {}",
    "The shareholders would like to see {}",
    "I am the new category planner and I need {}",
    "This may be a dumb one, {}",
    "This might be a silly one but {}",
    "Is it possible to get {}",
    # a subject that is only talked about
    "The auditors are asking about stockouts. {}?",
    # behind it, led by a "for" or a "because"
    "{} for the founders",
    "{} because headquarters is asking",
    "{} so that I can update my slides",
    "{} before I walk into the briefing",
    # a talk with its day and its subject
    "For Thursday's trading huddle, {}",
    "For the weekly orders briefing: {}",
    "Our area manager is visiting next week. {}",
    "After our chat yesterday: {}",
    "I have a call with our suppliers tomorrow, so {}",
    "Can you pull {} for the interview at 10 am",
)

LIMITED = (
    # words that nobody knows may limit
    "{} for refurbished goods",
    "{} for the founders and refurbished goods",
    "My supervisor asked about concessions. {}",
    "Concessions. {}",
    "The auditors want concessions. {}",
    "{} - concessions please",
    "{}. Concessions would be great.",
    "Sorry, concessions: {}",
    "We are preparing the concessions review. {}",
    # a word of the model
    "For the Hats review: {}",
    "I am the planner for Hats. {}",
    "We discussed Ohio in the briefing. {}",
    "The auditors are asking about stockouts. Also {}",
    "The auditors asked about stockouts, {}",
    # a negation
    "The founders don't want deposits in it. {}",
    "{} as if the founders were not there",
    # times and groups in words of circumstances
    "Morning {}",
    "{} in the evening",
    "{} before noon",
    "{} and by supervisor",
    "{} for the first hour",
    "{} since the briefing",
)


def test_it_understands_what_is_wrapped() -> None:
    assert (WHOLE.metrics, WHOLE.dimensions) == (("returns_amount",), ("state",))


@pytest.mark.parametrize("around", TOLD)
def test_it_leaves_aside_what_tells_of_people_and_talks(around: str) -> None:
    assert query_of(around.format(BARE)) == WHOLE


@pytest.mark.parametrize("around", LIMITED)
def test_it_never_leaves_aside_what_could_limit(around: str) -> None:
    found = ask(around.format(BARE))

    assert not isinstance(found, Understood) or found.query != WHOLE


def test_it_tells_that_an_aside_is_not_used() -> None:
    found = ask(f"My supervisor just called. {BARE}")

    assert isinstance(found, Understood)
    unused = {word.text for word in found.words if not word.use}
    assert {"supervisor", "called"} <= unused


def test_it_keeps_the_other_period_where_a_talk_has_one() -> None:
    """A past day beside a talk is the talk's only where the question names its own."""
    assert query_of("after yesterday's huddle: refunds by state in May") == WHOLE

    found = ask("refunds by state, the huddle yesterday")
    assert not isinstance(found, Understood) or found.query != query_of("refunds by state")


def test_a_question_of_nothing_but_an_aside_is_no_number() -> None:
    assert not isinstance(ask("My supervisor is waiting."), Understood)
