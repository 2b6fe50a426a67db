"""Do the questions that measure have golden statements that run?"""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.questions.reading import Asked, asked_in, dunmore, lines, voices

VOICES = tuple(voices())
SECOND = tuple(asked_in("second"))
THIRD = tuple(asked_in("third"))
FOURTH = tuple(asked_in("fourth"))
FIFTH = tuple(asked_in("fifth"))


@pytest.fixture(scope="module")
def warehouse(larkfield: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(larkfield), read_only=True) as connection:
        yield connection


def test_there_are_three_hundred_with_ids_of_their_own() -> None:
    assert len({each.id for each in VOICES}) == len(VOICES) == 300
    assert len({each.question.casefold() for each in VOICES}) == 300


def test_the_later_sets_repeat_none_of_them() -> None:
    asked = [each.question.casefold() for each in (*VOICES, *SECOND, *THIRD, *FOURTH, *FIFTH)]

    assert len(set(asked)) == len(asked)
    assert [each.id for each in SECOND] == [f"w{number:03d}" for number in range(1, 172)]
    assert [each.id for each in THIRD] == [f"x{number:03d}" for number in range(1, 62)]
    assert [each.id for each in FOURTH] == [f"y{number:03d}" for number in range(1, 101)]
    assert [each.id for each in FIFTH] == [f"z{number:03d}" for number in range(1, 131)]


@pytest.mark.parametrize(
    "each", [*VOICES, *SECOND, *THIRD, *FOURTH, *FIFTH], ids=lambda each: each.id
)
def test_it_has_a_golden_statement_that_runs_where_it_is_answered(
    each: Asked, warehouse: duckdb.DuckDBPyConnection
) -> None:
    expect, gold = each.expect, each.gold_sql
    assert expect in ("answered", "refused", "clarification")
    assert (gold is not None) == (expect == "answered")
    if gold is not None:
        assert warehouse.execute(gold).description


def test_it_has_facts_for_each_question_about_the_catalogue() -> None:
    asked = lines("catalogue")

    assert len({each["id"] for each in asked}) == 100
    for each in asked:
        assert each["facts"], each["id"]
        for fact in each["facts"]:
            if fact.startswith("/"):
                re.compile(fact.strip("/"))
    assert len(lines("numbers")) == 60


def test_it_has_sixty_for_the_second_model() -> None:
    asked = dunmore()

    assert len(asked) == 60
    assert sum("sql" in each for each in asked.values()) >= 52
