"""Is what a secured SELECT gives the same whether or not there is anything that it may not see?

A random SELECT is run as it stands over what its policy lets through, and secured over everything.
A policy that changes nothing proves nothing, so how often it did is counted and held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semantic_layer.check import check_sql, read_profile
from tests import duckdb_warehouses, postgres_warehouses
from tests.counts import cases
from tests.semantic_layer.check.foreign.selects import selects
from tests.semantic_layer.check.foreign.warehouse import Outcome, outcome_of
from tests.semantic_layer.check.foreign.worlds import FULL, HELD, Rows, Run, World, worlds

AT_LEAST_CHANGED = 0.6
Opened = Callable[[], contextmanager]


@contextmanager
def on_duckdb() -> Iterator[Run]:
    with duckdb_warehouses.empty() as connection:
        yield lambda sql: connection.execute(sql).fetchall()


@contextmanager
def on_postgres(connection: psycopg.Connection) -> Iterator[Run]:
    """In a transaction that is taken back; each statement in one of its own, as it may fail."""

    def run(sql: str) -> Rows:
        with connection.transaction():
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    with connection.transaction(force_rollback=True):
        yield run


@pytest.fixture(scope="module")
def postgres() -> Iterator[psycopg.Connection]:
    with (
        postgres_warehouses.database("foreign_random") as name,
        postgres_warehouses.connect(name) as connection,
    ):
        yield connection


def test_it_gives_the_same_without_what_it_may_not_see_on_duckdb(
    capsys: pytest.CaptureFixture[str],
) -> None:
    holds("duckdb", on_duckdb, capsys)


def test_it_gives_the_same_without_what_it_may_not_see_on_postgres(
    postgres: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    holds("postgres", lambda: on_postgres(postgres), capsys)


def holds(dialect: str, opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    seen = Counter[str]()

    @settings(max_examples=cases(100, 2_000))
    @given(data=st.data(), world=worlds())
    def same(data: st.DataObject, world: World) -> None:
        sql = data.draw(selects(world), label="sql")
        statement = check_sql(sql.format(dw=FULL), dialect, read_profile(world.profile))
        with opened() as run:
            world.build(run)
            secured = outcome_of(statement.text, run)
            held = in_schema(HELD, sql, run)
            full = in_schema(FULL, sql, run)
        seen.update(cases=1, changed=not full.is_like(held), failed=bool(held.error))
        assert secured.is_like(held), (secured, held, statement.readable)
        assert "secret" not in secured.text

    same()
    with capsys.disabled():
        print(
            f"\n{dialect}: the policy changed {seen['changed']} of {seen['cases']} results;"
            f" {seen['failed']} ended in an error"
        )
    assert seen["changed"] >= AT_LEAST_CHANGED * seen["cases"]


def in_schema(schema: str, sql: str, run: Run) -> Outcome:
    run(f"SET search_path = '{schema}'")
    return outcome_of(sql.format(dw=schema), run)
