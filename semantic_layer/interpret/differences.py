"""What did a follow-up change of the query before it, in words?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.calendars.periods import Clock
from semantic_layer.interpret.describe import conditions, orders, told_of
from semantic_layer.interpret.telling.conditions import limit
from semantic_layer.interpret.telling.head import head
from semantic_layer.interpret.telling.names import Told, grain, listed, metric, one
from semantic_layer.interpret.telling.times import comparisons, time
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Direction, MetricQuery

Parts = tuple[str, ...]


def differences(
    before: MetricQuery, after: MetricQuery, index: ModelIndex, clock: Clock
) -> tuple[str, ...]:
    """A phrase for each part that is another: "by district in place of by region"."""
    compared = before.comparisons != after.comparisons  # else their days follow the period
    olds, news = (tuple(_parts(each, index, clock, compared)) for each in (before, after))
    found = [_difference(old, new) for old, new in zip(olds, news, strict=True)]
    told = tuple(each for each in found if each)
    whole = head(told_of(after, index, clock))
    return told or ((whole,) if whole != head(told_of(before, index, clock)) else ())


def _difference(old: Parts, new: Parts) -> str:
    gone = listed(each for each in old if each not in new)
    come = listed(each for each in new if each not in old)
    if gone and come:
        return f"{come} in place of {gone}"
    return f"{come} added" if come else f"{gone} taken out" if gone else ""


def _parts(query: MetricQuery, index: ModelIndex, clock: Clock, compared: bool) -> Iterator[Parts]:
    """Numbers, groups, days, conditions, limits, the ranking, what is compared, the order."""
    told = told_of(query, index, clock)
    yield tuple(metric(name, told) for name in query.metrics)
    yield tuple(_groups(told))
    yield (time(query, index, clock),)
    yield tuple(conditions(told, clock))
    yield tuple(limit(each, told) for each in query.thresholds)
    yield tuple(_ranking(query))
    yield tuple(comparisons(query, index, clock)) if compared else ()
    yield tuple(orders(told))


def _groups(told: Told) -> Iterator[str]:
    query = told.query
    yield from (f"by {one(name, told)}" for name in query.shown_dimensions)
    if query.shown_grain is not None:
        yield f"by {grain(query.shown_grain, told)}"


def _ranking(query: MetricQuery) -> Iterator[str]:
    if query.ranking is not None:
        way = "top" if query.ranking.direction is Direction.DESC else "bottom"
        yield f"{way} {query.ranking.limit}"


__all__ = ["differences"]
