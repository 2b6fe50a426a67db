"""Can each rollup be added up, and does it give the same numbers then?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import Classification, Dataset, RollupDefinition
from semantic_layer.model.expressions import BadExpression, placeholders_in
from semantic_layer.model.metrics import COMBINED, Metric, Simple
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.paths import Paths, paths, split_at_bridge
from semantic_layer.model.rollups import NO_DAY, ROWS, is_narrowed, time_column
from semantic_layer.model.sections import Parts
from semantic_layer.period import Unit

FROM_FINE_TO_COARSE = tuple(Unit)
WHY_NOT = "a rollup keeps sums, counts, least and greatest values"


def rollups_have_units(parts: Parts) -> Iterator[Mistake]:
    """Of a time column, not of stock, and none finer than the dataset is kept by."""
    for rollup, dataset in _with_dataset(parts):
        if dataset.time is None or dataset.snapshots is not None:
            what = "counts stock, which does not add up" if dataset.snapshots else "has no time"
            message = f"{dataset.name} {what}; a rollup adds up what happens over time"
            yield Mistake("rollups", rollup.name, ("dataset",), message)
        elif _is_finer(rollup.unit, dataset.unit):
            message = f"{dataset.name} is kept by {dataset.unit}, and {rollup.unit} is finer"
            yield Mistake("rollups", rollup.name, ("unit",), message)


def _is_finer(unit: Unit, than: Unit) -> bool:
    return FROM_FINE_TO_COARSE.index(unit) < FROM_FINE_TO_COARSE.index(than)


def rollups_reach_what_they_keep(parts: Parts) -> Iterator[Mistake]:
    time = parts.settings.time if parts.settings is not None else None
    routes = paths(parts.datasets, parts.dimensions, time)
    dimensions = {dimension.name: dimension for dimension in parts.dimensions}
    for rollup, dataset in _with_dataset(parts):
        for i, name in enumerate(rollup.dimensions):
            if name not in dimensions:
                continue
            if (dataset.name, name) not in routes:
                message = f"{dataset.name} does not reach the dimension “{name}”"
                yield Mistake("rollups", rollup.name, ("dimensions", i), message)
            elif _crosses_a_bridge(dataset.name, name, routes):
                message = f"a row of {dataset.name} may have several of “{name}” and count twice"
                yield Mistake("rollups", rollup.name, ("dimensions", i), message)
            if dimensions[name].classification is Classification.PERSONAL:
                message = f"“{name}” is personal and is never answered"
                yield Mistake("rollups", rollup.name, ("dimensions", i), message)


def rollups_keep_what_rows_are(parts: Parts) -> Iterator[Mistake]:
    """A metric that is chosen over a bridge is counted from the rows themselves."""
    time = parts.settings.time if parts.settings is not None else None
    routes = paths(parts.datasets, parts.dimensions, time)
    metrics = {metric.name: metric for metric in parts.metrics}
    for rollup, dataset in _with_dataset(parts):
        for i, name in enumerate(rollup.metrics):
            metric = metrics.get(name)
            filters = metric.filters if isinstance(metric, Simple) else ()
            if any(_crosses_a_bridge(dataset.name, each.dimension, routes) for each in filters):
                message = f"“{name}” is filtered by what a row may have several of"
                yield Mistake("rollups", rollup.name, ("metrics", i), message)


def _crosses_a_bridge(dataset: str, dimension: str, routes: Paths) -> bool:
    return split_at_bridge(routes.get((dataset, dimension), ()))[1] is not None


def rollups_add_up(parts: Parts) -> Iterator[Mistake]:
    metrics = {metric.name: metric for metric in parts.metrics}
    for rollup, dataset in _with_dataset(parts):
        for i, name in enumerate(rollup.metrics):
            message = _why_not(metrics[name], dataset) if name in metrics else None
            if message is not None:
                yield Mistake("rollups", rollup.name, ("metrics", i), message)


def _why_not(metric: Metric, dataset: Dataset) -> str | None:
    if not isinstance(metric, Simple):
        return f"“{metric.name}” is {metric.kind}; {WHY_NOT}"
    if metric.aggregation not in COMBINED:
        return f"“{metric.name}” is a mean; keep the sum and the count that it is made of"
    if metric.dataset != dataset.name:
        return f"“{metric.name}” is measured on {metric.dataset}, not on {dataset.name}"
    if dataset.time is not None and metric.time not in (None, dataset.time):
        return f"“{metric.name}” goes by another date than {dataset.time}"
    if metric.where is not None and _marks(metric.where):
        return f"“{metric.name}” depends on the period that is asked for"
    return None


def _marks(where: str) -> frozenset[str]:
    try:
        return placeholders_in(where)
    except BadExpression:
        return frozenset()


def rollups_are_told_apart(parts: Parts) -> Iterator[Mistake]:
    """A rollup is read by its name, and each of its columns by its own."""
    taken = {name for each in parts.datasets for name in (each.name, each.table)}
    metrics = {metric.name: metric for metric in parts.metrics}
    for rollup, dataset in _with_dataset(parts):
        if rollup.name in taken:
            message = f"“{rollup.name}” is a dataset or a table already; take another name"
            yield Mistake("rollups", rollup.name, ("name",), message)
        seen = {time_column(rollup, dataset.time or NO_DAY)}
        for key, name in _columns(rollup, metrics):
            if name in seen:
                message = f"two columns of the rollup would be called “{name}”"
                yield Mistake("rollups", rollup.name, (key,), message)
            seen.add(name)


def _columns(rollup: RollupDefinition, metrics: dict[str, Metric]) -> Iterator[tuple[str, str]]:
    yield from (("dimensions", name) for name in rollup.dimensions)
    for name in rollup.metrics:
        yield "metrics", name
        metric = metrics.get(name)
        if isinstance(metric, Simple) and is_narrowed(metric):
            yield "metrics", f"{name}{ROWS}"


def _with_dataset(parts: Parts) -> Iterator[tuple[RollupDefinition, Dataset]]:
    datasets = {dataset.name: dataset for dataset in parts.datasets}
    for rollup in parts.rollups:
        if rollup.dataset in datasets:
            yield rollup, datasets[rollup.dataset]
