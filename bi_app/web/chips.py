"""How was the question understood, in chips: metric, time, comparison, breakdown, filters?"""

from collections.abc import Iterator
from dataclasses import dataclass

from bi_app.asking.answer import Finding, Period
from bi_app.written import day, number
from semantic_layer.calendars.describe import describe_days
from semantic_layer.compile.words import filter_in_words
from semantic_layer.edits import PartOf
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import TIME, ComparisonKind, Direction, MetricQuery, Order, Threshold

AGAINST = {
    ComparisonKind.LAST_YEAR: "against last year",
    ComparisonKind.PREVIOUS_PERIOD: "against the period before",
    ComparisonKind.PLAN: "against plan",
    ComparisonKind.PERIOD: "against another period",
}
COMPARED = {
    "lt": "below",
    "lte": "at most",
    "gt": "above",
    "gte": "at least",
    "eq": "equal to",
    "ne": "not equal to",
    "is_null": "empty",
    "not_null": "not empty",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """`kind` is metric for what is counted, assumed for what the question did not say.

    `part` and `at` name the part of the query that it stands for, where that can be changed.
    """

    text: str
    kind: str = ""
    part: PartOf | None = None
    at: int = 0


def chips(finding: Finding, index: ModelIndex) -> tuple[Chip, ...]:
    query = finding.query
    if query is None:
        return ()
    assumed = [Chip(f"assumed: {text}", "assumed") for text in finding.basis.assumed]
    return (*_said(query, finding, index), *assumed)


def _said(query: MetricQuery, finding: Finding, index: ModelIndex) -> Iterator[Chip]:
    for at, name in enumerate(query.metrics):
        yield Chip(index.metric(name).label, "metric", PartOf.METRIC, at)
    for period in finding.periods:
        if period.role == "current":
            yield Chip(_days(period), part=PartOf.PERIOD)
    for at, compared in enumerate(query.comparisons):
        yield Chip(AGAINST[compared.kind], part=PartOf.COMPARISON, at=at)
    if query.grain is not None:
        every = "every " if query.grain.fill and TIME not in query.averaged else ""
        yield Chip(f"{_way(TIME, query)} {every}{query.grain.unit}", part=PartOf.GRAIN)
    for at, name in enumerate(query.dimensions):
        said = f"{_way(name, query)} {index.dimension(name).label.lower()}"
        yield Chip(said, part=PartOf.DIMENSION, at=at)
    for at, condition in enumerate(query.filters):
        yield Chip(filter_in_words(condition, index), part=PartOf.FILTER, at=at)
    for at, limit in enumerate(query.thresholds):
        yield Chip(_threshold(limit, index), part=PartOf.THRESHOLD, at=at)
    for at, said in enumerate(_beside(query, index)):
        yield Chip(said, part=PartOf.BESIDE, at=at)
    if said := _rows(query, index):
        yield Chip(said, part=PartOf.ROWS)


def _way(name: str, query: MetricQuery) -> str:
    if name == query.counted:
        return "counting"
    return "average per" if name in query.averaged else "by"


def _threshold(each: Threshold, index: ModelIndex) -> str:
    values = " and ".join(number(value) for value in each.values)
    said = f"{index.metric(each.metric).label} {COMPARED.get(each.op, 'between')} {values}"
    if each.each is None:
        return said.rstrip()
    often = "every" if each.at_least is None else f"at least {each.at_least} times by"
    return f"{said.rstrip()}, {often} {each.each.unit}"


def _beside(query: MetricQuery, index: ModelIndex) -> Iterator[str]:
    """Shares, running totals, moving averages and ranks, in the order in which a pick counts."""
    yield from (f"share of {index.metric(each.metric).label.lower()}" for each in query.shares)
    for each in query.running:
        said = f"{each.restart} to date" if each.restart else "running total"
        yield f"{said} of {index.metric(each.metric).label.lower()}"
    for moving in query.moving:
        unit = query.grain.unit if query.grain else "bucket"
        yield f"average of {moving.count} {unit}s of {index.metric(moving.metric).label.lower()}"
    yield from (f"rank by {index.metric(each.metric).label.lower()}" for each in query.ranks)


def _rows(query: MetricQuery, index: ModelIndex) -> str:
    """How many of the rows, and which come first."""
    if query.ranking is not None:
        end = "highest" if query.ranking.direction is Direction.DESC else "lowest"
        counts = query.ranking.by == query.count_column
        by = "number" if counts else index.metric(query.ranking.by).label.lower()
        return f"{query.ranking.limit} {end} by {by}"
    return _order(query.order[0], index) if query.order else ""


def _order(order: Order, index: ModelIndex) -> str:
    if not index.has_metric(order.by):
        return ""
    first = "highest" if order.direction is Direction.DESC else "lowest"
    return f"{first} {index.metric(order.by).label.lower()} first"


def _days(period: Period) -> str:
    if period.label == describe_days(period.start, period.end):
        return period.label
    first, last = (day(each, "d MMM") for each in (period.start, period.end))
    return f"{period.label}, {first} to {last}" if first != last else f"{period.label}, {first}"
