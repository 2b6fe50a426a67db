"""Do the evaluator and the compiled statements give what a person counts on paper?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.brute.calendars import Clock
from tests.brute.evaluator import Rules, evaluate, named
from tests.brute.rows import Json, Row, Tables
from tests.brute.running import BOSS, compiled_rows, indexed, manager_of, warehouse
from tests.brute.worlds import World, filled_in
from tests.semantic_layer import corner

HERE = Path(__file__).parent
SHEET: Json = yaml.safe_load((HERE / "by_hand.yaml").read_text())
CASES: list[Json] = SHEET["cases"]
NAMES = [case["says"] for case in CASES]
FEBRUARY = {"kind": "named", "unit": "month", "number": 1, "year": 2024}
READ: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "boolean": "true".__eq__,
    "string": str,
}


@cache
def world() -> World:
    clock = Clock(date(2024, 3, 10), date(2024, 3, 9), date(2023, 1, 29))
    text = filled_in(clock, "fiscal", "retail_454", "sunday", whole=(False, True), policy="region")
    _, model = indexed(text)
    return World(text, _tables(model), clock, "region", ("North",))


def _tables(model: Json) -> Tables:
    types = {
        (dataset["name"], column["name"]): READ[column["type"]]
        for dataset in model["datasets"]
        for column in dataset["columns"]
    }
    tables: Tables = {dataset["name"]: [] for dataset in model["datasets"]}
    for name, text in SHEET["rows"].items():
        columns, *lines = (line.split() for line in text.splitlines())
        for line in lines:
            cells = zip(columns, line, strict=True)
            row: Row = {
                column: None if cell == "-" else types[name, column](cell) for column, cell in cells
            }
            tables[name].append(row)
    return tables


def _query(case: Json) -> Json:
    query = dict(case["query"])
    return {**query, "period": FEBRUARY} if query.get("period") == "february" else query


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_counts_as_a_person_does(case: Json) -> None:
    _, model = indexed(world().text)
    rules: Rules = [("region", ("North",))] if case.get("asker") else []

    counted = evaluate(_query(case), model, world().tables, world().clock, rules)

    assert _plain(counted.tuples) == case["rows"]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_compiles_to_what_a_person_counts(case: Json) -> None:
    _, model = indexed(world().text)
    asker = manager_of(world()) if case.get("asker") else BOSS

    with warehouse(model, world().tables) as connection:
        _, found = compiled_rows(_query(case), world(), asker, connection)

    assert _plain(found) == case["rows"]


KINDS = {"simple", "distinct", "semi_additive", "ratio", "derived"}  # what the evaluator counts


def _is_counted(case: Json) -> bool:
    index = corner.corner_index()
    own = [index.metric(name) for name in named(case["query"])]
    leaves = [leaf.metric for each in own for leaf in index.leaves(each.name)]
    return {str(each.kind) for each in (*own, *leaves)} <= KINDS


CORNER = [case for case in corner.answers() if _is_counted(case)]


def test_it_counts_more_than_a_few_of_the_corner_shop() -> None:
    assert len(CORNER) >= 80


@pytest.mark.parametrize("case", CORNER, ids=lambda case: case["says"])
def test_it_counts_the_corner_shop_as_its_owner_does(case: Json) -> None:
    """The evaluator against the answers that somebody else counted by hand, for another model."""
    model = corner.corner_index().model.model_dump(mode="json", exclude_none=True)
    clock = Clock(corner.CLOCK.today, corner.CLOCK.watermark, corner.CLOCK.first_day)

    counted = evaluate(case["query"], model, _corner_tables(), clock, [])

    assert _plain(counted.tuples) == case["rows"]


@cache
def _corner_tables() -> Tables:
    shop = corner.filled(corner.DuckDB())
    tables: Tables = {}
    for dataset in corner.corner_index().model.datasets:
        columns = [column.name for column in dataset.columns]
        rows = shop.run(f"SELECT {', '.join(columns)} FROM {dataset.table}")
        tables[dataset.name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return tables


def _plain(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (Fraction, Decimal, float, int)) and not isinstance(cell, bool):
        return round(float(cell), 9)
    return cell
