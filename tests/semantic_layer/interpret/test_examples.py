"""The example questions: what is understood, what is declined, and never the other way round."""

from __future__ import annotations

from functools import cache

from semantic_layer.interpret.outcome import Analysis, Clarification, Refusal, Understood
from tests.semantic_layer.interpret.score import Entry, outcomes

UNDERSTOOD = 88  # of 95; six ask for metrics that are not modelled yet
ANALYSES = 8


@cache
def examples() -> tuple[tuple[Entry, object], ...]:
    return tuple((entry, outcome) for entry, _, outcome in outcomes())


def test_it_understands_the_questions_that_can_be_answered() -> None:
    golden = [outcome for entry, outcome in examples() if entry["gold_sql"]]

    assert sum(isinstance(outcome, Understood) for outcome in golden) >= UNDERSTOOD


def test_it_answers_none_that_must_be_declined() -> None:
    answered = [
        entry["question"]
        for entry, outcome in examples()
        if entry["expect"] != "answered" and not isinstance(outcome, Refusal | Clarification)
    ]

    assert answered == []


def test_it_takes_no_analysis_for_a_plain_question() -> None:
    beyond = [outcome for entry, outcome in examples() if _is_beyond(entry)]

    assert not any(isinstance(outcome, Understood) for outcome in beyond)
    assert sum(isinstance(outcome, Analysis) for outcome in beyond) >= ANALYSES


def _is_beyond(entry: Entry) -> bool:
    return entry["expect"] == "answered" and not entry["gold_sql"]
