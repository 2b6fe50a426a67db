"""Which picture shows the rows best, and what is its Vega-Lite specification?

The kind is chosen by rule from a closed set; nothing in a specification has a colour of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from semantic_layer.present.bars import draw_bars
from semantic_layer.present.lines import draw_line
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result
from semantic_layer.present.scatter import draw_scatter
from semantic_layer.query import Show

LEAST_SCATTER = 5


class Kind(StrEnum):
    LINE = "line"
    BARS = "bars"
    SCATTER = "scatter"


def draw(result: Result, locale: str) -> Specification | None:
    """None where one number, or no number, is the whole answer."""
    match kind_for(result):
        case None:
            return None
        case Kind.LINE:
            return draw_line(result, locale)
        case Kind.SCATTER:
            return draw_scatter(result, locale)
        case Kind.BARS:
            return draw_bars(result, locale)


def themed(specification: Specification, theme: Mapping[str, Any]) -> Specification:
    """The same picture in the colours of a page: `theme` is a Vega-Lite config."""
    return {**specification, "config": dict(theme)}


def kind_for(result: Result) -> Kind | None:
    """A line for time, bars from zero for groups, points for two numbers of one group."""
    shown = [at for at in result.metrics if any(row[at] is not None for row in result.rows)]
    if len(result.rows) < 2 or not result.keys or not shown:
        return None
    if result.time is not None:
        buckets = {row[result.time] for row in result.rows}
        return Kind.LINE if len(buckets) > 1 else Kind.BARS
    return Kind.SCATTER if _is_scatter(result) else Kind.BARS


def _is_scatter(result: Result) -> bool:
    units = [result.columns[at].unit for at in result.metrics]
    compared = any(True for at in result.metrics for _ in result.beside(at, Show.COMPARISON))
    many = len(result.rows) >= LEAST_SCATTER and len(result.dimensions) == 1
    return many and len(units) == 2 and units[0] != units[1] and not compared
