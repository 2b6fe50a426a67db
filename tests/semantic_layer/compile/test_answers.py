"""Do the rows of the corner shop come out as they were counted by hand, on every engine?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.semantic_layer.corner import BOSS, Engine, answers, asked_by, checked, plain

ANSWERS = answers()


@pytest.mark.parametrize("case", ANSWERS, ids=[case["says"] for case in ANSWERS])
def test_it_counts_as_by_hand(case: dict[str, Any], engine: Engine) -> None:
    compiled = asked_by(BOSS).compiled(case["query"])

    rows = engine.rows(checked(BOSS, case["query"], engine.name))

    assert [*(column.name for column in compiled.columns), *compiled.hidden] == case["columns"]
    assert plain(rows) == case["rows"]


@pytest.mark.parametrize("case", ANSWERS, ids=[case["says"] for case in ANSWERS])
def test_it_shows_a_statement_that_a_person_can_run(case: dict[str, Any], engine: Engine) -> None:
    statement = checked(BOSS, case["query"], engine.name)

    assert "$" not in statement.readable
    assert plain(engine.run(statement.readable)) == case["rows"]


def test_it_answers_more_than_a_few_questions() -> None:
    assert len(ANSWERS) > 70
