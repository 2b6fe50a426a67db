"""Rollups in a warehouse of the tests, as the product builds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bi_app.warehouse.rollup_tables import counted, filled, make_room
from bi_app.warehouse.service import rollup_select
from semantic_layer.compile.plan import Built
from semantic_layer.model.index import ModelIndex

Run = Callable[[str], list[tuple[Any, ...]]]


def build_all(index: ModelIndex, dialect: str, run: Run, first: date, last: date) -> Built:
    """Every rollup of the model; dates from `first` to `last` are in the data."""
    for statement in make_room():
        run(statement.sql(dialect))
    built = {}
    for name, rollup in index.rollups.items():
        run(filled(name, rollup_select(rollup, index, dialect, first, last)).sql(dialect))
        ((built[name],),) = run(counted(name).sql(dialect))
    return built
