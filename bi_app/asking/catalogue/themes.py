"""Which metrics belong to a theme: suppliers, returns, staffing?

Those that are named, those whose own words hold the theme's, and those of a dataset that the theme
is a word of; where none is, those that can be split by it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.facts import listed
from bi_app.asking.catalogue.known import (
    catalogue,
    datasets_named,
    dimensions_named,
    metrics_named,
    visible_dimensions,
    visible_metrics,
)
from metrics.texts import stem_of, words_of
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.metrics import Metric


@dataclass(frozen=True, slots=True)
class Theme:
    """`closed` are the public names of metrics of it that the asker may not see."""

    said: str
    metrics: tuple[Metric, ...]
    dimensions: tuple[Dimension, ...]
    closed: tuple[str, ...]


def theme_of(asking: Asking, question: CatalogueQuestion) -> Theme:
    stems = [frozenset(_stems([each.said])) for each in question.named]
    named = metrics_named(asking, question)
    dimensions = _dimensions_named(asking, question) or _dimensions(asking, stems)
    stems += [frozenset(_stems([each.label])) for each in _dimensions_named(asking, question)]
    found = {each.name for each in named} | set(_labelled(asking, stems))
    found |= set(_measured_on(asking, _datasets(asking, question, stems)))
    found |= set(_called(asking, stems, found))
    if not found:
        found |= set(_split_by(asking, [each.name for each in dimensions]))
    return Theme(
        said=listed([f"“{said}”" for said in dict.fromkeys(each.said for each in question.named)]),
        metrics=tuple(each for each in visible_metrics(asking) if each.name in found),
        dimensions=tuple(dimensions),
        closed=tuple(_closed(asking, question, stems)),
    )


def _stems(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in words_of(text):
            yield stem_of(word)


def _speaks(texts: Iterable[str], wanted: list[frozenset[str]]) -> bool:
    own = frozenset(_stems(texts))
    return any(stems and stems <= own for stems in wanted)


def _labelled(asking: Asking, wanted: list[frozenset[str]]) -> Iterator[str]:
    for each in visible_metrics(asking):
        if _speaks((each.label, each.name.replace("_", " ")), wanted):
            yield each.name


def _called(asking: Asking, wanted: list[frozenset[str]], known: set[str]) -> Iterator[str]:
    """By a synonym, of the same data as those that are known: "return on" stock is no return."""
    index = catalogue(asking)
    data = frozenset[str]().union(*(index.datasets_of(name) for name in known))
    for each in visible_metrics(asking):
        near = not known or not data.isdisjoint(index.datasets_of(each.name))
        if near and _speaks(each.synonyms, wanted):
            yield each.name


def _dimensions_named(asking: Asking, question: CatalogueQuestion) -> list[Dimension]:
    """Those of members too: what is asked about a supplier is asked of suppliers."""
    index = catalogue(asking)
    members = dict.fromkeys(each.name for each in question.named if each.kind == "member")
    of_members = [index.dimension(name) for name in members if index.has_dimension(name)]
    return [*dimensions_named(asking, question), *of_members]


def _dimensions(asking: Asking, wanted: list[frozenset[str]]) -> list[Dimension]:
    return [
        each
        for each in visible_dimensions(asking)
        if _speaks((each.label, each.plural, *each.synonyms), wanted)
    ]


def _datasets(
    asking: Asking, question: CatalogueQuestion, wanted: list[frozenset[str]]
) -> frozenset[str]:
    """Facts of the theme, but for the one that nearly everything is measured on."""
    index = catalogue(asking)
    most = asking.release.index.model.time.watermark.partition(".")[0]
    named = {each.name for each in datasets_named(asking, question)}
    for metric in metrics_named(asking, question):
        named |= index.datasets_of(metric.name)
    spoken = {
        each.name
        for each in index.datasets.values()
        if each.fact and _speaks((each.label, each.description), wanted)
    }
    return frozenset(named | spoken) - {most}


def _measured_on(asking: Asking, datasets: frozenset[str]) -> Iterator[str]:
    index = catalogue(asking)
    facts = {name for name in datasets if name in index.datasets and index.datasets[name].fact}
    for each in visible_metrics(asking):
        if not facts.isdisjoint(index.datasets_of(each.name)):
            yield each.name


def _split_by(asking: Asking, dimensions: list[str]) -> Iterator[str]:
    index = catalogue(asking)
    for each in visible_metrics(asking):
        if not index.reachable(each.name).isdisjoint(dimensions):
            yield each.name


def _closed(
    asking: Asking, question: CatalogueQuestion, wanted: list[frozenset[str]]
) -> Iterator[str]:
    named = {each.name for each in question.named if each.closed}
    index = catalogue(asking)
    for name, words in asking.policy.closed_words.items():
        if not index.has_metric(name) and (name in named or _speaks(words, wanted)):
            yield words[0]
