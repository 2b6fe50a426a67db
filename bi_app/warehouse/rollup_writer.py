"""What does building rollups ask of an engine? A file for each kind stands beside this one."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlglot import exp

from semantic_layer.errors import WarehouseError


class RollupsNotBuilt(WarehouseError):
    """Nothing was changed; the message says why, and what to try."""


class RollupWriter(Protocol):
    """One change of a warehouse's rollups: readers see all of it at its end, or nothing."""

    dialect: str
    data_version: str  # what the data will be known by to the rollups that are built of it

    def run(self, text: str) -> Sequence[tuple[Any, ...]]:
        """Run one statement; the rows of what reads."""

    def replace(self, name: str, rows: exp.Select) -> str:
        """Put a rollup's rows in the place of those that are there; the text that did it."""


def write(writer: RollupWriter, *statements: exp.Expr) -> None:
    for each in statements:
        writer.run(each.sql(writer.dialect))
