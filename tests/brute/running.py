"""From a query over a random world to the compiled statement's rows, and whether rows agree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.calendars import periods
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.compile.comparing import compile_comparing
from semantic_layer.errors import NotYet, QuestionError
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
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
    with duckdb.connect() as connection:
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


def compiled_rows(
    query: Json, world: World, asker: Asker, connection: duckdb.DuckDBPyConnection
) -> tuple[str, list[tuple[Any, ...]]]:
    index, _ = indexed(world.text)
    policy = policy_for(index, asker, "brute")
    clock = _clock(world, index)
    compiled = compile_query(MetricQuery.model_validate(query), visible(index, policy), clock)
    statement = check(secure(compiled, index, policy), index, policy, "duckdb")
    return statement.readable, connection.execute(statement.readable).fetchall()


def is_declined(query: Json, world: World, asker: Asker) -> bool:
    """Whether it is because differences would tell; every other refusal is looked at elsewhere."""
    index, _ = indexed(world.text)
    seen = visible(index, policy_for(index, asker, "brute"))
    try:
        compile_query(MetricQuery.model_validate(query), seen, _clock(world, index))
    except QuestionError as error:
        return isinstance(error, NotYet) and "days that overlap" in str(error)
    return False


def listed_rows(
    query: Json, world: World, asker: Asker, connection: duckdb.DuckDBPyConnection
) -> list[tuple[Any, ...]] | None:
    """What the answer says of each store, where it compares stores."""
    index, _ = indexed(world.text)
    policy = policy_for(index, asker, "brute")
    wanted, seen = MetricQuery.model_validate(query), visible(index, policy)
    comparing = compile_comparing(wanted, seen, _clock(world, index))
    if comparing is None:
        return None
    statement = check(secure(comparing.compiled, index, policy), index, policy, "duckdb")
    return connection.execute(statement.readable).fetchall()


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
