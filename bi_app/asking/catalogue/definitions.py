"""What do metrics, dimensions and datasets mean, whose are they, and are they certified?"""

from collections.abc import Iterator, Sequence

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.facts import Facts, listed, lower, sentences
from bi_app.asking.catalogue.known import (
    Entry,
    catalogue,
    entries,
    metrics_named,
    visible_dimensions,
    visible_metrics,
)
from semantic_layer.compile.words import filter_in_words
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import ComparablePolicy, Dataset, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import parts_of
from semantic_layer.model.metrics import Metric, MetricBase

METRIC_COLUMNS = (
    "metric",
    "label",
    "definition",
    "formula",
    "unit",
    "owner",
    "version",
    "certified",
    "filters",
)
DIMENSION_COLUMNS = ("dimension", "label", "description", "owner")
DATASET_COLUMNS = ("dataset", "label", "description", "owner")
MEMBER_COLUMNS = ("member", "dimension", "description", "owner")
MIXED_COLUMNS = ("kind", "name", "label", "description", "owner")


def definition(asking: Asking, question: CatalogueQuestion) -> Facts:
    if all(each.kind == "member" for each in question.named):
        return _members(asking, question)
    found = entries(asking, question)
    index = catalogue(asking)
    shorthand = _shorthand(found[0], question) if len(found) == 1 else ""
    told = sentences((shorthand, *(_defined(each, index) for each in found)))
    return table(found, index, told)


def _members(asking: Asking, question: CatalogueQuestion) -> Facts:
    """A member has no definition but that of its dimension."""
    index = catalogue(asking)
    rows: list[tuple[Cell, ...]] = []
    told: list[str] = []
    for each in question.named:
        dimension = index.dimension(each.name)
        many = dimension.plural or lower(dimension.label)
        for value in each.values:
            rows.append((str(value), dimension.label, dimension.description, dimension.owner))
            told.append(f"“{value}” is one of the {many}. {dimension.description}")
    return Facts(MEMBER_COLUMNS, tuple(rows), sentences(told))


def difference(asking: Asking, question: CatalogueQuestion) -> Facts:
    found = entries(asking, question)
    index = catalogue(asking)
    if len(found) == 1:
        said = [f"“{each.said}”" for each in question.named]
        same = f"{listed(said)} are words for the same: {found[0].label}."
        return table(found, index, sentences((same, _defined(found[0], index))))
    apart = f"{listed([each.label for each in found])} are not the same."
    return table(found, index, sentences((apart, *(_defined(each, index) for each in found))))


def owner(asking: Asking, question: CatalogueQuestion) -> Facts:
    index = catalogue(asking)
    if not question.named:
        every: list[Entry] = [*visible_metrics(asking)]
        return table(every, index, sentences(_owned(every)))
    found = entries(asking, question)
    told = sentences(f"{each.label} is owned by {each.owner}." for each in found)
    return table(found, index, told)


def certification(asking: Asking, question: CatalogueQuestion) -> Facts:
    index = catalogue(asking)
    found = metrics_named(asking, question)
    if found:
        return table(found, index, sentences(map(_certified, found)))
    every = sorted(visible_metrics(asking), key=lambda each: each.certified)
    open_ones = [each.label for each in every if not each.certified]
    if not every:
        told = "No metric is open to you."
    elif open_ones:
        told = (
            "All metrics that you may see are certified by their owners, but for: "
            f"{listed(open_ones, most=40)}."
        )
    else:
        told = "All metrics that you may see are certified by their owners."
    return table(every, index, told)


