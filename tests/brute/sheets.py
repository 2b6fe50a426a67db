"""Small worlds and their questions as a person writes them: tables of text, and rows to expect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from semantic_layer.access import Asker
from tests.brute.calendars import Clock
from tests.brute.evaluator import Rules
from tests.brute.rows import Json, Row, Tables
from tests.brute.running import BOSS, indexed, manager_of
from tests.brute.worlds import World, filled_in
from tests.yaml_files import read_yaml

FEBRUARY = {"kind": "named", "unit": "month", "number": 1, "year": 2024}
READ: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "boolean": "true".__eq__,
    "string": str,
}


def sheet(name: str) -> Json:
    found: Json = read_yaml(Path(__file__).parent / name)
    return found


def world_of(given: Json) -> World:
    """`rows` are tables of text; the rest has defaults: the data ends on 9 March 2024."""
    watermark = given.get("watermark", date(2024, 3, 9))
    first_day = given.get("first_day", date(2023, 1, 29))
    clock = Clock(watermark + timedelta(days=1), watermark, first_day)
    calendar, weeks = given.get("calendar", "retail_454"), given.get("week_starts", "sunday")
    text = filled_in(
        clock,
        given.get("default", "fiscal"),
        calendar,
        weeks,
        whole=(False, given.get("whole", True)),
        policy=given.get("policy", "region"),
    )
    permitted = tuple(given.get("permitted", ["North"]))
    empty = World(text, {}, clock, given.get("policy", "region"), permitted)
    return replace(empty, tables=_tables(given["rows"], indexed(text)[1]))


def _tables(given: Json, model: Json) -> Tables:
    types = {
        (dataset["name"], column["name"]): READ[column["type"]]
        for dataset in model["datasets"]
        for column in dataset["columns"]
    }
    tables: Tables = {dataset["name"]: [] for dataset in model["datasets"]}
    for name, text in given.items():
        columns, *lines = (line.split() for line in text.splitlines())
        for line in lines:
            cells = zip(columns, line, strict=True)
            row: Row = {
                column: None if cell == "-" else types[name, column](cell) for column, cell in cells
            }
            tables[name].append(dict.fromkeys(_columns(name, model)) | row)
    return tables


def _columns(dataset: str, model: Json) -> list[str]:
    found = next(each for each in model["datasets"] if each["name"] == dataset)
    return [column["name"] for column in found["columns"]]


def query_of(case: Json) -> Json:
    query = dict(case["query"])
    return {**query, "period": FEBRUARY} if query.get("period") == "february" else query


def asker_of(case: Json, world: World) -> tuple[Asker, Rules]:
    if case.get("asker") == "manager":
        return manager_of(world), [(world.policy, world.permitted)]
    return BOSS, []


def plain(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (Fraction, Decimal, float, int)) and not isinstance(cell, bool):
        return round(float(cell), 9)
    return cell
