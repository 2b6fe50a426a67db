"""From a query over a random world to the compiled statement's rows, and whether rows agree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb

from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.calendars import periods
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.compile.comparing import compile_comparing
from semantic_layer.compile.compiled import Compiled
from semantic_layer.errors import NotYet, QuestionError
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests import duckdb_warehouses
from tests.brute.rows import Json, Tables
from tests.brute.worlds import World

BOSS = Asker(1, "boss", frozenset({"boss"}))
TYPES = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "decimal": "DECIMAL(12, 2)",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


@lru_cache(maxsize=64)
def indexed(text: str) -> tuple[ModelIndex, Json]:
    model = read_model({"model.yaml": text})
    return index_model(model), model.model_dump(mode="json", exclude_none=True)


@contextmanager
def warehouse(model: Json, tables: Tables) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb_warehouses.empty() as connection:
        connection.execute(";\n".join(_statements(model, tables)))
        yield connection


def _statements(model: Json, tables: Tables) -> Iterator[str]:
    for dataset in model["datasets"]:
        columns, table = dataset["columns"], dataset["table"]
        typed = ", ".join(f'"{each["name"]}" {TYPES[each["type"]]}' for each in columns)
        yield f'CREATE TABLE "{table}" ({typed})'
        rows = tables[dataset["name"]]
        lines = [", ".join(_literal(row[each["name"]]) for each in columns) for row in rows]
        if lines:
            yield f'INSERT INTO "{table}" VALUES ({"), (".join(lines)})'


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, (str, date)) else str(value)


@dataclass(frozen=True, slots=True)
class Sight:
    """A world as one asker sees it."""

    asker: Asker
    index: ModelIndex
    policy: Policy
    seen: ModelIndex
    clock: periods.Clock
    connection: duckdb.DuckDBPyConnection

    def rows(self, compiled: Compiled) -> tuple[str, list[tuple[Any, ...]]]:
        secured = secure(compiled, self.index, self.policy)
        statement = check(secured, self.index, self.policy, "duckdb")
        return statement.readable, self.connection.execute(statement.readable).fetchall()


def sight(world: World, asker: Asker, connection: duckdb.DuckDBPyConnection) -> Sight:
    index, _ = indexed(world.text)
    policy = policy_for(index, asker, "brute")
    seen = visible(index, policy)
    return Sight(asker, index, policy, seen, _clock(world, index), connection)


def compiled_rows(query: Json, sight: Sight) -> tuple[str, list[tuple[Any, ...]]]:
    """The statement as a person would run it, and what it gives."""
    wanted = MetricQuery.model_validate(query)
    return sight.rows(compile_query(wanted, sight.seen, sight.clock))


def is_declined(query: Json, sight: Sight) -> bool:
    """Whether it is because differences would tell; every other refusal is looked at elsewhere."""
    try:
        compile_query(MetricQuery.model_validate(query), sight.seen, sight.clock)
    except QuestionError as error:
        return isinstance(error, NotYet) and "days that overlap" in str(error)
    return False


def listed_rows(query: Json, sight: Sight) -> list[tuple[Any, ...]] | None:
    """What the answer says of each store, where it compares stores."""
    wanted = MetricQuery.model_validate(query)
    comparing = compile_comparing(wanted, sight.seen, sight.clock)
    return None if comparing is None else sight.rows(comparing.compiled)[1]


def _clock(world: World, index: ModelIndex) -> periods.Clock:
    counted = {each: _counted(*each, world.tables) for each in index.snapshot_columns()}
    return periods.Clock(world.clock.today, world.clock.watermark, world.clock.first_day, counted)


def _counted(dataset: str, time: str, tables: Tables) -> tuple[date, ...]:
    return tuple(sorted({row[time] for row in tables[dataset]} - {None}))


def same(one: Any, two: Any) -> bool:
    if one is None or two is None or isinstance(one, (str, bool, date)):
        return bool(one == two)
    return math.isclose(float(one), float(two), rel_tol=1e-9, abs_tol=1e-9)


def assert_same(found: list[tuple[Any, ...]], counted: list[tuple[Any, ...]], said: str) -> None:
    agree = len(found) == len(counted) and all(
        len(one) == len(two) and all(map(same, one, two))
        for one, two in zip(found, counted, strict=True)
    )
    assert agree, f"{said}\ncompiled:\n{_lines(found)}\ncounted:\n{_lines(counted)}"


def _lines(rows: list[tuple[Any, ...]]) -> str:
    return "\n".join(
        str([float(c) if not isinstance(c, (str, bool, date, type(None))) else str(c) for c in row])
        for row in rows
    )


def manager_of(world: World) -> Asker:
    """Somebody who sees only the rows of a part of the world."""
    return Asker(2, "manager", frozenset({"manager"}), {"part": world.permitted})
