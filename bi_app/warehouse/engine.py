"""What does the gate ask of an engine, and what does it get back?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pyarrow

from bi_app.warehouse.faults import Fault
from bi_app.warehouse.rollup_tables import BuiltRollup
from bi_app.warehouse.terms import Cancel
from bi_app.warehouse.wall.rights import Rights
from bi_app.warehouse.wall.state import State
from semantic_layer.check.statement import statement_hash
from semantic_layer.compile.values import Bound
from semantic_layer.errors import UnsafeStatement


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one statement may go. What lies past `rows` or `size_bytes` is cut, and said so."""

    seconds: float
    rows: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Warrant:
    """What a statement runs on: its hash as it was proved for one entitlement, and whose rights."""

    sha256: str
    entitlement: str
    rights: Rights


@dataclass(frozen=True, slots=True)
class Fetched:
    table: pyarrow.Table
    truncated: bool


class Engine(Protocol):
    """One warehouse of one kind; a file for each kind stands beside this one."""

    dialect: str

    def data_version(self) -> str:
        """Changes when the data does; part of the identity of every answer."""

    def loaded_at(self) -> datetime | None:
        """When that data came, where it can be known."""

    def rollups(self) -> tuple[BuiltRollup, ...]:
        """Those that were built of the data as it stands; others are as if they were not there."""

    def fetch(
        self,
        text: str,
        parameters: Sequence[Bound],
        limits: Limits,
        warrant: Warrant | None = None,
        cancel: Cancel | None = None,
    ) -> Fetched:
        """Run one statement that only reads, of this very hash, under these rights.

        Without a warrant it has those of the account, which are none behind a second wall. Raises
        UnsafeStatement, WarehouseUnavailable, StatementTimeout, StatementCancelled.
        """

    def end(self, reference: str) -> None:
        """End what the engine still runs for a request whose process is no more."""

    def faults(self) -> tuple[Fault, ...]:
        """What keeps it from being trusted now; raises WarehouseUnavailable."""

    def wall(self) -> State | None:
        """How its second wall stands, and nothing where it has none; raises WarehouseUnavailable.

        Statements run accordingly from then on.
        """


def prove_warrant(
    warrant: Warrant | None, dialect: str, text: str, parameters: Sequence[Bound]
) -> None:
    """The last look before a driver gets the text; raises UnsafeStatement."""
    if warrant is None:
        return
    if statement_hash(dialect, text, parameters, warrant.entitlement) != warrant.sha256:
        raise UnsafeStatement("The statement is not the one that was proved.")
