"""Which part of the catalogue may an asker be told of, and what is it called there?

It is what they may see, and nothing else. Who administers is answered no data, and may ask about
all of the catalogue.
"""

from collections.abc import Iterator

from bi_app.asking.asking import Asking
from semantic_layer.errors import NotModelled, NotPermitted
from semantic_layer.interpret.outcome import CatalogueQuestion, Named
from semantic_layer.model.definitions import (
    Classification,
    ComparablePolicy,
    Dataset,
    Dimension,
)
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric

Entry = Metric | Dimension | Dataset | ComparablePolicy
NOTHING = "The catalogue that you may see has no such entry."


def catalogue(asking: Asking) -> ModelIndex:
    return asking.release.index if administers(asking) else asking.index


def administers(asking: Asking) -> bool:
    """Whether all that the asker does here is to run it."""
    own = [each for each in asking.release.index.model.roles if each.name in asking.asker.roles]
    return bool(own) and not any(role.data for role in own)


def refuse_closed(asking: Asking, question: CatalogueQuestion) -> None:
    """Raises NotPermitted for what has a public name and is closed to the asker."""
    index = catalogue(asking)
    for each in question.named:
        if each.closed and not (each.kind == "metric" and index.has_metric(each.name)):
            named = label_of(asking, each)
            raise NotPermitted(f"You may not see {named}. Its owner can tell who may.")


def visible_metrics(asking: Asking) -> list[Metric]:
    return [each for each in catalogue(asking).metrics.values() if each.visible]


def visible_dimensions(asking: Asking) -> list[Dimension]:
    return [
        each
        for each in catalogue(asking).dimensions.values()
        if each.classification is not Classification.PERSONAL
    ]


def metrics_named(asking: Asking, question: CatalogueQuestion) -> list[Metric]:
    index = catalogue(asking)
    names = dict.fromkeys(each.name for each in question.named if each.kind == "metric")
    return [index.metric(name) for name in names if index.has_metric(name)]


def dimensions_named(asking: Asking, question: CatalogueQuestion) -> list[Dimension]:
    index = catalogue(asking)
    names = dict.fromkeys(each.name for each in question.named if each.kind == "dimension")
    return [index.dimension(name) for name in names if index.has_dimension(name)]


def datasets_named(asking: Asking, question: CatalogueQuestion) -> list[Dataset]:
    index = catalogue(asking)
    names = dict.fromkeys(each.name for each in question.named if each.kind == "dataset")
    return [index.datasets[name] for name in names if name in index.datasets]


def policies_named(asking: Asking, question: CatalogueQuestion) -> list[ComparablePolicy]:
    index = catalogue(asking)
    names = dict.fromkeys(each.name for each in question.named if each.kind == "dataset")
    return [index.comparable[name] for name in names if name in index.comparable]


def entries(asking: Asking, question: CatalogueQuestion) -> list[Entry]:
    """What is named, in the order of its kinds; raises NotModelled where that is nothing."""
    found: list[Entry] = [
        *metrics_named(asking, question),
        *dimensions_named(asking, question),
        *datasets_named(asking, question),
        *policies_named(asking, question),
    ]
    if not found:
        raise NotModelled(NOTHING)
    return found


def label_of(asking: Asking, named: Named) -> str:
    index = catalogue(asking)
    if named.kind == "member":
        return f"“{', '.join(map(str, named.values))}”"
    if named.kind == "metric":
        if index.has_metric(named.name):
            return index.metric(named.name).label
        words = asking.policy.closed_words.get(named.name, ())
        return words[0] if words else named.name.replace("_", " ")
    if named.kind == "dimension" and index.has_dimension(named.name):
        return index.dimension(named.name).label
    if named.kind == "dataset" and named.name in index.datasets:
        return index.datasets[named.name].label
    if named.name in index.comparable:
        return index.comparable[named.name].label
    return f"“{named.said}”"


def labels_of(asking: Asking, question: CatalogueQuestion) -> str:
    return ", ".join(dict.fromkeys(_labels(asking, question)))


def _labels(asking: Asking, question: CatalogueQuestion) -> Iterator[str]:
    for each in question.named:
        yield label_of(asking, each)
