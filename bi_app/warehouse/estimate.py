"""How long will the engine take for a statement?

What is kept takes no time. What ran before takes about as long again. Of anything else the size is
known, of the statement and of the tables that it scans, how much of the data's days it is about,
and how fast this warehouse was of late.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import sqlglot
from sqlglot import exp

from bi_app.audit.record import AuditUnavailable
from bi_app.warehouse import past_runs
from bi_app.warehouse.gate import data_version, is_kept
from bi_app.warehouse.service import table_sizes
from semantic_layer.calendars.periods import Clock
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
class Shape:
    """How large a statement is: its nodes, and each table as often as it is scanned."""

    nodes: int
    scanned: tuple[str, ...]
    counts_distinct: bool


@dataclass(frozen=True, slots=True)
class Law:
    """Seconds for any statement, for each node, for each row that is scanned, for each that is
    within its days, and more for each of these where members are counted once.

    Fitted by the logarithms to first runs of the golden statements, on 60 thousand, 1.5 and 5
    million sales lines; another machine's pace is learned as it runs.
    """

    any: float
    node: float
    row: float
    row_within: float
    row_distinct: float

    def seconds(self, shape: Shape, rows: int, share: float) -> float:
        """`share` is the part of the data's days that the statement is about."""
        each = self.row_within + (self.row_distinct if shape.counts_distinct else 0)
        return self.any + self.node * shape.nodes + rows * (self.row + share * each)


LAWS: Mapping[str, Law] = MappingProxyType(
    {
        "duckdb": Law(1.48e-3, 2.71e-5, 2.54e-10, 7.29e-10, 2.08e-8),
        "postgres": Law(1.40e-3, 4.52e-6, 1.21e-9, 7.44e-8, 2.26e-7),
    }
)
_sizes: dict[str, Mapping[str, int]] = {}


def estimate(statement: CheckedStatement, days: Clock) -> Estimate:
    before = past_runs.seconds_of(statement)
    if is_kept(statement):
        return Estimate(0.0, Ground.KEPT, before or 0.0)
    if before is not None:
        return Estimate(before, Ground.PAST_RUNS)
    return Estimate(by_sizes(statement, days), Ground.SIZES)


def surely_within(statement: CheckedStatement, days: Clock, seconds: float) -> bool:
    """Whether it is done by then, as far as anybody knows: the size of a view is not known."""
    known = past_runs.seconds_of(statement)
    if known is not None:
        return known <= seconds
    shape = _shape(statement.text, statement.dialect, statement.tables)
    return set(shape.scanned) <= set(sizes_now()) and by_sizes(statement, days) <= seconds


def by_sizes(
    statement: CheckedStatement, days: Clock, instead: Mapping[str, int] | None = None
) -> float:
    """The seconds that sizes tell; `instead` has other rows for some of its tables."""
    return _foreseen(statement, days, instead or {}) * past_runs.pace(statement.dialect)


def learn(statement: CheckedStatement, days: Clock, seconds: float) -> None:
    """Take a run for what the next of its kind will take."""
    past_runs.note(statement, seconds)
    past_runs.note_pace(statement.dialect, seconds / _foreseen(statement, days, {}))


def _foreseen(statement: CheckedStatement, days: Clock, instead: Mapping[str, int]) -> float:
    shape = _shape(statement.text, statement.dialect, statement.tables)
    sizes = {**sizes_now(), **instead}
    rows = sum(sizes.get(table, UNKNOWN_ROWS) for table in shape.scanned)
    return LAWS[statement.dialect].seconds(shape, rows, _share(statement, days))


def _share(statement: CheckedStatement, days: Clock) -> float:
    """From the first day that it names to the last, as a part of all; whole where it names none."""
    named = [each for each in statement.parameters if isinstance(each, date)]
    if not named:
        return 1.0
    held = (days.watermark - days.first_day).days + 1
    return min(1.0, ((max(named) - min(named)).days + 1) / held)


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
def _shape(text: str, dialect: str, tables: frozenset[str]) -> Shape:
    tree = sqlglot.parse_one(text, dialect=dialect)
    scanned = tuple(each.name for each in tree.find_all(exp.Table) if each.name in tables)
    return Shape(sum(1 for _ in tree.walk()), scanned, tree.find(exp.Distinct) is not None)
