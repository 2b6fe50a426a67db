"""The example questions: what is understood, what is declined, and never the other way round."""

from __future__ import annotations

from functools import cache

from semantic_layer.interpret.outcome import Analysis, Clarification, Refusal, Understood
from tests.semantic_layer.interpret.score import Entry, outcomes

UNDERSTOOD = 95  # all of them
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


def test_it_sets_two_years_side_by_side() -> None:
    """Whole years, and beside the one of 53 weeks the 52 that match."""
    (judged,) = [outcome for entry, outcome in examples() if "comparison" in _kinds_beyond(entry)]

    assert isinstance(judged, Understood)
    assert [each.kind.value for each in judged.query.comparisons] == ["period", "last_year"]


def _is_beyond(entry: Entry) -> bool:
    return bool(_kinds_beyond(entry)) and "comparison" not in entry["kind"]


def _kinds_beyond(entry: Entry) -> list[str]:
    """Of the questions without golden SQL that are to be answered nonetheless."""
    beyond = entry["expect"] == "answered" and not entry["gold_sql"]
    return list(entry["kind"]) if beyond else []
