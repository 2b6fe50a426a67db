"""Rollups in a warehouse of the tests, as the product builds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bi_app.warehouse.rollup_statements import rows_text
from semantic_layer.compile.plan import Built
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.rollups import SCHEMA

Run = Callable[[str], list[tuple[Any, ...]]]


def build_all(index: ModelIndex, dialect: str, run: Run, first: date, last: date) -> Built:
    """Every rollup of the model; dates from `first` to `last` are in the data."""
    run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    built = {}
    for name, rollup in index.rollups.items():
        table = f"{SCHEMA}.{name}"
        run(f"CREATE TABLE {table} AS {rows_text(rollup, index, dialect, first, last)}")
        ((built[name],),) = run(f"SELECT count(*) FROM {table}")
    return built
