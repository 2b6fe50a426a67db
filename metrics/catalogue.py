"""By which texts may the metrics and dimensions of a model be found?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from metrics.models import CatalogueEntry
from metrics.texts import stem_of, words_of
from semantic_layer.model.definitions import Dimension, Use
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import MetricBase
from semantic_layer.uses import may

SPACE = "all-MiniLM-L6-v2"  # vectors of another model would be other entries


@dataclass(frozen=True, slots=True)
class Listing:
    """One text of a metric or dimension, as CatalogueEntry keeps it.

    `words` are those of a name; a description has none, for it holds words of everything.
    """

    kind: str
    name: str
    text: str
    key: int
    stems: tuple[str, ...]
    words: tuple[str, ...]


def listings(index: ModelIndex) -> list[Listing]:
    """Every text of the model's metrics and dimensions; none of a part or of personal data."""
    found: dict[tuple[str, str, str], Listing] = {}
    for metric in index.metrics.values():
        if metric.visible and may(Use.RETRIEVE, metric.name, index):
            _list(found, CatalogueEntry.Kind.METRIC.value, metric, ())
    for dimension in index.dimensions.values():
        if is_found(dimension, index):
            _list(found, CatalogueEntry.Kind.DIMENSION.value, dimension, (dimension.plural,))
    return list(found.values())


def is_found(dimension: Dimension, index: ModelIndex) -> bool:
    """Whether words of a question may find it and its members."""
    return may(Use.RETRIEVE, dimension.name, index)


def _list(
    found: dict[tuple[str, str, str], Listing],
    kind: str,
    definition: MetricBase | Dimension,
    more: Iterable[str],
) -> None:
    texts = dict.fromkeys((definition.label, *definition.synonyms, *more), True)
    if definition.description:
        texts.setdefault(f"{definition.label}: {definition.description}", False)
    for text, named in texts.items():
        if text:
            words = tuple(words_of(text))
            found[kind, definition.name, text] = Listing(
                kind,
                definition.name,
                text,
                key=_key(kind, definition.name, text),
                stems=tuple(sorted({stem_of(word) for word in words})),
                words=words if named else (),
            )


def _key(*parts: str) -> int:
    digest = hashlib.sha256("\x1f".join((SPACE, *parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
