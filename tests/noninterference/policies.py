"""Random policies over the random worlds of tests/brute, and what they leave of a world's rows.

What is left is worked out row by row in plain Python, from the policies alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.brute.rows import Json, Row, Tables, Warehouse
from tests.brute.worlds import MEMBERS, World

ROWS = ("region", "department", "zone", "store", "product", "channel", "label")
OVER_A_BRIDGE = "label"
DENIED = ("products.brand", "sales.amount", "stores.region", "returns.quantity", "sales.shipped_on")
MASKED = {
    "stores.region": "'Somewhere'",
    "products.department": "'Something'",
    "products.brand": "'A brand'",
    "members.tier": "'A tier'",
    "products.list_price": "list_price - list_price % 10",
}


@dataclass(frozen=True)
class Rows:
    dimension: str
    op: str
    members: tuple[Any, ...]

    def permits(self, found: set[Any]) -> bool:
        """Of a row with these members; one of a bridge is seen by one of its members."""
        within = {each for each in found if each is not None} & set(self.members)
        return bool(within) if self.op == "in" else bool(found - {None}) and not within


@dataclass(frozen=True)
class Drawn:
    """The policies of the role `manager`, who has one attribute for each of the row policies."""

    rows: tuple[Rows, ...]
    denied: tuple[str, ...]
    masks: tuple[str, ...]
    closed: tuple[str, ...]

    @property
    def attributes(self) -> dict[str, tuple[Any, ...]]:
        return {f"part_{i}": each.members for i, each in enumerate(self.rows)}

    def model(self, world: World) -> str:
        """The world's model with these policies instead of its own."""
        before, _, rest = world.text.partition("\nattributes:")
        after = rest[rest.index("\nsmall_groups:") :]
        everybody = {"name": "everybody", "metrics": ["all"], "open_to": ["all"]}
        said: Json = {"metric_policies": [everybody]}
        said["attributes"] = [
            {"name": f"part_{i}", "label": "part", "dimension": each.dimension}
            for i, each in enumerate(self.rows)
        ]
        said["row_policies"] = [
            {
                "name": f"part_{i}",
                "roles": ["manager"],
                "dimension": each.dimension,
                "op": each.op,
                "attribute": f"part_{i}",
                "sentence": "only {members}",
            }
            for i, each in enumerate(self.rows)
        ]
        roles, label = ["manager"], "closed"
        said["column_policies"] = [
            {"name": f"denied_{i}", "columns": [column], "roles": roles, "label": label}
            for i, column in enumerate(self.denied)
        ]
        said["column_masks"] = [
            {"name": f"mask_{i}", "column": column, "roles": roles, "label": label}
            | {"shown_as": MASKED[column]}
            for i, column in enumerate(self.masks)
        ]
        for i, metric in enumerate(self.closed):
            policy = {"name": f"closed_{i}", "metrics": [metric], "open_to": ["boss"]}
            said["metric_policies"].append(policy)
        written = (f"{section}: {json.dumps(each)}" for section, each in said.items())
        return "\n".join([before, *written, after])


@st.composite
def policies(draw: DrawFn) -> Drawn:
    named = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=2, unique=True))
    denied = draw(st.lists(st.sampled_from(DENIED), max_size=1))
    masks = draw(st.lists(st.sampled_from(sorted(MASKED)), max_size=2, unique=True))
    return Drawn(
        rows=tuple(draw(_rows(name)) for name in named),
        denied=tuple(denied),
        masks=tuple(each for each in masks if each not in denied),
        closed=tuple(draw(st.lists(st.sampled_from(["units", "orders", "cost"]), max_size=1))),
    )


@st.composite
def _rows(draw: DrawFn, dimension: str) -> Rows:
    known = MEMBERS[dimension]
    op = "in" if dimension == OVER_A_BRIDGE else draw(st.sampled_from(["in", "in", "in", "not_in"]))
    most = (len(known) + 1) // 2 if op == "in" else len(known) - 1 or 1
    members = draw(st.lists(st.sampled_from(known), min_size=1, max_size=most, unique=True))
    return Rows(dimension, op, tuple(sorted(members)))


def left(world: World, model: Json, drawn: Drawn) -> tuple[Json, Tables]:
    """The datasets with the columns, and the rows with the values, that the manager may see."""
    whole = Warehouse(model, world.tables)
    tables = {
        name: [_shown(name, row, drawn) for row in rows if _is_seen(name, row, drawn, whole)]
        for name, rows in world.tables.items()
    }
    datasets = [
        {**each, "columns": [c for c in each["columns"] if not _is_denied(each, c, drawn)]}
        for each in model["datasets"]
    ]
    return {"datasets": datasets}, tables


def _is_denied(dataset: Json, column: Json, drawn: Drawn) -> bool:
    return f"{dataset['name']}.{column['name']}" in drawn.denied


def _is_seen(name: str, row: Row, drawn: Drawn, whole: Warehouse) -> bool:
    for rule in drawn.rows:
        if whole.route(name, rule.dimension) is None:
            if whole.datasets[name]["fact"]:
                return False
        elif not rule.permits(whole.members(name, row, rule.dimension)):
            return False
    return True


def _shown(name: str, row: Row, drawn: Drawn) -> Row:
    masked = dict(row)
    for column in drawn.masks:
        dataset, _, own = column.partition(".")
        if dataset == name:
            masked[own] = _mask(MASKED[column], row[own])
    return masked


def _mask(shown_as: str, value: Any) -> Any:
    if shown_as.startswith("'"):
        return shown_as.strip("'")  # a constant, for whoever has none too
    return None if value is None else value - value % 10
