"""Can every metric of a query be split and filtered by what it names?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.compile.formulas import Formulas, uses_period
from semantic_layer.errors import PersonalData, UnreachableDimension
from semantic_layer.model.definitions import Classification
from semantic_layer.model.index import Leaf, ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import Grain, MetricQuery

FROM_FINE_TO_COARSE = tuple(Unit)
NAMED_AT_MOST = 8


def refuse_what_is_out_of_reach(query: MetricQuery, formulas: Formulas, index: ModelIndex) -> None:
    """Raises UnreachableDimension: which metric, which dimension, why, and what instead."""
    for name in _dimensions(query):
        if index.dimension(name).classification is Classification.PERSONAL:
            raise PersonalData(
                f"{index.dimension(name).label} is personal data; it is never shown."
            )
    for metric in formulas.by_metric:
        leaves = [measure.leaf for measure in formulas.measures_of(metric)]
        for name in _dimensions(query):
            for leaf in leaves:
                _refuse_dimension(metric, name, leaf, formulas, index)
        if query.grain is not None:
            for leaf in leaves:
                _refuse_grain(metric, query.grain, leaf, index)


def _dimensions(query: MetricQuery) -> Iterator[str]:
    yield from query.dimensions
    yield from (each.dimension for each in query.filters)


def _refuse_dimension(
    metric: str, name: str, leaf: Leaf, formulas: Formulas, index: ModelIndex
) -> None:
    path = index.path(leaf.metric.dataset, name)
    by_day = path is not None and any(step.by_day for step in path)
    if path is not None and not (by_day and index.time_of(leaf.metric) is None):
        return
    label, dimension = index.metric(metric).label, index.dimension(name).label
    dataset = index.dataset(leaf.metric.dataset)
    part = "" if leaf.metric.name == metric else f" (by its part {leaf.metric.label})"
    why = "is as of today and knows no dates" if by_day else f"comes from {dataset.label}{part}"
    raise UnreachableDimension(
        f"{label} cannot be split or filtered by {dimension}: it {why}, which "
        f"{'have' if by_day else 'has'} no {dimension.lower()}. "
        f"{_instead(metric, tuple(formulas.by_metric), index)}"
    )


def _instead(metric: str, beside: tuple[str, ...], index: ModelIndex) -> str:
    """What the metric can be split by, and what all metrics of the query can."""
    own = index.reachable(metric)
    alone = f"It can be split by {_named(own, index)}." if own else "Ask for its total."
    if len(beside) == 1:
        return alone
    shared = frozenset.intersection(*(index.reachable(each) for each in beside))
    labels = [index.metric(each).label for each in beside]
    together = f"{', '.join(labels[:-1])} and {labels[-1]}"
    if not shared:
        return f"{alone} {together} share no dimension: ask for them apart."
    return f"{alone} {together} can all be split by {_named(shared, index)}."


def _named(dimensions: frozenset[str], index: ModelIndex) -> str:
    labels = [index.dimension(name).label for name in sorted(dimensions)[:NAMED_AT_MOST]]
    return ", ".join(labels) + (" and others" if len(dimensions) > NAMED_AT_MOST else "")


def _refuse_grain(metric: str, grain: Grain, leaf: Leaf, index: ModelIndex) -> None:
    label, dataset = index.metric(metric).label, index.dataset(leaf.metric.dataset)
    if index.time_of(leaf.metric) is None:
        if uses_period(leaf):
            return
        raise UnreachableDimension(
            f"{label} is as of today, whatever the period, so it has no series by {grain.unit}. "
            "Ask for it without one."
        )
    if FROM_FINE_TO_COARSE.index(grain.unit) < FROM_FINE_TO_COARSE.index(dataset.unit):
        raise UnreachableDimension(
            f"{label} is kept by {dataset.unit}, so it cannot be split by {grain.unit}. "
            f"Ask for it by {dataset.unit} or a longer unit."
        )
