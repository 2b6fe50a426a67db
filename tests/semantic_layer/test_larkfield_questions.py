"""Do queries give the rows of the golden statements that were written for the same questions?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.semantic_layer.answers import larkfield_as
from tests.semantic_layer.golden import GOLDEN, QUERIES, found_as, in_plain, names


@contextmanager
def run(sql: str, warehouse: Path, values: tuple[Any, ...] = ()) -> Iterator[Any]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection.execute(sql, list(values))


@pytest.mark.parametrize("question", QUERIES)
def test_it_gives_the_golden_rows(question: str, larkfield: Path) -> None:
    golden = GOLDEN[question]
    statement = larkfield_as(golden["user"]).checked(QUERIES[question])

    with run(golden["gold_sql"], larkfield) as found:
        wanted, expected = names(found), found.fetchall()
    with run(statement.text, larkfield, statement.parameters) as found:
        given = names(found)
        rows = [
            [row[given.index(found_as(name, given))] for name in wanted] for row in found.fetchall()
        ]

    plain, by_hand = in_plain(rows), in_plain(expected)
    if golden["ordered"]:
        assert plain == by_hand
    else:
        assert sorted(plain, key=repr) == sorted(by_hand, key=repr)


def test_it_expresses_all_golden_statements() -> None:
    golden = {name for name, each in GOLDEN.items() if each["gold_sql"]}

    assert golden == set(QUERIES)
    assert len(golden) == 95
