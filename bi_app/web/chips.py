"""How was the question understood, in chips: metric, time, comparison, breakdown, filters?"""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from bi_app.asking.answer import Finding, Period
from semantic_layer.calendars.describe import describe_days
from semantic_layer.compile.words import filter_in_words
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import TIME, ComparisonKind, Direction, MetricQuery, Threshold

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
    """`kind` is metric for what is counted, assumed for what the question did not say."""

    text: str
    kind: str = ""


def chips(finding: Finding, index: ModelIndex) -> tuple[Chip, ...]:
    query = finding.query
    if query is None:
        return ()
    metrics = [Chip(index.metric(name).label, "metric") for name in query.metrics]
    said = [Chip(text) for text in _said(query, finding, index)]
    assumed = [Chip(f"assumed: {text}", "assumed") for text in finding.basis.assumed]
    return (*metrics, *said, *assumed)


def _said(query: MetricQuery, finding: Finding, index: ModelIndex) -> Iterator[str]:
    yield from (_days(each) for each in finding.periods if each.role == "current")
    yield from (AGAINST[each.kind] for each in query.comparisons)
    if query.grain is not None:
        every = "every " if query.grain.fill and TIME not in query.averaged else ""
        yield f"{_way(TIME, query)} {every}{query.grain.unit}"
    for name in query.dimensions:
        yield f"{_way(name, query)} {index.dimension(name).label.lower()}"
    yield from (filter_in_words(each, index) for each in query.filters)
    for each in query.thresholds:
        yield _threshold(each, index)
    yield from (f"share of {index.metric(each.metric).label.lower()}" for each in query.shares)
    yield from _along(query, index)
    if query.ranking is not None:
        end = "highest" if query.ranking.direction is Direction.DESC else "lowest"
        counts = query.ranking.by == query.count_column
        by = "number" if counts else index.metric(query.ranking.by).label.lower()
        yield f"{query.ranking.limit} {end} by {by}"


def _way(name: str, query: MetricQuery) -> str:
    if name == query.counted:
        return "counting"
    return "average per" if name in query.averaged else "by"


def _threshold(each: Threshold, index: ModelIndex) -> str:
    values = " and ".join(f"{value:,g}" for value in each.values)
    said = f"{index.metric(each.metric).label} {COMPARED.get(each.op, 'between')} {values}"
    if each.each is None:
        return said.rstrip()
    often = "every" if each.at_least is None else f"at least {each.at_least} times by"
    return f"{said.rstrip()}, {often} {each.each.unit}"


def _along(query: MetricQuery, index: ModelIndex) -> Iterator[str]:
    """Running totals, moving averages and ranks."""
    for each in query.running:
        said = f"{each.restart} to date" if each.restart else "running total"
        yield f"{said} of {index.metric(each.metric).label.lower()}"
    for moving in query.moving:
        unit = query.grain.unit if query.grain else "bucket"
        yield f"average of {moving.count} {unit}s of {index.metric(moving.metric).label.lower()}"
    yield from (f"rank by {index.metric(each.metric).label.lower()}" for each in query.ranks)


def _days(period: Period) -> str:
    if period.label == describe_days(period.start, period.end):
        return period.label
    first, last = (format_date(day, "d MMM", "en") for day in (period.start, period.end))
    return f"{period.label}, {first} to {last}" if first != last else f"{period.label}, {first}"
