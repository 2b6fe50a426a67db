"""What do the basis and the columns say of a query's metrics, in words?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.compile.block import Key
from semantic_layer.compile.comparable import comparable_set, in_words
from semantic_layer.compile.compiled import MetricUse, ResultColumn
from semantic_layer.compile.cumulative import window_in_words
from semantic_layer.compile.figures import Figure
from semantic_layer.compile.levels import level_column
from semantic_layer.compile.plan import Plan
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import Leaf, ModelIndex
from semantic_layer.model.metrics import Cohort, Funnel, Metric
from semantic_layer.query import Filter, FilterOp, Show

TYPES = {
    DataType.STRING: "string",
    DataType.INTEGER: "number",
    DataType.DECIMAL: "number",
    DataType.DATE: "date",
    DataType.TIMESTAMP: "date",
    DataType.BOOLEAN: "boolean",
}
SAYS = {
    FilterOp.IN: "is",
    FilterOp.NOT_IN: "is not",
    FilterOp.LT: "is below",
    FilterOp.LTE: "is at most",
    FilterOp.GT: "is above",
    FilterOp.GTE: "is at least",
    FilterOp.BETWEEN: "is between",
    FilterOp.IS_NULL: "is empty",
    FilterOp.NOT_NULL: "is not empty",
    FilterOp.CONTAINS: "contains",
}
FRACTION = "fraction"


def result_columns(plan: Plan) -> Iterator[ResultColumn]:
    for key in plan.keys:
        yield _key(key, plan)
    if plan.query.subtotals:
        yield ResultColumn(level_column(plan), "Level", "level", "number")
    seen = set[str]()
    for figure in plan.figures:
        if not figure.hidden and figure.name not in seen:
            seen.add(figure.name)
            yield _figure(figure, plan)


def metric_uses(plan: Plan) -> Iterator[MetricUse]:
    """The metrics that are shown, each with its definition and every filter it is built with."""
    shown = {
        figure.against if figure.name == figure.against and not figure.suffix else figure.metric
        for figure in plan.figures
        if not figure.hidden
    }
    for name in plan.formulas.by_metric:
        if name in shown:
            yield _use(plan.index.metric(name), plan)


def filter_in_words(wanted: Filter, index: ModelIndex) -> str:
    dimension = index.dimension(wanted.dimension)
    if wanted.members is not None:
        many = dimension.plural or dimension.label.lower()
        return f"{dimension.label} {SAYS[wanted.op]} one of the {many} of another result"
    joiner = " and " if wanted.op is FilterOp.BETWEEN else " or "
    named = joiner.join(dimension.labels.get(str(each), str(each)) for each in wanted.values)
    return f"{dimension.label} {SAYS[wanted.op]} {named}".rstrip()


def _use(metric: Metric, plan: Plan) -> MetricUse:
    filters = [text for leaf in plan.index.leaves(metric.name) for text in _filters(leaf, plan)]
    return MetricUse(
        name=metric.name,
        version=metric.version,
        certified=metric.certified,
        definition=metric.formula or metric.description,
        filters=tuple(dict.fromkeys(filters)),
    )


def _filters(leaf: Leaf, plan: Plan) -> Iterator[str]:
    words = [*leaf.labels, *(filter_in_words(each, plan.index) for each in leaf.all_filters)]
    words += list(leaf.all_where[len(leaf.labels) :])
    if leaf.among is not None:
        policy = plan.index.comparable[leaf.among.policy]
        chosen = comparable_set(policy, plan.chosen.resolved, plan.index)
        words.append(in_words(chosen))
        words += [filter_in_words(each, plan.index) for each in chosen.rule.filters]
    words += list(_looked_at(leaf, plan))
    if leaf.window is not None:
        words.append(window_in_words(leaf, plan.roles[0], plan.index, plan.clock))
    for each in words:
        yield f"{leaf.metric.label}: {each}"


def _looked_at(leaf: Leaf, plan: Plan) -> Iterator[str]:
    """What a metric looks for before or after the rows that it counts."""
    metric = leaf.metric
    if isinstance(metric, Cohort) and metric.take in ("retained", "before"):
        given = metric.window
        before = "as many days" if given is None else f"{given.count} {given.unit}(s)"
        yield f"came in {before} before" + (", anywhere" if metric.take == "retained" else "")
    if isinstance(metric, Funnel):
        following = metric.followed_by
        own_day = "" if metric.same_day else ", its own day left out"
        what = plan.index.dataset(following.dataset).label.lower()
        yield f"followed within {metric.within_days} days{own_day} by {what}"
        if following.where is not None:
            yield f"what follows: {following.where_label or following.where}"
        for each in following.filters:
            yield f"what follows: {filter_in_words(each, plan.index)}"


def _key(key: Key, plan: Plan) -> ResultColumn:
    if key.dimension is not None:
        own = key.dimension
        return ResultColumn(key.name, own.label, "dimension", TYPES[own.type], own.unit, own.name)
    return ResultColumn(key.name, _bucket_label(key, plan), "time", "date")


def _bucket_label(key: Key, plan: Plan) -> str:
    """A bucket of another calendar than the model's own says whose it is."""
    grain = plan.query.grain
    named = plan.index.calendar(grain.calendar if grain else None)
    unit = key.name.capitalize()
    return unit if named == plan.index.calendar(None) else f"{unit} ({named.label})"


def _figure(figure: Figure, plan: Plan) -> ResultColumn:
    relative = figure.show in (Show.GROWTH, Show.SHARE)
    if figure.metric == plan.query.count_column:
        unit: str | None = "count"
    else:
        unit = FRACTION if relative else plan.index.metric(figure.metric).unit
        unit = None if figure.show is Show.RANK else unit
    return ResultColumn(
        figure.name, figure.label, "metric", "number", unit, figure.metric, figure.show
    )
