"""With which names and members may a model fill in a query: those retrieved, and no others.

They come from what may leave, so the asker may see them and a model may be told them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from semantic_layer.interpret.outcome import Candidates
from semantic_layer.interpret.vocabulary import scalar
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery, Scalar

MOST_VALUES = 30  # of all dimensions together


@dataclass(frozen=True, slots=True)
class Choices:
    """`values` has the members that words of the question may name, by dimension."""

    metrics: tuple[str, ...]
    dimensions: tuple[str, ...]
    values: Mapping[str, tuple[Scalar, ...]]

    def dimensions_with(self, value: str) -> tuple[str, ...]:
        """Those that have a member of that text among the choices."""
        return tuple(name for name, values in self.values.items() if value in map(str, values))

    @property
    def sources(self) -> tuple[str, ...]:
        """What a model is told of, by name."""
        metrics = (f"metric {name}" for name in self.metrics)
        return (*metrics, *(f"dimension {name}" for name in self.dimensions))


def choices_of(
    names: Sequence[str],
    candidates: Candidates,
    index: ModelIndex,
    most_names: int,
    previous: MetricQuery | None = None,
) -> Choices:
    """`index` is what the asker may see, `names` are metrics and dimensions, the nearest first.

    A question that follows one up may keep its members.
    """
    values = _values(candidates, index, previous)
    near = names[:most_names]
    metrics = (name for name in near if index.has_metric(name) and index.metric(name).visible)
    dimensions = (name for name in near if index.has_dimension(name))
    return Choices(tuple(metrics), tuple(dict.fromkeys((*dimensions, *values))), values)


def _values(
    candidates: Candidates, index: ModelIndex, previous: MetricQuery | None
) -> dict[str, tuple[Scalar, ...]]:
    found: dict[str, dict[Scalar, None]] = {}
    kept = (
        [] if previous is None else [(e.dimension, v) for e in previous.filters for v in e.values]
    )
    for dimension, value in [*kept, *_open_values(candidates, index)][:MOST_VALUES]:
        found.setdefault(dimension, {})[value] = None
    return {dimension: tuple(values) for dimension, values in found.items()}


def _open_values(candidates: Candidates, index: ModelIndex) -> Iterator[tuple[str, Scalar]]:
    for each in sorted(candidates.values, key=lambda found: -found.score):
        if not each.closed and index.has_dimension(each.dimension):
            yield each.dimension, scalar(index.dimension(each.dimension), each.value)
