"""How long will the engine take for a statement?

What is kept takes no time. What ran before takes about as long again. Of anything else the size is
known, of the statement and of the tables that it scans, and how fast this warehouse was of late.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import sqlglot
from sqlglot import exp

from bi_app.audit.record import AuditUnavailable
from bi_app.warehouse import past_runs
from bi_app.warehouse.gate import data_version, is_kept
from bi_app.warehouse.service import table_sizes
from semantic_layer.check.statement import CheckedStatement
from semantic_layer.errors import WarehouseError

UNKNOWN_ROWS = 1_000_000  # of a table whose size the engine does not tell
SHAPES = 512


class Ground(StrEnum):
    """What an estimate rests on."""

    KEPT = "kept"
    PAST_RUNS = "past_runs"
    SIZES = "sizes"


@dataclass(frozen=True, slots=True)
class Estimate:
    """`spared` are the engine's seconds that a kept result saves."""

    seconds: float
    ground: Ground
    spared: float = 0.0


@dataclass(frozen=True, slots=True)
class Law:
    """Seconds as a power of the statement's nodes and of the rows it scans.

    Fitted by least squares of the logarithms over the golden statements, on 60 thousand and on 1.5
    million sales lines; another machine's pace is learned as it runs.
    """

    constant: float
    nodes: float
    rows: float

    def seconds(self, nodes: int, rows: int) -> float:
        powers = self.nodes * math.log(nodes) + self.rows * math.log(1 + rows)
        return math.exp(self.constant + powers)


LAWS: Mapping[str, Law] = MappingProxyType(
    {
        "duckdb": Law(constant=-10.54, nodes=0.72, rows=0.185),
        "postgres": Law(constant=-14.33, nodes=0.69, rows=0.51),
    }
)
_sizes: dict[str, Mapping[str, int]] = {}


def estimate(statement: CheckedStatement) -> Estimate:
    before = past_runs.seconds_of(statement)
    if is_kept(statement):
        return Estimate(0.0, Ground.KEPT, before or 0.0)
    if before is not None:
        return Estimate(before, Ground.PAST_RUNS)
    return Estimate(by_sizes(statement), Ground.SIZES)


def by_sizes(statement: CheckedStatement, instead: Mapping[str, int] | None = None) -> float:
    """The seconds that sizes tell; `instead` has other rows for some of its tables."""
    return _foreseen(statement, instead or {}) * past_runs.pace(statement.dialect)


def learn(statement: CheckedStatement, seconds: float) -> None:
    """Take a run for what the next of its kind will take."""
    past_runs.note(statement, seconds)
    past_runs.note_pace(statement.dialect, seconds / _foreseen(statement, {}))


def _foreseen(statement: CheckedStatement, instead: Mapping[str, int]) -> float:
    nodes, scanned = _shape(statement.text, statement.dialect, statement.tables)
    sizes = {**sizes_now(), **instead}
    rows = sum(sizes.get(table, UNKNOWN_ROWS) for table in scanned)
    return LAWS[statement.dialect].seconds(nodes, rows)


def sizes_now() -> Mapping[str, int]:
    """The rows of each table of the data as it stands; of none where the engine does not tell."""
    version = data_version()
    if version not in _sizes:
        try:
            found = table_sizes()
        except (WarehouseError, AuditUnavailable):
            return {}
        _sizes.clear()
        _sizes[version] = found
    return _sizes[version]


@lru_cache(maxsize=SHAPES)
def _shape(text: str, dialect: str, tables: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """How many nodes it has, and each table as often as it is scanned."""
    tree = sqlglot.parse_one(text, dialect=dialect)
    scanned = tuple(each.name for each in tree.find_all(exp.Table) if each.name in tables)
    return sum(1 for _ in tree.walk()), scanned
