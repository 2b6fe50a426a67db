"""A world's tables on either engine, each in a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from tests import duckdb_warehouses
from tests.brute.rows import Json, Tables
from tests.brute.running import _statements
from tests.postgres_warehouses import connect

Run = Callable[[str], list[tuple[Any, ...]]]
Opened = Callable[[Json, Tables], AbstractContextManager[Run]]


@contextmanager
def on_duckdb(model: Json, tables: Tables) -> Iterator[Run]:
    with duckdb_warehouses.empty() as connection:
        connection.execute(";\n".join(_statements(model, tables)))
        yield lambda text: connection.execute(text).fetchall()


@contextmanager
def on_postgres(model: Json, tables: Tables) -> Iterator[Run]:
    with connect("postgres") as connection:
        all_at_once = ";\n".join(_statements(model, tables))
        connection.execute(all_at_once.replace("CREATE TABLE", "CREATE TEMP TABLE").encode())
        yield lambda text: connection.execute(text.encode()).fetchall()


ENGINES: dict[str, Opened] = {"duckdb": on_duckdb, "postgres": on_postgres}
