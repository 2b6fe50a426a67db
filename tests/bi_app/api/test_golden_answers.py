"""The 95 golden statements: does `POST /api/v1/query` give their rows, on both engines?

The statements were written by hand and run on DuckDB; the queries were written for the same
questions. `LARKFIELD=demo` proves it at the size of the demo, as `make prove` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.conf import LazySettings

from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.served import READER, SERVED
from tests.bi_app.api.conftest import Api
from tests.counts import LARKFIELD
from tests.postgres_warehouses import address, database, server
from tests.semantic_layer.golden import GOLDEN, QUERIES, found_as, in_plain, names


@pytest.fixture(scope="module")
def postgres(larkfield: Path) -> Iterator[str]:
    with database("golden") as name:
        load(larkfield, server()["host"], name, LARKFIELD)
        yield address(name, READER, SERVED)


@pytest.fixture(params=["duckdb", "postgresql"])
def warehouse(
    request: pytest.FixtureRequest, settings: LazySettings, larkfield: Path, postgres: str
) -> None:
    settings.WAREHOUSE = {"duckdb": f"duckdb:///{larkfield}", "postgresql": postgres}[request.param]
    settings.AISLE_ASKS_A_MINUTE = 10**6


@pytest.fixture(scope="module")
def golden_rows(larkfield: Path) -> Callable[[str], tuple[list[str], list[list[Any]]]]:
    """The names of a statement's columns, and its rows."""
    found = dict[str, tuple[list[str], list[list[Any]]]]()

    def rows(question: str) -> tuple[list[str], list[list[Any]]]:
        if question not in found:
            with duckdb.connect(str(larkfield), read_only=True) as connection:
                ran = connection.execute(GOLDEN[question]["gold_sql"])
                found[question] = (names(ran), in_plain(ran.fetchall()))
        return found[question]

    return rows


@pytest.mark.parametrize("question", QUERIES)
def test_it_answers_with_the_golden_rows(
    question: str,
    warehouse: None,
    api: Callable[[str], Api],
    golden_rows: Callable[[str], tuple[list[str], list[list[Any]]]],
) -> None:
    golden = GOLDEN[question]
    wanted, expected = golden_rows(question)

    response = api(golden["user"]).post("query", {"metric_query": QUERIES[question]})

    answer = response.json()
    assert answer["status"] == "answered", answer
    given = [column["name"] for column in answer["columns"]]
    places = [given.index(found_as(name, given)) for name in wanted]
    rows = in_plain([[row[place] for place in places] for row in answer["rows"]])
    assert answer["row_count"] == len(expected)
    if golden["ordered"]:
        assert rows == expected[: len(rows)]
    elif not answer["truncated"]:
        assert sorted(rows, key=repr) == sorted(expected, key=repr)
    else:
        assert all(row in expected for row in rows)


def test_it_asks_all_golden_questions() -> None:
    assert {name for name, each in GOLDEN.items() if each["gold_sql"]} == set(QUERIES)
    assert len(QUERIES) == 95
