"""By which texts may the metrics and dimensions of a model be found?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrics.models import CatalogueEntry
from metrics.texts import words_of
from semantic_layer.interpret.stems import stem
from semantic_layer.model.definitions import Classification, Dimension, MetricBase
from semantic_layer.model.index import ModelIndex

SPACE = "all-MiniLM-L6-v2"  # vectors of another model would be other entries


@dataclass(frozen=True, slots=True)
class Listing:
    """One text of a metric or dimension, as CatalogueEntry keeps it."""

    kind: str
    name: str
    text: str

    @property
    def key(self) -> int:
        parts = "\x1f".join((SPACE, self.kind, self.name, self.text))
        return int.from_bytes(hashlib.sha256(parts.encode()).digest()[:8], "big", signed=True)

    @property
    def stems(self) -> list[str]:
        return sorted({stem(word) for word in words_of(self.text)})


def listings(
    index: ModelIndex, metrics: Iterable[str] | None = None, dimensions: Iterable[str] | None = None
) -> list[Listing]:
    """Every text of the model's metrics and dimensions, or of those named; none that is hidden."""
    some_metrics = set(index.metrics if metrics is None else metrics)
    some_dimensions = set(index.dimensions if dimensions is None else dimensions)
    found: dict[Listing, None] = {}  # a set in the model's order
    for metric in index.metrics.values():
        if metric.name in some_metrics and metric.visible:
            found |= {Listing("metric", metric.name, text): None for text in _texts(metric)}
    for dimension in index.dimensions.values():
        if dimension.name in some_dimensions and not is_personal(dimension):
            kind = CatalogueEntry.Kind.DIMENSION.value
            texts = (*_texts(dimension), dimension.plural)
            found |= {Listing(kind, dimension.name, text): None for text in texts if text}
    return list(found)


def is_personal(dimension: Dimension) -> bool:
    return dimension.classification is Classification.PERSONAL


def _texts(definition: MetricBase | Dimension) -> Iterator[str]:
    yield definition.label
    yield from definition.synonyms
    if definition.description:
        yield f"{definition.label}: {definition.description}"
