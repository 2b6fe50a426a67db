"""Do metrics come from what they can come from, and are they narrowed by what they reach?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from semantic_layer.model.definitions import DataType
from semantic_layer.model.lineage import following_of
from semantic_layer.model.located import Where
from semantic_layer.model.metrics import Measured, Percentile, SemiAdditive, Simple
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.paths import paths
from semantic_layer.model.sections import Parts
from semantic_layer.model.walking import (
    DEEPEST,
    datasets_under,
    levels,
    measured,
    named_parts,
    sides,
)
from semantic_layer.query import Filter

FITTING: dict[DataType, type | tuple[type, ...]] = {
    DataType.STRING: str,
    DataType.INTEGER: int,
    DataType.DECIMAL: (int, float),
    DataType.BOOLEAN: bool,
    DataType.DATE: (str, date),
    DataType.TIMESTAMP: (str, date),
}


def metrics_do_not_circle(parts: Parts) -> Iterator[Mistake]:
    for name in sorted(_circling(parts)):
        yield Mistake("metrics", name, (), "the metric comes from itself, through its parts")


def metrics_are_not_too_deep(parts: Parts) -> Iterator[Mistake]:
    for name, level in levels(parts).items():
        if level > DEEPEST:
            message = f"built of metrics {level} levels deep; {DEEPEST} is the most"
            yield Mistake("metrics", name, (), message)


def filters_reach(parts: Parts) -> Iterator[Mistake]:
    """A built-in filter needs its dimension on the metric's own path."""
    time = parts.settings.time if parts.settings is not None else None
    routes = paths(parts.datasets, parts.dimensions, time)
    dimensions = {dimension.name for dimension in parts.dimensions}
    datasets = {dataset.name for dataset in parts.datasets}
    for name, path, each, under in _built_in_filters(parts):
        for dataset in sorted(under & datasets):
            if each.dimension in dimensions and (dataset, each.dimension) not in routes:
                message = f"{dataset} does not reach the dimension “{each.dimension}”"
                yield Mistake("metrics", name, path, message)


def filters_by_day_have_one(parts: Parts) -> Iterator[Mistake]:
    """A day's dimension, or a version's, is found by the date of the row that is counted."""
    time = parts.settings.time if parts.settings is not None else None
    routes = paths(parts.datasets, parts.dimensions, time)
    for metric, dataset in measured(parts):
        if metric.time != "none" and (metric.time or dataset.time) is not None:
            continue
        for i, each in enumerate(metric.filters):
            route = routes.get((dataset.name, each.dimension), ())
            if any(step.by_day for step in route):
                message = f"the metric has no date, and “{each.dimension}” is found by one"
                yield Mistake("metrics", metric.name, ("filters", i), message)


def _built_in_filters(parts: Parts) -> Iterator[tuple[str, Where, Filter, frozenset[str]]]:
    for metric in parts.metrics:
        if isinstance(metric, Measured):
            for i, each in enumerate(metric.filters):
                yield metric.name, ("filters", i), each, frozenset({metric.dataset})
            yield from _filters_that_follow(metric)
        for side, term in sides(metric):
            for i, each in enumerate(term.filters):
                path = (side, "filters", i)
                yield metric.name, path, each, datasets_under(term.metric, parts)


def _filters_that_follow(
    metric: Measured,
) -> Iterator[tuple[str, Where, Filter, frozenset[str]]]:
    following = following_of(metric)
    if following is not None:
        for i, each in enumerate(following.filters):
            path = ("followed_by", "filters", i)
            yield metric.name, path, each, frozenset({following.dataset})


def filter_values_fit(parts: Parts) -> Iterator[Mistake]:
    """A text compared with a boolean fails on one engine and matches nothing on another."""
    dimensions = {dimension.name: dimension for dimension in parts.dimensions}
    for name, path, each, _ in _built_in_filters(parts):
        dimension = dimensions.get(each.dimension)
        for i, value in enumerate(each.values):
            if dimension is not None and not isinstance(value, FITTING[dimension.type]):
                message = f"{value!r} is no {dimension.type} as {dimension.name} is"
                yield Mistake("metrics", name, (*path, "values", i), message)


def stock_is_not_added_up(parts: Parts) -> Iterator[Mistake]:
    for metric, dataset in measured(parts):
        if isinstance(metric, Simple) and dataset.snapshots is not None:
            message = f"{dataset.name} is a stock count; expected kind semi_additive"
            yield Mistake("metrics", metric.name, ("kind",), message)
        if isinstance(metric, SemiAdditive) and dataset.snapshots is None:
            message = f"{dataset.name} has no `snapshots`; expected kind simple"
            yield Mistake("metrics", metric.name, ("kind",), message)


def opening_stock_is_carried(parts: Parts) -> Iterator[Mistake]:
    for metric in parts.metrics:
        if not isinstance(metric, SemiAdditive) or metric.carry_forward:
            continue
        if metric.over_time == "opening":
            message = "opening stock was counted before the period, so it is always carried into it"
            yield Mistake("metrics", metric.name, ("carry_forward",), message)


def percentiles_have_rows_of_their_own(parts: Parts) -> Iterator[Mistake]:
    """Counts of stock repeat from day to day, so that a percentile of them has no meaning."""
    for metric, dataset in measured(parts):
        if not isinstance(metric, Percentile):
            continue
        if dataset.snapshots is not None:
            message = f"{dataset.name} is a stock count, and its counts repeat from day to day"
            yield Mistake("metrics", metric.name, ("kind",), message)
        elif metric.of_each is not None and (metric.time or dataset.time) in (None, "none"):
            message = "only what has a day is summed for each one first"
            yield Mistake("metrics", metric.name, ("of_each",), message)


def _circling(parts: Parts) -> frozenset[str]:
    """Metrics that can be met again on the way down from them."""
    reach = {metric.name: frozenset(named_parts(metric)) for metric in parts.metrics}
    further = reach
    while further:  # each round looks twice as far down
        nothing = frozenset[str]()
        grown = {
            name: own.union(*(reach.get(each, nothing) for each in own))
            for name, own in reach.items()
        }
        further = {name: own for name, own in grown.items() if own != reach[name]}
        reach = grown
    return frozenset(name for name, own in reach.items() if name in own)
