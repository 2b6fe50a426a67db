"""Which pictures suit the rows, and which of them shows them best?"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from semantic_layer.model.expressions import columns_in
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Derived, Metric, SemiAdditive, Simple
from semantic_layer.present.formats import FRACTION
from semantic_layer.present.marks import MOST_SERIES, member_of
from semantic_layer.present.result import Result
from semantic_layer.query import Show

LEAST_SCATTER = 5
MOST_PANELS = 12
MOST_COLUMNS = 60  # of a heat map, or standing side by side


class Kind(StrEnum):
    """`POINTS` are two points a group, now and then; `PANELS` small pictures of one measure."""

    LINE = "line"
    BARS = "bars"
    STACKED = "stacked"
    POINTS = "points"
    SCATTER = "scatter"
    HEAT = "heat"
    PANELS = "panels"
    TABLE = "table"


def kinds_for(result: Result) -> tuple[Kind, ...]:
    """In an order, the rule's choice first; none where a number, or no number, is the answer."""
    result = result.finest
    shown = [at for at in result.metrics if any(row[at] is not None for row in result.rows)]
    if len(result.rows) < 2 or not result.keys or not shown:
        return ()
    found = _over_time(result) if _buckets(result) > 1 else _of_groups(result)
    return (*found, Kind.TABLE)


def kind_for(result: Result, wished: str = "") -> Kind | None:
    """The kind that somebody wishes for where it suits the rows, else the rule's."""
    kinds = kinds_for(result)
    return next((each for each in kinds if each == wished), kinds[0] if kinds else None)


def _over_time(result: Result) -> Iterator[Kind]:
    """A line; small ones side by side for what one axis, or one pair of eyes, cannot hold."""
    few = _buckets(result) <= MOST_COLUMNS
    if not result.dimensions:
        yield from (Kind.PANELS, Kind.LINE) if _has_several_units(result) else (Kind.LINE,)
        if few:
            yield Kind.BARS
        return
    members = len({member_of(result, row, "en") for row in result.rows})
    if few and members > MOST_PANELS:
        yield Kind.HEAT
    crowded = members > MOST_SERIES or _is_compared(result)
    if crowded and members <= MOST_PANELS:
        yield Kind.PANELS
    yield Kind.LINE
    if not crowded:
        yield Kind.PANELS
    if few and not crowded and is_whole(result):
        yield Kind.STACKED
    if few and members <= MOST_PANELS:
        yield Kind.HEAT


def _of_groups(result: Result) -> Iterator[Kind]:
    counts = sorted(len({row[at] for row in result.rows}) for at in result.keys)
    if len(counts) == 1:
        yield from _of_one_key(result)
        return
    compared = _is_compared(result)
    crossed = len(counts) == 2 and not compared and counts[0] > 1
    if crossed and counts[0] > MOST_SERIES:
        yield from (Kind.HEAT, Kind.BARS)
        return
    yield Kind.BARS
    if crossed and is_whole(result):
        yield Kind.STACKED
    if crossed:
        yield Kind.HEAT


def _of_one_key(result: Result) -> Iterator[Kind]:
    """Bars from zero; a rate beside another day's moves too little to be told by bars."""
    if _has_several_units(result):
        if _is_scatter(result):
            yield Kind.SCATTER
        yield from (Kind.PANELS, Kind.BARS)
    elif _is_compared(result):
        is_rate = result.columns[result.metrics[0]].unit == FRACTION
        yield from (Kind.POINTS, Kind.BARS) if is_rate else (Kind.BARS, Kind.POINTS)
    else:
        yield Kind.BARS


def _buckets(result: Result) -> int:
    return 0 if result.time is None else len({row[result.time] for row in result.rows})


def _is_compared(result: Result) -> bool:
    return any(True for _ in result.beside(result.metrics[0], Show.COMPARISON))


def _has_several_units(result: Result) -> bool:
    return len({result.columns[at].unit for at in result.metrics}) > 1


def _is_scatter(result: Result) -> bool:
    two = len(result.metrics) == 2 and not _is_compared(result)
    return two and len(result.rows) >= LEAST_SCATTER and len(result.dimensions) == 1


def is_whole(result: Result) -> bool:
    """Whether the parts may lie on each other: they add up, and all of them are there."""
    first = result.metrics[0]
    source, ranking = result.columns[first].source, result.compiled.query.ranking
    if source is None or result.is_part or (ranking is not None and not ranking.others):
        return False
    numbers = [row[first] for row in result.rows]
    growing = all(isinstance(each, (int, float)) and each >= 0 for each in numbers)
    known = result.index.has_metric(source)
    return growing and known and adds_up(result.index.metric(source), result.index)


def adds_up(metric: Metric, index: ModelIndex) -> bool:
    """Whether the numbers of groups make that of all groups: sums and counts, and what is made
    of them by plus and minus alone."""
    match metric:
        case SemiAdditive():
            return True
        case Simple():
            return metric.aggregation in ("sum", "count")
        case Derived():
            parts = columns_in(metric.expression)
            linear = not set(metric.expression) & set("*/0123456789")
            return linear and all(
                index.has_metric(each) and adds_up(index.metric(each), index) for each in parts
            )
    return False
