"""What is left of a model for somebody who may see only some of its names?

Whatever spoke of a hidden thing goes with it: a join to a hidden dataset, a level of a hierarchy, a
choice of an ambiguous word, the plan of a metric.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from semantic_layer.model.definitions import (
    AmbiguousWord,
    ComparablePolicy,
    Dataset,
    Dimension,
    Hierarchy,
    RollupDefinition,
    SemanticModel,
)
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.lineage import columns_met
from semantic_layer.model.metrics import Metric
from semantic_layer.model.policies import SmallGroups

Columns = Mapping[str, frozenset[str]]


def narrow(
    model: SemanticModel,
    datasets: Columns,
    metrics: frozenset[str],
    dimensions: frozenset[str],
    masked: Columns,
) -> SemanticModel:
    """The model with these columns of these datasets, these metrics and these dimensions.

    The words of personal columns stay, so that a question for them is always known as one; who may
    see what is gone, as its reader has been told by Policy.
    """
    return model.model_copy(
        update={
            "datasets": tuple(
                _dataset(each, datasets) for each in model.datasets if each.name in datasets
            ),
            "dimensions": tuple(
                _dimension(each, datasets, masked)
                for each in model.dimensions
                if each.name in dimensions
            ),
            "hierarchies": tuple(_hierarchies(model.hierarchies, dimensions)),
            "metrics": tuple(
                _metric(each, metrics) for each in model.metrics if each.name in metrics
            ),
            "comparable": tuple(_comparable(model.comparable, dimensions)),
            "rollups": tuple(_rollups(model.rollups, datasets)),
            "ambiguous": tuple(_ambiguous(model.ambiguous, metrics, dimensions)),
            "synonyms": (),
            "personal": tuple(each.model_copy(update={"columns": ()}) for each in model.personal),
            "roles": (),
            "attributes": (),
            "row_policies": (),
            "column_policies": (),
            "column_masks": (),
            "metric_policies": (),
            "limits": (),
            "small_groups": tuple(_small_groups(model.small_groups, datasets, dimensions)),
            "public": model.public.model_copy(
                update={"dimensions": _kept(model.public.dimensions, dimensions)}
            ),
        }
    )


def _kept(names: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _dataset(dataset: Dataset, datasets: Columns) -> Dataset:
    own = datasets[dataset.name]
    joins = tuple(
        join
        for join in dataset.joins
        if own.issuperset(join.on) and datasets.get(join.to, frozenset()) >= columns_met(join)
    )
    return dataset.model_copy(
        update={
            "columns": tuple(column for column in dataset.columns if column.name in own),
            "joins": joins,
            "time": dataset.time if dataset.time in own else None,
        }
    )


def _dimension(dimension: Dimension, datasets: Columns, masked: Columns) -> Dimension:
    """What is said of its members goes where they are masked: none is known in the clear."""
    on = {
        dataset: text
        for dataset, text in dimension.on.items()
        if dataset in datasets and columns_in(text) <= datasets[dataset]
    }
    narrowed = dimension.model_copy(update={"on": on})
    if any(columns_in(text) & masked.get(dataset, frozenset()) for dataset, text in on.items()):
        unsaid = {"indexed": False, "words": {}, "labels": {}, "ordered": ()}
        return narrowed.model_copy(update=unsaid)
    return narrowed


def _hierarchies(
    hierarchies: Iterable[Hierarchy], dimensions: frozenset[str]
) -> Iterator[Hierarchy]:
    for each in hierarchies:
        levels = _kept(each.levels, dimensions)
        if levels:
            yield each.model_copy(update={"levels": levels})


def _metric(metric: Metric, metrics: frozenset[str]) -> Metric:
    if metric.plan is None or metric.plan in metrics:
        return metric
    return metric.model_copy(update={"plan": None})


def _comparable(
    policies: Iterable[ComparablePolicy], dimensions: frozenset[str]
) -> Iterator[ComparablePolicy]:
    for each in policies:
        if dimensions.issuperset(each.dimensions):
            named = each.member if each.member in dimensions else None
            yield each.model_copy(update={"member": named})


def _rollups(rollups: Iterable[RollupDefinition], datasets: Columns) -> Iterator[RollupDefinition]:
    """A rollup keeps the columns that are left of it."""
    for each in rollups:
        columns = datasets.get(each.name, frozenset())
        metrics = _kept(each.metrics, columns)
        if metrics:
            dimensions = _kept(each.dimensions, columns)
            yield each.model_copy(update={"metrics": metrics, "dimensions": dimensions})


def _ambiguous(
    words: Iterable[AmbiguousWord], metrics: frozenset[str], dimensions: frozenset[str]
) -> Iterator[AmbiguousWord]:
    """A word keeps the choices that are left; with one left, that is its reading."""
    for each in words:
        for_metrics = _kept(each.for_metrics, metrics)
        choices = tuple(one for one in each.choices if _is_open(one, metrics, dimensions))
        if choices and bool(for_metrics) == bool(each.for_metrics):
            unless = {one: words for one, words in each.unless.items() if one in choices}
            yield each.model_copy(
                update={"choices": choices, "unless": unless, "for_metrics": for_metrics}
            )


def _is_open(choice: str, metrics: frozenset[str], dimensions: frozenset[str]) -> bool:
    if choice.startswith("member:"):
        return choice.split(":")[1] in dimensions
    return choice == "whole" or choice in metrics or choice in dimensions


def _small_groups(
    groups: Iterable[SmallGroups], datasets: Columns, dimensions: frozenset[str]
) -> Iterator[SmallGroups]:
    for each in groups:
        if each.dataset in datasets:
            yield each.model_copy(update={"dimensions": _kept(each.dimensions, dimensions)})
