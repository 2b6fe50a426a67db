"""The rows of a result beside what compile says of their columns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

import pyarrow

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.compile.compiled import Compiled, ResultColumn
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import Show

Value = str | float | int | bool | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`rows` have the shown columns only; a number that is not finite is none.

    `truncated`: there are more rows than these. `suppressed` counts the groups too small to show.
    """

    compiled: Compiled
    index: ModelIndex
    rows: tuple[Row, ...]
    truncated: bool = False
    suppressed: int = 0

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        return self.compiled.columns

    @property
    def keys(self) -> tuple[int, ...]:
        """The places of what rows are grouped by, time included."""
        named = ("time", "dimension")
        return tuple(at for at, column in enumerate(self.columns) if column.role in named)

    @property
    def time(self) -> int | None:
        return next((at for at, each in enumerate(self.columns) if each.role == "time"), None)

    @property
    def level(self) -> int | None:
        """The place of what tells rows from subtotals."""
        return next((at for at, each in enumerate(self.columns) if each.role == "level"), None)

    @property
    def finest(self) -> Result:
        """Without subtotals."""
        rows = tuple(row for row in self.rows if not self.is_subtotal(row))
        return replace(self, rows=rows)

    def is_subtotal(self, row: Row) -> bool:
        return self.level is not None and bool(row[self.level])

    @property
    def dimensions(self) -> tuple[int, ...]:
        return tuple(at for at, each in enumerate(self.columns) if each.role == "dimension")

    @property
    def metrics(self) -> tuple[int, ...]:
        """The places of the metrics asked for, without what stands beside them."""
        return tuple(
            at
            for at, each in enumerate(self.columns)
            if each.role == "metric" and each.show in (None, Show.VALUE)
        )

    @property
    def told(self) -> tuple[int, ...]:
        """The metrics, and beside each part of one the share that it is of the whole."""
        return tuple(sorted((*self.metrics, *self.shares_of_parts)))

    @property
    def shares_of_parts(self) -> tuple[int, ...]:
        parted = {share.metric for share in self.compiled.query.shares if share.part}
        return tuple(
            at
            for at, each in enumerate(self.columns)
            if each.show is Show.SHARE and each.source in parted
        )

    @property
    def current(self) -> ResolvedPeriod | None:
        return next((p.period for p in self.compiled.periods if p.role == "current"), None)

    @property
    def is_part(self) -> bool:
        """Whether there are, or may be, groups beyond these rows."""
        query = self.compiled.query
        kept = bool(query.thresholds) and query.counted is None
        cut = query.limit is not None or kept
        return cut or self.truncated or self.suppressed > 0

    @property
    def grain(self) -> Unit | None:
        grain = self.compiled.query.shown_grain
        return grain.unit if grain else None

    def beside(self, metric: int, *shows: Show) -> Iterator[int]:
        """The places of a metric's comparisons, changes, growth or share."""
        source = self.columns[metric].source
        for at, column in enumerate(self.columns):
            if column.source == source and column.show in shows:
                yield at

    def is_rest(self, at: int, value: Value) -> bool:
        """Whether a member is no member: the group without one, or the rest of a ranking."""
        return self.is_none(at, value) or (
            value == "Other" and self.compiled.query.ranking is not None
        )

    def is_none(self, at: int, value: Value) -> bool:
        source = self.columns[at].source
        if value is None or source is None or not self.index.has_dimension(source):
            return value is None
        return value == self.index.dimension(source).none_label


def read_result(
    table: pyarrow.Table, compiled: Compiled, index: ModelIndex, *, truncated: bool = False
) -> Result:
    """`table` has the compiled columns in order; hidden ones may stand behind them."""
    names = [column.name for column in compiled.columns]
    lists = [[_value(each) for each in table.column(at).to_pylist()] for at in range(len(names))]
    suppressed = 0
    for hidden in compiled.hidden:
        if hidden in table.column_names and table.num_rows:
            suppressed = int(table.column(hidden)[0].as_py() or 0)
    return Result(compiled, index, tuple(zip(*lists, strict=True)), truncated, suppressed)


def _value(value: object) -> Value:
    match value:
        case datetime():
            return value.date()
        case Decimal():
            return float(value)
        case float():
            return value if math.isfinite(value) else None
        case None | bool() | int() | str() | date():
            return value
        case _:
            return str(value)
