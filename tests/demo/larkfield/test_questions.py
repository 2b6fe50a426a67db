"""Every golden statement of the example questions finds its answer in the demo's data."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

QUESTIONS = Path(__file__).parents[2] / "corpora" / "questions" / "larkfield.jsonl"


@dataclass(frozen=True, slots=True)
class Golden:
    name: str
    sql: str


def golden() -> list[Golden]:
    entries = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [Golden(entry["id"], entry["gold_sql"]) for entry in entries if entry["gold_sql"]]


# Which groups a threshold is asked of: the same statement, without the threshold.
THRESHOLDS = {"d052": 16, "d053": 40, "d054": 28}


@pytest.mark.parametrize("question", golden(), ids=lambda question: question.name)
def test_it_answers_each_question_without_a_null(
    demo: duckdb.DuckDBPyConnection, question: Golden
) -> None:
    rows = demo.execute(question.sql).fetchall()

    assert rows
    assert not any(value is None for row in rows for value in row)


def test_it_reads_all_golden_statements() -> None:
    assert len(golden()) == 95


@pytest.mark.parametrize(("name", "groups"), THRESHOLDS.items())
def test_it_keeps_some_groups_of_a_threshold_and_not_others(
    demo: duckdb.DuckDBPyConnection, name: str, groups: int
) -> None:
    (question,) = (entry for entry in golden() if entry.name == name)

    assert 0 < len(demo.execute(question.sql).fetchall()) < groups


def test_it_names_the_story_where_a_threshold_looks_for_it(
    demo: duckdb.DuckDBPyConnection,
) -> None:
    found = {
        entry.name: {row[0] for row in demo.execute(entry.sql).fetchall()}
        for entry in golden()
        if entry.name in {"d053", "d054"}
    }

    assert found == {"d053": {"Hanoi Textile"}, "d054": {"Candles"}}
