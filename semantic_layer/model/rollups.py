"""What does a rollup keep, and what does each of its columns come from?

Whatever reads it takes it for one more fact dataset: its time column has the first day of each
unit, a column for each dimension its members (null where there is none) and a column for each
metric its number. A metric with conditions has its number of rows beside it: a group that none of
its rows makes must not arise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from semantic_layer.model.definitions import (
    Column,
    Dataset,
    DataType,
    Dimension,
    RollupDefinition,
    SemanticModel,
)
from semantic_layer.model.lineage import (
    Leaf,
    Policies,
    columns_of_dimension,
    columns_of_leaf,
    columns_on,
)
from semantic_layer.model.metrics import COMBINED, Measured, Simple
from semantic_layer.model.nulls import is_whole, may_be_null
from semantic_layer.model.paths import Path, Paths
from semantic_layer.period import Unit

SCHEMA = "aisle_rollups"  # of the tables of all rollups, in any warehouse
ROWS = "_rows"
NO_DAY = "day"  # of a dataset without dates, which no rollup of a sound model has


@dataclass(frozen=True, slots=True)
class Origin:
    """Every "dataset.column" that a column of a rollup rests on, and the joins to them."""

    columns: frozenset[str]
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Rollup:
    """A rollup as the index has it: the dataset that it reads as, and what each column is from.

    `time` has the first days of units, `day` is the column of the source that they are units of.
    """

    definition: RollupDefinition
    dataset: Dataset
    time: str
    day: str
    origins: Mapping[str, Origin]

    def keeps(self, metric: Measured) -> bool:
        return metric.name in self.definition.metrics

    def metric(self, metric: Simple) -> Simple:
        """The same number, added up from the rollup's rows."""
        counted = f"{metric.name}{ROWS} > 0" if is_narrowed(metric) else None
        return metric.model_copy(
            update={
                "dataset": self.dataset.name,
                "expression": quoted(metric.name),
                "aggregation": COMBINED[metric.aggregation],
                "filters": (),
                "where": counted,
                "where_label": None,
                "time": None,
            }
        )


def quoted(column: str) -> str:
    """The column as an expression, whatever word of SQL it is called like."""
    return f'"{column}"'


def is_narrowed(metric: Simple) -> bool:
    """Whether the metric counts some of its dataset's rows only."""
    return bool(metric.filters) or metric.where is not None


def time_column(definition: RollupDefinition, day: str) -> str:
    """Days go by their own name, longer units by the unit's."""
    return day if definition.unit is Unit.DAY else definition.unit.value


def rollups_of(
    model: SemanticModel,
    datasets: Mapping[str, Dataset],
    dimensions: Mapping[str, Dimension],
    policies: Policies,
    routes: Paths,
) -> dict[str, Rollup]:
    """Each rollup of the model, from the tables of its index."""
    metrics = {each.name: each for each in model.metrics}
    found: dict[str, Rollup] = {}
    for definition in model.rollups:
        source = datasets[definition.dataset]
        day = source.time or NO_DAY
        time = time_column(definition, day)
        own = [metrics[name] for name in definition.metrics]
        kept = [each for each in own if isinstance(each, Simple)]
        split = [dimensions[name] for name in definition.dimensions]
        columns = [
            Column(name=time, type=DataType.DATE),
            *(_of_dimension(each, source, datasets, routes) for each in split),
            *(column for each in kept for column in _of_metric(each, source)),
        ]
        origins = {time: Origin(frozenset({f"{source.name}.{day}"}))}
        origins |= {each.name: _from_dimension(each, source, routes) for each in split}
        for each in kept:
            origin = _from_metric(each, source, dimensions, policies, routes)
            origins |= {column.name: origin for column in _of_metric(each, source)}
        dataset = _dataset(definition, source, columns)
        found[definition.name] = Rollup(definition, dataset, time, day, origins)
    return found


def carried(dimension: Dimension, rollups: Mapping[str, Rollup]) -> Dimension:
    """The dimension, with the rollups that keep it among what carries it."""
    on = {
        each.dataset.name: quoted(dimension.name)
        for each in rollups.values()
        if dimension.name in each.definition.dimensions
    }
    return dimension.model_copy(update={"on": {**dimension.on, **on}}) if on else dimension


def _dataset(definition: RollupDefinition, source: Dataset, columns: list[Column]) -> Dataset:
    time = columns[0].name
    return Dataset(
        name=definition.name,
        label=definition.label,
        table=f"{SCHEMA}.{definition.name}",
        description=definition.description,
        owner=definition.owner,
        key=(time, *definition.dimensions),
        columns=tuple(columns),
        time=time,
        unit=definition.unit,
        fact=True,
        open_to=source.open_to,
    )


def _of_dimension(
    dimension: Dimension, source: Dataset, datasets: Mapping[str, Dataset], routes: Paths
) -> Column:
    path = routes[source.name, dimension.name]
    home = datasets[path[-1].target] if path else source
    nullable = not is_whole(path, datasets) or may_be_null(dimension.on[home.name], home)
    return Column(name=dimension.name, type=dimension.type, nullable=nullable)


def _of_metric(metric: Simple, source: Dataset) -> Iterator[Column]:
    narrowed = is_narrowed(metric)
    nullable = metric.aggregation in ("min", "max") and (
        narrowed or may_be_null(metric.expression, source)
    )
    kind = DataType.INTEGER if metric.aggregation == "count" else DataType.DECIMAL
    yield Column(name=metric.name, type=kind, nullable=nullable)
    if narrowed:
        yield Column(name=f"{metric.name}{ROWS}", type=DataType.INTEGER)


def _from_dimension(dimension: Dimension, source: Dataset, routes: Paths) -> Origin:
    path = routes[source.name, dimension.name]
    own = columns_of_dimension(dimension, source.name, path)
    return Origin(columns_on(path) | own, (path,))


def _from_metric(
    metric: Simple,
    source: Dataset,
    dimensions: Mapping[str, Dimension],
    policies: Policies,
    routes: Paths,
) -> Origin:
    datasets = {source.name: source}
    columns = columns_of_leaf(Leaf(metric), source.time, datasets, dimensions, policies, routes)
    ways = tuple(routes[source.name, each.dimension] for each in metric.filters)
    return Origin(columns, ways)
