"""Does each ruling on words hold: what does a question come to?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from semantic_layer.errors import QuestionError
from semantic_layer.interpret.outcome import Clarification, Outcome, Refusal, Understood
from tests.semantic_layer.answers import larkfield_as
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.yaml_files import read_yaml

RULES: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "words.yaml")


@pytest.mark.parametrize("rule", RULES, ids=[each["rule"] for each in RULES])
def test_the_words_mean(rule: dict[str, Any]) -> None:
    before = query_of(rule["before"]) if "before" in rule else None

    outcome = ask(rule["ask"], previous=before)

    if "choices" in rule:
        assert isinstance(outcome, Clarification), outcome
        labels = [each.label.casefold() for each in outcome.choices]
        assert len(labels) == len(rule["choices"])
        for label, words in zip(labels, rule["choices"], strict=True):
            assert words in label
    elif "refused" in rule:
        assert refused(outcome) == rule["refused"]
    else:
        assert isinstance(outcome, Understood), outcome
        assert wanted(outcome, rule) == {key: rule[key] for key in wanted(outcome, rule)}


def refused(outcome: Outcome) -> str | None:
    """The code of a refusal, by the words or once the days are looked at."""
    if isinstance(outcome, Understood):
        with pytest.raises(QuestionError) as declined:
            larkfield_as("elena.exec").compiled(outcome.query.model_dump(mode="json"))
        return declined.value.code
    return outcome.code if isinstance(outcome, Refusal) else None


def wanted(understood: Understood, rule: dict[str, Any]) -> dict[str, Any]:
    """What the query says of all that the rule speaks of."""
    query = understood.query
    said = {
        "metrics": list(query.metrics),
        "dimensions": list(query.dimensions),
        "filters": [[each.dimension, each.op.value, list(each.values)] for each in query.filters],
        "show": next((each.show[-1].value for each in query.comparisons), None),
    }
    return {key: value for key, value in said.items() if key in rule}
