"""How do the rules walk over a model that may not be sound yet?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import Dataset
from semantic_layer.model.expressions import BadExpression
from semantic_layer.model.lineage import as_term, leaves_of, parts_of
from semantic_layer.model.metrics import Measured, Metric, Ratio, Term
from semantic_layer.model.sections import Parts

DEEPEST = 10  # levels of metrics that are built from metrics


def measured(parts: Parts) -> Iterator[tuple[Measured, Dataset]]:
    """Each measured metric with its dataset, where that is there."""
    by_name = {dataset.name: dataset for dataset in parts.datasets}
    for metric in parts.metrics:
        if isinstance(metric, Measured) and metric.dataset in by_name:
            yield metric, by_name[metric.dataset]


def sides(metric: Metric) -> tuple[tuple[str, Term], ...]:
    if not isinstance(metric, Ratio):
        return ()
    return ("numerator", as_term(metric.numerator)), ("denominator", as_term(metric.denominator))


def named_parts(metric: Metric) -> tuple[str, ...]:
    try:
        return tuple(term.metric for term in parts_of(metric))
    except BadExpression:
        return ()


def below(name: str, parts: Parts) -> Iterator[Metric]:
    """A metric and all that it is built of, each once; a circle is another rule's to report."""
    metrics = {metric.name: metric for metric in parts.metrics}
    waiting, seen = [name], set[str]()
    while waiting:
        here = metrics.get(waiting.pop())
        if here is not None and here.name not in seen:
            seen.add(here.name)
            waiting += named_parts(here)
            yield here


def levels(parts: Parts) -> dict[str, int]:
    """How deep each metric is built: 0 for a measured one. Circles and unknown parts have none."""
    below = {metric.name: named_parts(metric) for metric in parts.metrics}
    found: dict[str, int] = {}
    while ready := {
        name: 1 + max((found[each] for each in own), default=-1)
        for name, own in below.items()
        if name not in found and all(each in found for each in own)
    }:
        found |= ready
    return found


def datasets_under(name: str, parts: Parts) -> frozenset[str]:
    """The datasets of a metric's leaves; none where its parts are not all sound."""
    metrics = {metric.name: metric for metric in parts.metrics}
    if levels(parts).get(name, DEEPEST + 1) > DEEPEST:
        return frozenset()
    return frozenset(leaf.metric.dataset for leaf in leaves_of(metrics[name], metrics))