def table(found: Sequence[Entry], index: ModelIndex, sentence: str) -> Facts:
    """The rows of entries: in the columns of their kind, where all are of one."""
    if all(isinstance(each, MetricBase) for each in found):
        rows = tuple(metric_row(each, index) for each in found if isinstance(each, MetricBase))
        return Facts(METRIC_COLUMNS, rows, sentence)
    kinds = {_kind(each) for each in found}
    own = tuple((each.name, each.label, each.description, each.owner) for each in found)
    if len(kinds) == 1 and "policy" not in kinds:
        columns = DIMENSION_COLUMNS if kinds == {"dimension"} else DATASET_COLUMNS
        return Facts(columns, own, sentence)
    mixed = tuple((_kind(each), *row) for each, row in zip(found, own, strict=True))
    return Facts(MIXED_COLUMNS, mixed, sentence)


def metric_row(metric: Metric, index: ModelIndex) -> tuple[Cell, ...]:
    return (
        metric.name,
        metric.label,
        metric.description,
        metric.formula or None,
        metric.unit,
        metric.owner,
        metric.version,
        metric.certified,
        "; ".join(built_in_filters(metric, index)) or None,
    )


def built_in_filters(metric: Metric, index: ModelIndex) -> tuple[str, ...]:
    """What a metric leaves out of what it is measured on, in words."""
    return tuple(dict.fromkeys(_filters(metric, index)))


def _filters(metric: Metric, index: ModelIndex) -> Iterator[str]:
    for leaf in index.leaves(metric.name):
        words = [*leaf.labels, *(filter_in_words(each, index) for each in leaf.all_filters)]
        if leaf.among is not None:
            words.append(index.comparable[leaf.among.policy].description)
        for each in words:
            yield f"{leaf.metric.label}: {each}"


def _kind(entry: Entry) -> str:
    if isinstance(entry, Dimension):
        return "dimension"
    if isinstance(entry, ComparablePolicy):
        return "policy"
    return "dataset" if isinstance(entry, Dataset) else "metric"


def _shorthand(entry: Entry, question: CatalogueQuestion) -> str:
    said = question.named[0].said
    known = {fold(entry.label), fold(entry.name.replace("_", " "))}
    return f"“{said}” is {entry.label}." if said and said not in known else ""


def _defined(entry: Entry, index: ModelIndex) -> str:
    if isinstance(entry, Dimension | Dataset | ComparablePolicy):
        return f"{entry.label}: {entry.description} Owner: {entry.owner}."
    formula = f"It is {entry.formula}." if entry.formula else ""
    filters = built_in_filters(entry, index)
    narrowed = f"Built in: {'; '.join(filters).rstrip('.')}." if filters else ""
    state = "certified" if entry.certified else "not certified"
    return sentences(
        (
            f"{entry.label}: {entry.description}",
            formula,
            parts_in_words(entry, index),
            narrowed,
            measured_on(entry, index),
            f"Owner: {entry.owner}; {state}, version {entry.version}.",
        )
    )


def parts_in_words(metric: Metric, index: ModelIndex) -> str:
    """What the parts of a formula are themselves."""
    names = dict.fromkeys(term.metric for term in parts_of(metric))
    parts = [index.metric(name) for name in names if index.has_metric(name)]
    told = [f"{each.label} ({each.formula})" if each.formula else each.label for each in parts]
    return f"Its parts: {listed(told)}." if told else ""


def measured_on(metric: Metric, index: ModelIndex) -> str:
    labels = [index.datasets[name].label for name in sorted(index.datasets_of(metric.name))]
    return f"Measured on: {listed(list(map(lower, labels)))}." if labels else ""


def _owned(found: Sequence[Entry]) -> Iterator[str]:
    if not found:
        yield "No metric is open to you."
    for name in sorted({each.owner for each in found}):
        own = [lower(each.label) for each in found if each.owner == name]
        yield f"{name} owns {listed(own)}."


def _certified(metric: Metric) -> str:
    if metric.certified:
        return f"Yes: {metric.label} is certified, version {metric.version}, by {metric.owner}."
    return (
        f"No: {metric.label} (version {metric.version}) is not certified. Its owner, "
        f"{metric.owner}, can tell why."
    )


def dimension_rows(asking: Asking) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (each.name, each.label, each.description, each.owner) for each in visible_dimensions(asking)
    )
