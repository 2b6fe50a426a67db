"""Questions about the catalogue are known in many wordings, and no question for a number as one.

`catalogue.jsonl` has what each is about, by topic; `not_catalogue.txt` what is about numbers, or
about nothing that is known.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from semantic_layer.interpret.outcome import CatalogueQuestion, Topic
from tests.semantic_layer.interpret.asking import ask, query_of

HERE = Path(__file__).parent
QUESTIONS = [json.loads(line) for line in (HERE / "catalogue.jsonl").read_text().splitlines()]
NUMBERS = (HERE / "not_catalogue.txt").read_text().splitlines()
CATALOGUED = ("metric", "dimension", "dataset", "member")


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: str(case["asks"]))
def test_it_knows_the_topic_and_what_it_is_about(case: dict[str, Any]) -> None:
    outcome = ask(case["asks"], case.get("person", "executive"))

    assert isinstance(outcome, CatalogueQuestion), outcome
    assert outcome.topic == case["topic"]
    assert [each.name for each in outcome.named if each.kind in CATALOGUED] == case["about"]
    assert [each.label for each in outcome.periods] == case.get("periods", [])


def test_every_topic_is_asked_in_several_wordings() -> None:
    asked = [case["topic"] for case in QUESTIONS]

    assert {topic.value: asked.count(topic) for topic in Topic if asked.count(topic) < 5} == {}


@pytest.mark.parametrize("text", NUMBERS)
def test_it_leaves_what_is_about_numbers(text: str) -> None:
    assert not isinstance(ask(text), CatalogueQuestion)


@pytest.mark.parametrize("text", ["regions?", "loyalty tiers?", "all departments", "last quarter?"])
def test_it_lets_a_fragment_follow_a_number(text: str) -> None:
    before = query_of("net sales last month")

    assert not isinstance(ask(text, previous=before), CatalogueQuestion)


@pytest.mark.parametrize(
    ("text", "topic", "left"),
    [
        ("who owns footfall and how fresh is it", Topic.OWNER, "and how fresh is it"),
        ("what is footfall and who owns it", Topic.DEFINITION, "and who owns it"),
        ("who owns footfall and is it certified?", Topic.OWNER, "and is it certified"),
    ],
)
def test_it_answers_the_first_of_two_questions_and_says_so(
    text: str, topic: Topic, left: str
) -> None:
    outcome = ask(text)

    assert isinstance(outcome, CatalogueQuestion)
    assert (outcome.topic, outcome.unread) == (topic, (left,))


@pytest.mark.parametrize("text", ["who owns footfall and AOV", "what is AOV and what does it mean"])
def test_it_leaves_one_question_whole(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, CatalogueQuestion)
    assert outcome.unread == ()


def test_it_says_which_words_it_left_aside() -> None:
    outcome = ask("for my nephew: how on earth is sell-through calculated?")

    assert isinstance(outcome, CatalogueQuestion)
    assert outcome.subject == "sell_through"
    assert "earth" in outcome.unread


@pytest.mark.parametrize(
    "text", ["how is adjusted net sales calculated", "who owns NPS", "is EBITDA certified?"]
)
def test_it_takes_no_unknown_number_for_one_that_it_knows(text: str) -> None:
    assert not isinstance(ask(text), CatalogueQuestion)


def test_it_prefers_what_is_closed_among_members_of_one_name() -> None:
    outcome = ask("am I allowed to see the Midwest?", "manager")

    assert isinstance(outcome, CatalogueQuestion)
    assert [(each.name, each.closed) for each in outcome.named] == [("region", True)]
