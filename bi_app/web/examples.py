"""Which questions could somebody ask of one metric, or of one dimension?

They are made of the asker's own view of the model, so that whoever sees one may ask it.
"""

from collections.abc import Iterator

from bi_app.asking.catalogue.facts import lower
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Comparable, Metric

MOST = 3
OVER_TIME = (
    "{metric} by {first} last quarter vs last year",
    "{metric} by {second} last month, highest first",
    "{metric} by month this year",
)
AS_OF_TODAY = ("{metric}", "{metric} by {first}", "{metric} by {second}, highest first")
ONE_NUMBER = ("{metric} last month", "{metric} last quarter", "{metric} by month this year")
SPLIT = (
    "{metric} by {dimension} last month",
    "{metric} by {dimension} last quarter, highest first",
    "{metric} by {dimension} this year",
)


def questions_of_metric(metric: Metric, index: ModelIndex) -> tuple[str, ...]:
    first, second = _breakdowns(metric, index)
    patterns = AS_OF_TODAY if not has_days(metric, index) else OVER_TIME if first else ONE_NUMBER
    if isinstance(metric, Comparable) and metric.growth:
        patterns = ONE_NUMBER  # a growth is against last year already
    return tuple(
        each.format(metric=metric.label, first=first, second=second)
        for each in patterns
        if first or "by {" not in each
    )


def has_days(metric: Metric, index: ModelIndex) -> bool:
    """Whether a period says anything to it; an amount as of today has none."""
    return all(index.time_of(leaf.metric) is not None for leaf in index.leaves(metric.name))


def _breakdowns(metric: Metric, index: ModelIndex) -> tuple[str, str]:
    """The coarsest levels of two hierarchies that the metric reaches, as people call them."""
    reachable = index.reachable(metric.name)
    coarsest = (each.levels[0] for each in index.model.hierarchies if each.levels)
    levels = (index.dimension(each) for each in coarsest if each in reachable)
    labels = [lower(each.label) for each in levels if not _asks_back(each, metric, index)]
    return (labels[0], labels[1 % len(labels)]) if labels else ("", "")


def _asks_back(dimension: Dimension, metric: Metric, index: ModelIndex) -> bool:
    """Whether the dimension's own word means several things beside the metric."""
    label = dimension.label.casefold()
    return any(
        label in (each.word.casefold(), *map(str.casefold, each.synonyms))
        and (not each.for_metrics or metric.name in each.for_metrics)
        for each in index.model.ambiguous
    )


def questions_of_dimension(
    dimension: Dimension, metrics: list[Metric], index: ModelIndex
) -> tuple[str, ...]:
    """Of a few metrics far from each other, all of them certified where there are such."""
    at_once = [each for each in metrics if not _asks_back(dimension, each, index)]
    with_days = [each for each in at_once if has_days(each, index)]
    certified = [each for each in with_days if each.certified] or with_days
    return tuple(
        pattern.format(metric=metric.label, dimension=lower(dimension.label))
        for pattern, metric in zip(SPLIT, _apart(certified), strict=False)
    )


def _apart(metrics: list[Metric]) -> Iterator[Metric]:
    step = max(1, len(metrics) // MOST)
    yield from metrics[::step][:MOST]


def is_group(dimension: Dimension) -> bool:
    """Whether people would split by it; what is measured on each member is rather a filter."""
    return dimension.type in (DataType.STRING, DataType.BOOLEAN) and not dimension.code
