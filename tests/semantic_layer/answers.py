"""From a query to rows, as the product gets them: compile, secure, check, run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from bi_app.demo.model import larkfield_files
from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.check import CheckedStatement, check
from semantic_layer.compile import Compiled, compile_query
from semantic_layer.compile.plan import Built
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from semantic_layer.secure.query import Secured

SATURDAYS = tuple(date(2023, 2, 4) + timedelta(weeks=week) for week in range(197))
LARKFIELD_CLOCK = Clock(
    date(2026, 11, 13),
    date(2026, 11, 12),
    date(2023, 1, 29),
    {("inventory_snapshots", "snapshot_on"): SATURDAYS},
)
ASKERS = {
    "elena.exec": Asker(1, "elena.exec", frozenset({"executive"})),
    "mara.merch": Asker(
        2,
        "mara.merch",
        frozenset({"merchandiser"}),
        {"departments": ("Women's", "Accessories")},
    ),
    "sam.southwest": Asker(
        3, "sam.southwest", frozenset({"regional_manager"}), {"regions": ("Southwest", "West")}
    ),
    "ada.admin": Asker(4, "ada.admin", frozenset({"administrator"})),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What one asker may ask of a model, at one time; `seen` is what they may see of it.

    `built` are the rollups that are there to be read.
    """

    index: ModelIndex
    policy: Policy
    clock: Clock
    seen: ModelIndex
    built: Built = field(default_factory=dict)

    def compiled(self, query: Mapping[str, Any]) -> Compiled:
        return compile_query(MetricQuery.model_validate(query), self.seen, self.clock, self.built)

    def secured(self, query: Mapping[str, Any]) -> Secured:
        return secure(self.compiled(query), self.index, self.policy)

    def checked(self, query: Mapping[str, Any], dialect: str = "duckdb") -> CheckedStatement:
        return check(self.secured(query), self.index, self.policy, dialect)


@cache
def larkfield_index() -> ModelIndex:
    return index_model(read_model(larkfield_files()))


@cache
def larkfield_as(name: str) -> Asked:
    index = larkfield_index()
    policy = policy_for(index, ASKERS[name], "test")
    return Asked(index, policy, LARKFIELD_CLOCK, visible(index, policy))


def rows(statement: CheckedStatement, warehouse: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(statement.text, list(statement.parameters)).fetchall()
