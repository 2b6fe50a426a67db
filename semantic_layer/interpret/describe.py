"""What does a MetricQuery say, in one sentence that asks the same again?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.describe import describe_period
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.resolve import default_period, resolve
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import (
    TIME,
    Basis,
    ComparisonKind,
    Direction,
    Filter,
    FilterOp,
    Grain,
    MetricQuery,
    Ranking,
    Scalar,
    Share,
    Show,
    Threshold,
)

BOUNDS = {
    FilterOp.LT: "under",
    FilterOp.LTE: "at most",
    FilterOp.GT: "over",
    FilterOp.GTE: "at least",
}
DATES = {
    FilterOp.LT: "before",
    FilterOp.LTE: "by",
    FilterOp.GT: "after",
    FilterOp.GTE: "since",
}
WORDS = {
    "lt": "under",
    "lte": "at most",
    "gt": "over",
    "gte": "at least",
    "eq": "exactly",
    "ne": "other than",
    "is_null": "empty",
    "not_null": "not empty",
}


def describe(query: MetricQuery, index: ModelIndex, clock: Clock) -> str:
    """One sentence with dates: "Net sales by region, last quarter (2 August to 31 October)"."""
    parts = [
        _head(query, index),
        _time(query, index, clock),
        *_filters(query, index, clock),
        *_thresholds(query, index),
        *_comparisons(query, index, clock),
        *_order(query, index),
    ]
    sentence = ", ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _time(query: MetricQuery, index: ModelIndex, clock: Clock) -> str:
    if query.period is None and timeless(query.metrics, index):
        return "as of now"
    return describe_period(_days(query, index, clock))


def _days(query: MetricQuery, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    """The days asked about; of plans those to come are known."""
    plans = {each.plan for each in index.metrics.values()}
    period = query.period or default_period(index)
    return resolve(period, index, clock, future=plans.issuperset(query.metrics))


def timeless(metrics: tuple[str, ...], index: ModelIndex) -> bool:
    """Whether no period applies: what the numbers count is kept as it stands, without its past."""
    leaves = [leaf for name in metrics for leaf in index.leaves(name)]
    return bool(leaves) and all(leaf.metric.time == "none" for leaf in leaves)


def _comparisons(query: MetricQuery, index: ModelIndex, clock: Clock) -> Iterator[str]:
    """Last, so that no filter is read as one of the comparison alone."""
    if not query.comparisons:
        return
    period = query.period or default_period(index)
    resolved = _days(query, index, clock)
    for each in query.comparisons:
        compared = compare_period(each, period, resolved, index, clock).period
        against = describe_period(compared)
        if each.kind is ComparisonKind.PLAN:
            against = "plan"
        elif each.kind is ComparisonKind.LAST_YEAR and each.basis is Basis.EVENT:
            against = "last year, holiday-aligned"
        extra = [show.value for show in (Show.CHANGE, Show.GROWTH) if show in each.show]
        yield f"compared with {against}{' with ' if extra else ''}{_list(extra)}"


def _head(query: MetricQuery, index: ModelIndex) -> str:
    names = _list([_label(name, index) for name in query.metrics])
    if query.counted is not None:
        names = f"number of {_counted(query, index)} with {names}"
    if query.averaged:
        names = f"average {names} {' '.join(_per(query, index))}"
    split = list(query.shown_dimensions)
    groups = [index.dimension(name).label.lower() for name in split]
    by = [*([_grain(query.shown_grain, index)] if query.shown_grain else []), *groups]
    share = _beside(query, index)
    if query.subtotals:
        share += " with subtotals" if len(query.dimensions) > 1 else " with a total"
    if query.ranking is None or not groups:
        return f"{names}{share} by {_list(by)}" if by else f"{names}{share}"
    ranked = _ranking(query, query.ranking, split, index)
    named = "" if query.metrics == (query.ranking.by,) else f": {names}"
    return f"{ranked}{share}{named}"


def _counted(query: MetricQuery, index: ModelIndex) -> str:
    if query.counted == TIME and query.grain is not None:
        return f"{_grain(query.grain, index)}s"
    return _many(query.counted or "", index)


def _per(query: MetricQuery, index: ModelIndex) -> Iterator[str]:
    """ "Per store", "per store per week"; whether days without rows count stands in the grain."""
    for name in query.averaged:
        if name != TIME:
            yield f"per {index.dimension(name).label.lower()}"
        elif query.grain is not None:
            yield f"per {_grain(query.grain.model_copy(update={'fill': False}), index)}"


def _share(share: Share, query: MetricQuery, index: ModelIndex) -> str:
    if share.part:
        said = [_filter(each, index).removeprefix("only ") for each in share.part]
        return f"the share of {_list(said)}"
    keys = [_key(name, query, index) for name in share.of]
    return f"share of each {_list(keys)}" if keys else "share of total"


def _beside(query: MetricQuery, index: ModelIndex) -> str:
    """What stands beside the metrics: " with share of total and running total in each year"."""
    unit = query.grain.unit.value if query.grain else "bucket"
    said = [_share(each, query, index) for each in query.shares[:1]]
    said += [
        "running total" if each.restart is None else f"{each.restart} to date"
        for each in query.running
    ]
    said += [f"average of {each.count} {unit}s" for each in query.moving]
    said += ["rank"] if query.ranks else []
    return f" with {_list(list(dict.fromkeys(said)))}" if said else ""


def _grain(grain: Grain, index: ModelIndex) -> str:
    named = "" if grain.calendar is None else f"{index.calendar(grain.calendar).label.lower()} "
    return f"{'every ' if grain.fill else ''}{named}{grain.unit.value}"


def _ranking(query: MetricQuery, ranking: Ranking, split: list[str], index: ModelIndex) -> str:
    way = "top" if ranking.direction is Direction.DESC else "bottom"
    subject, *others = [n for n in split if n not in ranking.within]
    one = index.dimension(subject).label.lower()
    plural = one if ranking.limit == 1 else _many(subject, index)
    within = [_key(name, query, index) for name in ranking.within]
    each = f" in each {_list(within)}" if within else ""
    shown = "" if ranking.show is Show.VALUE else f"{ranking.show.value} of "
    labels = [index.dimension(name).label.lower() for name in others]
    extra = f", with their {_list(labels)}" if labels else ""
    return f"{way} {ranking.limit} {plural} by {shown}{_by(ranking.by, query, index)}{each}{extra}"


def _many(dimension: str, index: ModelIndex) -> str:
    own = index.dimension(dimension)
    return own.plural or own.label.lower()


def _by(name: str, query: MetricQuery, index: ModelIndex) -> str:
    return "number" if name == query.count_column else _label(name, index)


def _key(name: str, query: MetricQuery, index: ModelIndex) -> str:
    """What rows are grouped by: a dimension, or "time"."""
    if name == TIME and query.grain is not None:
        return _grain(query.grain, index)
    return index.dimension(name).label.lower()


def _label(name: str, index: ModelIndex) -> str:
    label = index.metric(name).label
    return label if label.isupper() else label[:1].lower() + label[1:]


def _list(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _filters(query: MetricQuery, index: ModelIndex, clock: Clock) -> Iterator[str]:
    for each in query.filters:
        if each.members is None:
            yield _filter(each, index)
            continue
        way = "only" if each.op is FilterOp.IN else "excluding"
        found = describe(each.members, index, clock)
        yield f"{way} the {_many(each.dimension, index)} of “{found}”"


def _filter(each: Filter, index: ModelIndex) -> str:
    dimension = index.dimension(each.dimension)
    label = dimension.label.lower()
    values = [_value(value, each.dimension, index) for value in each.values]
    if dimension.type is DataType.BOOLEAN:
        label = ""
    match each.op:
        case FilterOp.IN:
            return f"only {label} {_list(values)}".replace("  ", " ")
        case FilterOp.NOT_IN:
            return f"excluding {label} {_list(values)}".replace("  ", " ")
        case FilterOp.IS_NULL:
            return f"without {label}"
        case FilterOp.NOT_NULL:
            return f"with {label}"
        case FilterOp.BETWEEN:
            return f"{label} between {_list(values)}"
        case FilterOp.CONTAINS:
            return f"{label} containing {values[0]}"
        case _:
            dated = dimension.type in (DataType.DATE, DataType.TIMESTAMP)
            return f"{label} {(DATES if dated else BOUNDS)[each.op]} {values[0]}"


def _value(value: Scalar, name: str, index: ModelIndex) -> str:
    key = str(value).lower() if isinstance(value, bool) else str(value)
    return index.dimension(name).labels.get(key, key)


def _thresholds(query: MetricQuery, index: ModelIndex) -> Iterator[str]:
    for each in query.thresholds:
        yield _threshold(each, index)


def _threshold(each: Threshold, index: ModelIndex) -> str:
    metric = index.metric(each.metric)
    fraction = metric.unit == "fraction" or each.show in (Show.GROWTH, Show.SHARE)
    values = [f"{value * 100:g}%" if fraction else f"{value:,.10g}" for value in each.values]
    show = "" if each.show is Show.VALUE else f"{each.show.value} of "
    name = f"{show}{_label(each.metric, index)}"
    said = "between" if each.op == "between" else WORDS[each.op]
    return " ".join([name, said, *([_list(values)] if values else []), *_buckets(each, index)])


def _buckets(each: Threshold, index: ModelIndex) -> Iterator[str]:
    """ "in every month", "in at least 3 weeks"."""
    if each.each is not None:
        unit = _grain(each.each, index)
        several = f"{unit}s" if each.at_least != 1 else unit
        yield f"in at least {each.at_least} {several}" if each.at_least else f"in every {unit}"


def _order(query: MetricQuery, index: ModelIndex) -> Iterator[str]:
    for each in query.order:
        known = index.has_metric(each.by)
        counts = each.by == query.count_column
        name = _by(each.by, query, index) if known or counts else each.by.replace("_", " ")
        way = "highest to lowest" if each.direction is Direction.DESC else "lowest to highest"
        yield f"sorted by {name} {way}"
