"""What does a model hold under a name, and what does a metric reach?

The index is built once for a release, and once more for each entitlement that narrows it; then it
is read by everything. It answers from tables, never by searching the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from semantic_layer.errors import InvariantError, NotModelled
from semantic_layer.model.definitions import (
    CalendarDefinition,
    ComparablePolicy,
    Dataset,
    Dimension,
    SemanticModel,
)
from semantic_layer.model.lineage import Leaf, columns_of_leaf, datasets_of_leaf, leaves_of
from semantic_layer.model.metrics import Measured, Metric, SemiAdditive
from semantic_layer.model.paths import Path, Paths, Step, paths
from semantic_layer.model.rollups import Rollup, carried, rollups_of

__all__ = ["Leaf", "ModelIndex", "Step", "index_model"]

NO_TIME = "none"


@dataclass(frozen=True, slots=True)
class ModelIndex:
    """A model with its tables of names, paths and lineage. Made by `index_model`.

    `dataset`, `path` and the dimensions know the rollups too; `datasets` and the model do not.
    """

    model: SemanticModel
    metrics: Mapping[str, Metric]
    dimensions: Mapping[str, Dimension]
    datasets: Mapping[str, Dataset]
    calendars: Mapping[str, CalendarDefinition]
    comparable: Mapping[str, ComparablePolicy]
    rollups: Mapping[str, Rollup]
    paths: Paths
    lineage: Mapping[str, frozenset[str]]
    leaves_by_metric: Mapping[str, tuple[Leaf, ...]]
    reach: Mapping[str, frozenset[str]]

    def metric(self, name: str) -> Metric:
        """Raises NotModelled, with the nearest of this index's own names."""
        if name not in self.metrics:
            raise _unknown("metric", name, self.metrics)
        return self.metrics[name]

    def dimension(self, name: str) -> Dimension:
        """Raises NotModelled, with the nearest of this index's own names."""
        if name not in self.dimensions:
            raise _unknown("dimension", name, self.dimensions)
        return self.dimensions[name]

    def dataset(self, name: str) -> Dataset:
        """A dataset of the model, or a rollup as one."""
        if name in self.rollups:
            return self.rollups[name].dataset
        if name not in self.datasets:
            raise InvariantError(f"Dataset “{name}” is not in this index.")
        return self.datasets[name]

    def calendar(self, name: str | None = None) -> CalendarDefinition:
        """The named calendar; without a name the model's default."""
        wanted = name or self.model.time.default_calendar
        if wanted not in self.calendars:
            raise _unknown("calendar", wanted, self.calendars)
        return self.calendars[wanted]

    def has_metric(self, name: str) -> bool:
        return name in self.metrics

    def has_dimension(self, name: str) -> bool:
        return name in self.dimensions

    def has_dataset(self, name: str) -> bool:
        return name in self.datasets or name in self.rollups

    def source_of(self, dataset: str) -> str:
        """The dataset that a rollup is added up from; any other dataset itself."""
        rollup = self.rollups.get(dataset)
        return dataset if rollup is None else rollup.definition.dataset

    @property
    def names_of_tables(self) -> frozenset[str]:
        """What no step of a statement may be called: every dataset, and its table."""
        every = (*self.datasets.values(), *(each.dataset for each in self.rollups.values()))
        return frozenset(name for each in every for name in (each.name, each.table))

    @property
    def plans(self) -> frozenset[str]:
        """The metrics that are the plan of another."""
        return frozenset(each.plan for each in self.metrics.values() if each.plan)

    def path(self, dataset: str, dimension: str) -> Path | None:
        """The joins from a dataset to the one that carries the dimension; None: out of reach.

        Empty where the dataset carries it itself; else the last step's target carries it.
        """
        return self.paths.get((dataset, dimension))

    def leaves(self, metric: str) -> tuple[Leaf, ...]:
        """The measured metrics under a metric, each with what the terms on the way add."""
        return self.leaves_by_metric[self.metric(metric).name]

    def columns_of(self, metric: str) -> frozenset[str]:
        """Every "dataset.column" that a metric comes from."""
        return self.lineage[self.metric(metric).name]

    def datasets_of(self, metric: str) -> frozenset[str]:
        """The datasets that a metric is measured on, or looks into."""
        return frozenset[str]().union(*map(datasets_of_leaf, self.leaves(metric)))

    def reachable(self, metric: str) -> frozenset[str]:
        """The dimensions that a metric can be split and filtered by."""
        return self.reach[self.metric(metric).name]

    def snapshot_columns(self) -> tuple[tuple[str, str], ...]:
        """Each dataset of snapshots that is measured, with the date column that it goes by."""
        found = {
            (metric.dataset, self.time_of(metric))
            for metric in self.metrics.values()
            if isinstance(metric, SemiAdditive)
        }
        return tuple(sorted((dataset, time) for dataset, time in found if time is not None))

    def time_of(self, metric: Measured) -> str | None:
        """The date column that periods apply to; None for a number without one."""
        if metric.time == NO_TIME:
            return None
        return metric.time or self.dataset(metric.dataset).time


