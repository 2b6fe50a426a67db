"""The corner shop: a model and rows that are counted by hand, on each engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import psycopg
from django.conf import settings

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.check import CheckedStatement
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from tests.semantic_layer.answers import Asked
from tests.yaml_files import read_yaml

HERE = Path(__file__).parents[1] / "fixtures" / "corner"
COUNTED = {("stock", "counted_on"): (date(2024, 2, 10), date(2024, 2, 24))}
CLOCK = Clock(date(2024, 3, 10), date(2024, 3, 9), date(2023, 1, 29), COUNTED)
FEBRUARY = {"kind": "named", "unit": "month", "number": 1, "year": 2024}
BOSS = Asker(1, "boss", frozenset({"boss"}))
MANAGER = Asker(2, "manager", frozenset({"manager"}), {"regions": ("North",)})


class Engine(Protocol):
    """A warehouse with the corner shop's rows."""

    name: str

    def rows(self, statement: CheckedStatement) -> list[tuple[Any, ...]]: ...

    def run(self, sql: str) -> list[tuple[Any, ...]]: ...


class DuckDB:
    name = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect()

    def rows(self, statement: CheckedStatement) -> list[tuple[Any, ...]]:
        self.connection.execute(statement.text, list(statement.parameters))
        return self.connection.fetchall()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


class Postgres:
    name = "postgres"

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.connection = connection

    def rows(self, statement: CheckedStatement) -> list[tuple[Any, ...]]:
        cursor = psycopg.RawCursor(self.connection)
        return cursor.execute(statement.text.encode(), statement.parameters).fetchall()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = self.connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


@contextmanager
def opened(name: str) -> Iterator[Engine]:
    """An engine without tables; those that are made in it are gone afterwards."""
    if name == "duckdb":
        yield DuckDB()
        return
    given = settings.DATABASES["default"]
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as connection:
        connection.execute("SET search_path = pg_temp")
        yield Postgres(connection)


def filled(engine: Engine) -> Engine:
    for statement in (HERE / "rows.sql").read_text().split(";\n"):
        if statement.strip():
            engine.run(statement)
    return engine


@cache
def corner_index() -> ModelIndex:
    files = (HERE / "model.yaml", *sorted(HERE.glob("metrics_*.yaml")))
    return index_model(read_model({file.name: file.read_text() for file in files}))


def asked_by(asker: Asker) -> Asked:
    return _asked_by(asker.name)


def checked(asker: Asker, query: dict[str, Any], dialect: str) -> CheckedStatement:
    """Compiled, secured and checked once a run, however many tests look at it."""
    return _checked(asker.name, json.dumps(query, default=str), dialect)


@cache
def _checked(name: str, query: str, dialect: str) -> CheckedStatement:
    return _asked_by(name).checked(json.loads(query), dialect)


@cache
def _asked_by(name: str) -> Asked:
    index = corner_index()
    policy = policy_for(index, {each.name: each for each in (BOSS, MANAGER)}[name], "test")
    return Asked(index, policy, CLOCK, visible(index, policy))


def answers() -> list[dict[str, Any]]:
    """The questions counted by hand; "february" stands for the fiscal month."""
    files = sorted(HERE.glob("answers*.yaml"))
    cases: list[dict[str, Any]] = [each for f in files for each in read_yaml(f)]
    for case in cases:
        if case["query"].get("period") == "february":
            case["query"]["period"] = FEBRUARY
    return cases


def plain(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows as a person writes them down: numbers to nine places, dates as text."""
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (Decimal, float, int)) and not isinstance(cell, bool):
        return round(float(cell), 9)
    return cell
