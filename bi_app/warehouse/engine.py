"""What does the gate ask of an engine, and what does it get back?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow

from bi_app.warehouse.rollup_tables import BuiltRollup
from semantic_layer.compile.values import Bound


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one statement may go. What lies past `rows` or `size_bytes` is cut, and said so."""

    seconds: float
    rows: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Fetched:
    table: pyarrow.Table
    truncated: bool


class Engine(Protocol):
    """One warehouse of one kind; a file for each kind stands beside this one."""

    dialect: str

    def data_version(self) -> str:
        """Changes when the data does; part of the identity of every answer."""

    def rollups(self) -> tuple[BuiltRollup, ...]:
        """Those that were built of the data as it stands; others are as if they were not there."""

    def fetch(self, text: str, parameters: Sequence[Bound], limits: Limits) -> Fetched:
        """Run one statement that only reads. Raises WarehouseUnavailable, StatementTimeout."""