def index_model(model: SemanticModel) -> ModelIndex:
    """Build the tables. The model's references must hold (read_model proves them)."""
    metrics = {metric.name: metric for metric in model.metrics}
    dimensions = {dimension.name: dimension for dimension in model.dimensions}
    datasets = {dataset.name: dataset for dataset in model.datasets}
    policies = {policy.name: policy for policy in model.comparable}
    routes = paths(model.datasets, model.dimensions, model.time)
    leaves = {name: leaves_of(metric, metrics) for name, metric in metrics.items()}
    rollups = rollups_of(model, datasets, dimensions, policies, routes)
    with_rollups = {name: carried(each, rollups) for name, each in dimensions.items()}
    return ModelIndex(
        model=model,
        metrics=metrics,
        dimensions=with_rollups,
        datasets=datasets,
        calendars={calendar.name: calendar for calendar in model.calendars},
        comparable=policies,
        rollups=rollups,
        paths=_with_rollups(routes, rollups, with_rollups, model),
        lineage={
            name: frozenset[str]().union(
                *(
                    columns_of_leaf(
                        leaf, _time(leaf, datasets), datasets, dimensions, policies, routes
                    )
                    for leaf in own
                )
            )
            for name, own in leaves.items()
        },
        leaves_by_metric=leaves,
        reach={name: _reach(own, datasets, dimensions, routes) for name, own in leaves.items()},
    )


def _with_rollups(
    routes: Paths,
    rollups: Mapping[str, Rollup],
    dimensions: Mapping[str, Dimension],
    model: SemanticModel,
) -> Paths:
    """No dataset joins a rollup, so only its own paths are new."""
    if not rollups:
        return routes
    own = tuple(each.dataset for each in rollups.values())
    return {**paths((*own, *model.datasets), dimensions.values(), model.time), **routes}


def _time(leaf: Leaf, datasets: Mapping[str, Dataset]) -> str | None:
    named = leaf.metric.time
    return None if named == NO_TIME else named or datasets[leaf.metric.dataset].time


def _reach(
    leaves: Iterable[Leaf],
    datasets: Mapping[str, Dataset],
    dimensions: Mapping[str, Dimension],
    routes: Paths,
) -> frozenset[str]:
    each = [
        {
            name
            for name in dimensions
            if _reaches(_time(leaf, datasets), routes.get((leaf.metric.dataset, name)))
        }
        for leaf in leaves
    ]
    return frozenset(set.intersection(*each)) if each else frozenset()


def _reaches(time: str | None, path: Path | None) -> bool:
    if path is None:
        return False
    return time is not None or not any(step.by_day for step in path)


def _unknown(kind: str, name: str, known: Iterable[str]) -> NotModelled:
    nearest = get_close_matches(name, known, n=3)
    hint = " or ".join(f"“{each}”" for each in nearest)
    ask = f"Did you mean {hint}?" if hint else f"Ask which {kind}s there are."
    return NotModelled(f"There is no {kind} called “{name}”. {ask}")
