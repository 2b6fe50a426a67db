"""Dunmore Provisions: a wholesaler's rows, model and people, unknown to the product."""

from __future__ import annotations

import fcntl
import os
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from tests.semantic_layer.answers import Asked
from tests.yaml_files import read_yaml

HERE = Path(__file__).parent
FRIDAYS = tuple(date(2024, 7, 5) + timedelta(weeks=week) for week in range(116))
CLOCK = Clock(
    date(2026, 9, 20),
    date(2026, 9, 19),
    date(2024, 7, 1),
    {("stock_counts", "counted_on"): FRIDAYS},
)
PEOPLE = {
    "dora": Asker(1, "dora", frozenset({"director"})),
    "rory": Asker(2, "rory", frozenset({"route_manager"}), {"depots": ("Harbour",)}),
    "ben": Asker(3, "ben", frozenset({"buyer"})),
    "carl": Asker(4, "carl", frozenset({"caretaker"})),
}


def model_files() -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((HERE / "model").glob("*.yaml"))}


@cache
def dunmore() -> ModelIndex:
    return index_model(read_model(model_files()))


@cache
def asked_by(name: str) -> Asked:
    index = dunmore()
    policy = policy_for(index, PEOPLE[name], "test")
    return Asked(index, policy, CLOCK, visible(index, policy))


def warehouse() -> Path:
    """The rows in a file, made once a run."""
    path = Path(os.environ["AISLE_TEST_VAR"], "warehouse", "dunmore.duckdb")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.is_file():
            new = path.with_suffix(".new")
            with duckdb.connect(str(new)) as connection:
                connection.execute((HERE / "rows.sql").read_text())
            new.rename(path)
    return path


def cases(file: str) -> dict[str, dict[str, Any]]:
    """What is asked, and the golden statement, by name."""
    found: dict[str, dict[str, Any]] = read_yaml(HERE / file)
    return found


def run(sql: str, values: tuple[Any, ...] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
    with duckdb.connect(str(warehouse()), read_only=True) as connection:
        found = connection.execute(sql, list(values))
        return [column[0] for column in found.description or ()], found.fetchall()
