"""What may be done with a name and its values, beyond answering whoever is entitled to them?

Every part that finds names by words, tells them to a language model or lets them out in a file asks
`may` first. A dimension or metric is as closed as the most closed of the columns it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import Classification, Column, Dimension, Use
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.index import ModelIndex

CLASSES = tuple(Classification)  # from open to closed
USES = {
    Classification.PUBLIC: frozenset(Use),
    Classification.INTERNAL: frozenset(Use),
    Classification.CONFIDENTIAL: frozenset({Use.RETRIEVE}),
    Classification.PERSONAL: frozenset[Use](),
}


def may(use: Use, name: str, index: ModelIndex, *, inside: bool = False) -> bool:
    """Whether a metric, a dimension or a "dataset.column" may be put to the use.

    `inside`: the language model that is prompted runs in the house, so that it may be told what is
    confidential and no more. What nobody knows by the name may not.
    """
    sources = tuple(_sources(name, index))
    return bool(sources) and all(use in _uses(each, inside) for each in sources)


def class_of(name: str, index: ModelIndex) -> Classification:
    """The most closed of all that it comes from; personal where nobody knows it."""
    found = [each.classification for each in _sources(name, index)]
    return max(found, key=CLASSES.index, default=Classification.PERSONAL)


def _uses(source: Column | Dimension, inside: bool) -> frozenset[Use]:
    if source.classification is Classification.PERSONAL:
        return frozenset()
    if source.uses is not None:
        return frozenset(source.uses)
    told = inside and source.classification is Classification.CONFIDENTIAL
    return USES[source.classification] | ({Use.PROMPT} if told else set())


def _sources(name: str, index: ModelIndex) -> Iterator[Column | Dimension]:
    if index.has_metric(name):
        for column in sorted(index.columns_of(name)):
            yield from _column(column, index)
    elif index.has_dimension(name):
        dimension = index.dimension(name)
        yield dimension
        for dataset, text in dimension.on.items():
            for column in sorted(columns_in(text)):
                yield from _column(f"{dataset}.{column}", index)
    else:
        yield from _column(name, index)


def _column(name: str, index: ModelIndex) -> Iterator[Column]:
    dataset, _, column = name.partition(".")
    if dataset in index.datasets:
        yield from (each for each in index.datasets[dataset].columns if each.name == column)
