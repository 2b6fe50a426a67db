"""What may be asked, about what, and by what may it be split?"""

from collections.abc import Iterable, Iterator, Sequence

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.definitions import (
    DIMENSION_COLUMNS,
    METRIC_COLUMNS,
    dimension_rows,
    metric_row,
)
from bi_app.asking.catalogue.facts import Facts, listed, lower, sentences
from bi_app.asking.catalogue.known import (
    catalogue,
    dimensions_named,
    metrics_named,
    visible_metrics,
)
from bi_app.asking.catalogue.themes import Theme, theme_of
from semantic_layer.errors import NotModelled, NotPermitted
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric

SCOPE_COLUMNS = (*METRIC_COLUMNS, "breakdowns")
SPLIT_COLUMNS = ("metric", "dimension", "possible")
MOST_SPLITS = 30
MOST_NAMED = 20
TIMES = "and by day, week, month, quarter and year"


def metrics(asking: Asking, question: CatalogueQuestion) -> Facts:
    index = catalogue(asking)
    if not question.named:
        every = visible_metrics(asking)
        if not every:
            raise NotPermitted("No metric is open to you.")
        told = (
            f"You may ask for {listed([lower(each.label) for each in every])}. Ask what one of "
            "them means, or by what it can be split."
        )
        return Facts(METRIC_COLUMNS, tuple(metric_row(each, index) for each in every), told)
    theme = theme_of(asking, question)
    if not theme.metrics and theme.closed:
        raise NotPermitted(f"You may not see {listed(theme.closed)}. Its owner can tell who may.")
    if not theme.metrics:
        raise NotModelled(
            f"The catalogue that you may see has nothing about {theme.said}. Ask which metrics "
            "there are."
        )
    rows = tuple(
        (*metric_row(each, index), ", ".join(_splits(each, index)) or None)
        for each in theme.metrics
    )
    return Facts(SCOPE_COLUMNS, rows, sentences(_about(theme, index)))


def _about(theme: Theme, index: ModelIndex) -> Iterator[str]:
    names = [lower(each.label) for each in theme.metrics]
    yield f"About {theme.said} you may ask for {listed(names, most=MOST_NAMED)}."
    shared = set.intersection(*(set(_splits(each, index)) for each in theme.metrics))
    labels = [each for each in _splits(theme.metrics[0], index) if each in shared]
    if labels:
        yield f"All of them can be split by {listed(list(map(lower, labels)))}."
    for each in theme.dimensions:
        yield f"Numbers can be split and filtered by {lower(each.label)}: {lower(each.description)}"
    if theme.closed:
        yield f"Closed to you: {listed(theme.closed)}."


def dimensions(asking: Asking, question: CatalogueQuestion) -> Facts:
    index = catalogue(asking)
    found = metrics_named(asking, question)
    if not found:
        return Facts(
            DIMENSION_COLUMNS, dimension_rows(asking), "By these you may group and filter."
        )
    own = frozenset[str].intersection(*(index.reachable(each.name) for each in found))
    rows = tuple(row for row in dimension_rows(asking) if row[0] in own)
    times = f", {TIMES}" if all(_has_time(each, index) for each in found) else ""
    told = f"{_names(found)} can be split by {_list(str(row[1]) for row in rows)}{times}."
    return Facts(DIMENSION_COLUMNS, rows, told)


def split(asking: Asking, question: CatalogueQuestion) -> Facts:
    index = catalogue(asking)
    found = metrics_named(asking, question)
    by = dimensions_named(asking, question)
    rows: list[tuple[Cell, ...]] = []
    told: list[str] = []
    for metric in found:
        reached = index.reachable(metric.name)
        rows += [(metric.label, each.label, each.name in reached) for each in by]
        told += list(_can(metric, by, index))
        if any(each.kind == "grain" for each in question.named):
            rows.append((metric.label, "Time", _has_time(metric, index)))
            told.append(_by_time(metric, index))
    return Facts(SPLIT_COLUMNS, tuple(rows), sentences(told))


def _can(metric: Metric, by: Sequence[Dimension], index: ModelIndex) -> Iterator[str]:
    reached = index.reachable(metric.name)
    kept = [lower(each.label) for each in by if each.name in reached]
    not_kept = [lower(each.label) for each in by if each.name not in reached]
    if kept:
        yield f"Yes: {metric.label} can be split by {listed(kept)}."
    if not_kept:
        yield f"No: {metric.label} is not kept by {listed(not_kept)}."
        yield f"It can be split by {_list(_splits(metric, index))}."


def _by_time(metric: Metric, index: ModelIndex) -> str:
    if _has_time(metric, index):
        return f"Yes: {metric.label} can be asked by day, week, month, quarter and year."
    return f"No: {metric.label} is as of now, without a past."


def _has_time(metric: Metric, index: ModelIndex) -> bool:
    return any(leaf.metric.time != "none" for leaf in index.leaves(metric.name))


def _splits(metric: Metric, index: ModelIndex) -> list[str]:
    own = index.reachable(metric.name)
    return [each.label for each in index.dimensions.values() if each.name in own]


def _list(labels: Iterable[str]) -> str:
    return listed([lower(each) for each in labels], most=MOST_SPLITS)


def _names(found: Sequence[Metric]) -> str:
    return listed([each.label for each in found])
