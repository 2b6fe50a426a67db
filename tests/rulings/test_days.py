"""Does each ruling on days hold, from the words of a question to the days of its answer?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from semantic_layer.compile import Compiled
from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.answers import larkfield_as
from tests.semantic_layer.interpret.asking import ask
from tests.yaml_files import read_yaml

RULES: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "days.yaml")


@pytest.mark.parametrize("rule", RULES, ids=[each["rule"] for each in RULES])
def test_the_days_are(rule: dict[str, Any]) -> None:
    query, assumed = read(rule)

    compiled = larkfield_as("elena.exec").compiled(query)

    assert days(compiled, "current") == rule["days"]
    assert days(compiled, "comparison") == rule.get("against")
    assert (compiled.comparison_rule is not None) == ("against" in rule)
    assert rule.get("says", "") in (compiled.comparison_rule or "")
    assert rule.get("assumed", "") in " ".join((*assumed, *compiled.assumed))
    assert rule.get("caveat", "") in " ".join(compiled.caveats)


def read(rule: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The query that is written down, or that the words are understood as; and what was assumed."""
    if "query" in rule:
        return rule["query"], ()
    understood = ask(rule["ask"])
    assert isinstance(understood, Understood), understood
    return understood.query.model_dump(mode="json"), understood.assumed


def days(compiled: Compiled, role: str) -> str | None:
    found = [each.period for each in compiled.periods if each.role == role]
    return f"{found[0].start}..{found[0].end}" if found else None
