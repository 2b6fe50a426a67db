"""What compile gives: one SELECT as a tree, and what its columns and periods mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.query import MetricQuery, Show


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of the result. `role` time is a bucket's first day and reads as a dimension.

    `role` level tells the rows (0) from subtotals (1 and up), which have none of some dimensions.
    """

    name: str
    label: str
    role: str  # "time", "dimension", "level" or "metric"
    type: str  # "string", "number", "date" or "boolean"
    unit: str | None = None
    source: str | None = None  # the metric or dimension it shows
    show: Show | None = None


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    role: str  # "current" or "comparison"
    period: ResolvedPeriod


@dataclass(frozen=True, slots=True)
class MetricUse:
    """A metric as the basis names it: its definition and every built-in filter, in words."""

    name: str
    version: int
    certified: bool
    definition: str
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """`tree` reads governed tables by their bare names, unsecured; values are nodes of `values.py`.

    `hidden` are columns of the result after `columns`, read once and then dropped:
    `suppressed_groups` says in every row how many groups were too small to show. `rollups` are read
    in place of the rows that they were added up from. `periods_within` are those of the queries
    that find the members of filters; `today` is the day that all periods were resolved on.
    """

    query: MetricQuery
    tree: exp.Select
    columns: tuple[ResultColumn, ...]
    periods: tuple[NamedPeriod, ...]
    comparison_rule: str | None
    metrics: tuple[MetricUse, ...]
    assumed: tuple[str, ...]
    caveats: tuple[str, ...]
    today: date
    periods_within: tuple[NamedPeriod, ...] = ()
    hidden: tuple[str, ...] = ()
    rollups: tuple[str, ...] = ()
