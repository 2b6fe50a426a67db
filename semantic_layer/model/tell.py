"""What does a name of the model stand for, in lines of words?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.errors import NotModelled
from semantic_layer.model.definitions import Dataset, Dimension, Join
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import as_term, parts_of
from semantic_layer.model.metrics import (
    Cohort,
    Comparable,
    Cumulative,
    Derived,
    Distinct,
    Following,
    Funnel,
    Measured,
    Metric,
    Percentile,
    Ratio,
    SemiAdditive,
    Simple,
    Term,
)
from semantic_layer.model.suggest import did_you_mean
from semantic_layer.model.windows import in_words

INDENT = "  "
OVER_TIME = {
    "last": "at the last count on or before the period's end",
    "first": "at the first count of the period",
    "opening": "at the last count before the period",
    "mean": "the mean of the period's counts",
    "max": "the greatest of the period's counts",
    "min": "the least of the period's counts",
    "all": "over all of the period's counts",
}


def tell(index: ModelIndex, name: str) -> tuple[str, ...]:
    """A metric, dimension or dataset; raises NotModelled where there is none of that name."""
    if index.has_metric(name):
        return tuple(_metric(index.metric(name), index))
    if index.has_dimension(name):
        return tuple(_dimension(index.dimension(name), index))
    if index.has_dataset(name):
        return tuple(_dataset(index.dataset(name)))
    known = (*index.metrics, *index.dimensions, *index.datasets)
    raise NotModelled(
        f"The live release defines nothing called “{name}”; {did_you_mean(name, known)}"
    )


def _metric(metric: Metric, index: ModelIndex) -> Iterator[str]:
    yield f"{metric.label} ({metric.name}): {metric.description}"
    certified = "certified" if metric.certified else "not certified"
    yield (
        f"{metric.kind} metric in {metric.unit}, version {metric.version}, {certified},"
        f" owner {metric.owner}"
    )
    if metric.formula:
        yield f"in words: {metric.formula}"
    yield "made of:"
    yield from _tree(metric, index, 1)
    yield f"columns: {', '.join(sorted(index.columns_of(metric.name)))}"
    reachable = sorted(index.reachable(metric.name))
    yield f"can be split and filtered by: {', '.join(reachable) or 'nothing'}"
    if metric.plan:
        yield f"plan: {metric.plan}"
    if metric.synonyms:
        yield f"also called: {', '.join(metric.synonyms)}"


def _tree(metric: Metric, index: ModelIndex, depth: int) -> Iterator[str]:
    yield f"{INDENT * depth}{metric.name} = {_made(metric)}"
    for part in parts_of(metric):
        yield from _tree(index.metric(part.metric), index, depth + 1)


def _made(metric: Metric) -> str:
    match metric:
        case Ratio():
            return f"{_side(as_term(metric.numerator))} ÷ {_side(as_term(metric.denominator))}"
        case Derived():
            return metric.expression
        case Comparable():
            growth = "growth in a year of " if metric.growth else ""
            return f"{growth}{metric.of} over the comparable of {metric.policy}"
        case Cumulative():
            return f"{metric.of}, {in_words(metric.window)}"
        case Cohort():
            return f"{_come(metric)}, by {metric.event}{_narrowed(metric)}"
        case Funnel():
            own_day = "" if metric.same_day else ", not on its own day"
            event = f"{metric.expression} of {metric.dataset}{_narrowed(metric)}"
            following = metric.followed_by
            then = f"{following.expression} of {following.dataset}{_narrowed(following)}"
            return f"{event}, followed within {metric.within_days} days{own_day} by {then}"
        case Distinct():
            return f"distinct {metric.expression} of {metric.dataset}{_narrowed(metric)}"
        case Percentile():
            return f"{_percentile(metric)} of {metric.dataset}{_narrowed(metric)}"
        case SemiAdditive():
            when = OVER_TIME[metric.over_time]
            how = f"{metric.aggregation} of {metric.expression} of {metric.dataset}"
            carried = "" if metric.carry_forward else ", none where it has none"
            return f"{how}, {when}{carried}{_narrowed(metric)}"
        case Simple():
            how = f"{metric.aggregation} of {metric.expression} of {metric.dataset}"
            return f"{how}{_narrowed(metric)}"


def _come(metric: Cohort) -> str:
    who = f"{metric.expression} of {metric.dataset}"
    match metric.take:
        case "first":
            return f"sum of {metric.amount} of the first of {who}"
        case "retained" if metric.window is not None:
            return f"retained {who} from {metric.window.count} {metric.window.unit}s before"
        case _:
            return f"{metric.take} {who}"


def _percentile(metric: Percentile) -> str:
    exact = "discrete " if metric.discrete else ""
    summed = "" if metric.of_each is None else f", summed for each {metric.of_each},"
    return f"{exact}percentile {metric.percentile} of {metric.expression}{summed}"


def _side(term: Term) -> str:
    narrowed = _narrowed(term)
    return f"({term.metric}{narrowed})" if narrowed else term.metric


def _narrowed(each: Measured | Term | Following) -> str:
    filters = [
        f"{one.dimension} {one.op} {', '.join(map(str, one.values))}".rstrip()
        for one in each.filters
    ]
    where = [] if each.where is None else [each.where_label or each.where]
    return f", where {' and '.join([*filters, *where])}" if filters or where else ""


def _dimension(dimension: Dimension, index: ModelIndex) -> Iterator[str]:
    yield f"{dimension.label} ({dimension.name}): {dimension.description}"
    yield f"dimension of {dimension.type}, {dimension.classification}, owner {dimension.owner}"
    for dataset, expression in dimension.on.items():
        yield f"on {dataset}: {expression}"
    splits = [name for name in index.metrics if dimension.name in index.reachable(name)]
    yield f"splits: {', '.join(splits) or 'nothing'}"
    if dimension.synonyms:
        yield f"also called: {', '.join(dimension.synonyms)}"


def _partners(join: Join) -> str:
    if join.many:
        return ", where there may be several"
    version = join.valid
    if version is not None:
        end = "to" if version.until_included else "before"
        return f", the version of the day: from {version.since} {end} {version.until}"
    return "" if join.whole else ", where there is one"


def _dataset(dataset: Dataset) -> Iterator[str]:
    yield f"{dataset.label} ({dataset.name}): {dataset.description}"
    kind = "stock counts" if dataset.snapshots else "facts" if dataset.fact else "a dimension table"
    yield f"table {dataset.table}, {kind}, owner {dataset.owner}"
    yield f"one row for each {', '.join(dataset.key)}"
    if dataset.time:
        yield f"periods apply to {dataset.time}, by {dataset.unit}"
    yield f"open to {', '.join(dataset.open_to) or 'nobody'}"
    for join in dataset.joins:
        on = ", ".join(f"{here} = {there}" for here, there in join.on.items())
        yield f"joins {join.to} on {on}{_partners(join)}"
    for column in dataset.columns:
        null = ", may be missing" if column.nullable else ""
        yield f"{INDENT}{column.name}: {column.type}, {column.classification}{null}"
