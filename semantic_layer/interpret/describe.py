"""What does a MetricQuery say, in one sentence that asks the same again?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.calendars.periods import Clock
from semantic_layer.interpret.telling.conditions import condition, limit, members
from semantic_layer.interpret.telling.head import head
from semantic_layer.interpret.telling.names import Told, column, key
from semantic_layer.interpret.telling.times import comparisons, days_held, time, timeless
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Holiday, Season
from semantic_layer.query import Direction, MetricQuery

__all__ = ["conditions", "describe", "orders", "timeless", "told_of"]


def describe(query: MetricQuery, index: ModelIndex, clock: Clock) -> str:
    """One sentence with dates: "Net sales by region, fiscal Q3 2026 (2 August to 31 October)".

    What it is compared with stands behind a semicolon, so that no date of a condition takes it.
    """
    return _sentence(query, index, clock, frozenset(_metrics(query)))


def _metrics(query: MetricQuery) -> Iterator[str]:
    yield from query.metrics
    for each in query.filters:
        if each.members is not None:
            yield from _metrics(each.members)


def _sentence(query: MetricQuery, index: ModelIndex, clock: Clock, beside: frozenset[str]) -> str:
    told = told_of(query, index, clock, beside)
    asked = (
        head(told),
        _when(query, index, clock),
        *conditions(told, clock),
        *(limit(each, told) for each in query.thresholds),
    )
    shown = (*comparisons(query, index, clock), *orders(told))
    sentence = "; ".join((", ".join(asked), *shown))
    return sentence[:1].upper() + sentence[1:]


def _when(query: MetricQuery, index: ModelIndex, clock: Clock) -> str:
    """Behind the members of a part a season or holiday could be read as one more of them."""
    said = time(query, index, clock)
    if not any(each.part for each in query.shares):
        return said
    match query.period:
        case Season():
            return f"over {said}"
        case Holiday():
            return f"on {said}"
        case _:
            return said


def told_of(
    query: MetricQuery, index: ModelIndex, clock: Clock, beside: frozenset[str] = frozenset()
) -> Told:
    """The query with what its parts are named by; `beside` are other metrics of the sentence."""
    days = None if timeless(query.metrics, index) else days_held(query, index, clock)
    return Told(query, index, days.calendar if days else None, beside or frozenset(_metrics(query)))


def conditions(told: Told, clock: Clock) -> Iterator[str]:
    for each in told.query.filters:
        if each.members is None:
            yield condition(each, told)
        else:
            found = _sentence(each.members, told.index, clock, told.beside)
            yield members(each, found, told)


def orders(told: Told) -> Iterator[str]:
    query = told.query
    for each in query.order:
        numbers = told.index.has_metric(each.by) or each.by == query.count_column
        by = column(each.by, each.show, told) if numbers else key(each.by, told)
        way = "highest to lowest" if each.direction is Direction.DESC else "lowest to highest"
        yield f"sorted by {by} {way}"
    if query.limit is not None:
        yield "first row" if query.limit == 1 else f"first {query.limit:,} rows"
