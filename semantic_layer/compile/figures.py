"""Which columns does a query show of its metrics, and which does it need unseen?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from semantic_layer.errors import NotModelled, NotUnderstood
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import ComparisonKind, MetricQuery, Share, Show, Threshold

WORDS = {Show.CHANGE: "change", Show.GROWTH: "growth", Show.COMPARISON: "comparison"}


@dataclass(frozen=True, slots=True)
class Side:
    """One comparison of the query; `suffix` ends the names of its columns."""

    kind: ComparisonKind
    suffix: str
    label: str
    show: tuple[Show, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of a metric.

    `against` is the column of the comparison value of a comparison, change or growth; `suffix` is
    the role it was measured in. A hidden figure serves a condition or the order only.
    """

    name: str
    metric: str
    show: Show
    label: str
    suffix: str = ""
    against: str | None = None
    of: tuple[str, ...] = ()
    hidden: bool = False


def wanted_metrics(query: MetricQuery, index: ModelIndex) -> tuple[str, ...]:
    """Every metric that a column, a condition or the order needs; plans beside their metrics."""
    with_plan = any(each.kind is ComparisonKind.PLAN for each in query.comparisons)
    names: list[str] = []
    for name in query.metrics:
        names += [name, plan_of(name, index)] if with_plan else [name]
    names += [metric for metric, _ in _needed(query, index)]
    return tuple(dict.fromkeys(names))


def figures_of(
    query: MetricQuery, sides: tuple[Side, ...], index: ModelIndex
) -> tuple[Figure, ...]:
    """Shown figures in the order of columns, then the hidden ones."""
    figures = {_place(each): each for each in _shown(query, sides, index)}
    for metric, show in _needed(query, index):
        if not any(key[:2] == (metric, show) for key in figures):
            for each in _hidden(metric, show, sides, index):
                figures.setdefault(_place(each), each)
    return _apart(tuple(figures.values()))


def _apart(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """A change or growth that is called like a metric beside it gets a name of its own."""
    taken = {each.name for each in figures if each.show is Show.VALUE}
    return tuple(
        replace(each, name=f"{each.name}_too")
        if each.show in (Show.CHANGE, Show.GROWTH) and each.name in taken
        else each
        for each in figures
    )


def _place(figure: Figure) -> tuple[str, Show, str]:
    """What a figure is, once; a change from last year is another than one from last month."""
    return figure.metric, figure.show, figure.against or ""


def figure_for(figures: tuple[Figure, ...], metric: str, show: Show) -> Figure:
    return next(each for each in figures if (each.metric, each.show) == (metric, show))


def plan_of(metric: str, index: ModelIndex) -> str:
    plan = index.metric(metric).plan
    if plan is None or not index.has_metric(plan):
        planned = ", ".join(each.label for each in index.metrics.values() if each.plan)
        raise NotModelled(
            f"No plan is kept for {index.metric(metric).label}. "
            + (f"There is one for {planned}." if planned else "There is none for any metric here.")
        )
    return plan


def _needed(query: MetricQuery, index: ModelIndex) -> Iterator[tuple[str, Show]]:
    """What shares, conditions, ranking and order speak of."""
    for share in query.shares:
        yield share.metric, Show.SHARE
    for threshold in query.thresholds:
        yield threshold.metric, _measured_for(threshold)
    if query.counted is not None:
        return  # what ranks and orders are the counts
    if query.ranking is not None:
        yield query.ranking.by, query.ranking.show
    for order in query.order:
        if index.has_metric(order.by):
            yield order.by, order.show


def _measured_for(threshold: Threshold) -> Show:
    """Buckets are judged by a query of their own; here the metric but says which groups stand."""
    if threshold.each is None:
        return threshold.show
    return Show.VALUE if threshold.show in (Show.VALUE, Show.SHARE) else Show.COMPARISON


def _shown(query: MetricQuery, sides: tuple[Side, ...], index: ModelIndex) -> Iterator[Figure]:
    for metric in query.metrics:
        yield _value(metric, index)
        for side in sides:
            yield from _beside(metric, side, sides, index, side.show)
        for share in query.shares:
            if share.metric == metric:
                yield _share(share, index)


def _value(metric: str, index: ModelIndex, *, hidden: bool = False) -> Figure:
    return Figure(metric, metric, Show.VALUE, index.metric(metric).label, hidden=hidden)


def _share(share: Share, index: ModelIndex, *, hidden: bool = False) -> Figure:
    label = f"{index.metric(share.metric).label}, share"
    return Figure(
        f"{share.metric}_share", share.metric, Show.SHARE, label, of=share.of, hidden=hidden
    )


def _beside(
    metric: str,
    side: Side,
    sides: tuple[Side, ...],
    index: ModelIndex,
    show: tuple[Show, ...],
    *,
    hidden: bool = False,
) -> Iterator[Figure]:
    """The comparison value, which is always there, then what is shown of the difference."""
    title = index.metric(metric).label
    if side.kind is ComparisonKind.PLAN:
        against = plan_of(metric, index)
        yield Figure(
            against,
            metric,
            Show.COMPARISON,
            index.metric(against).label,
            "",
            against,
            hidden=hidden,
        )
    else:
        against = metric + side.suffix
        label = f"{title}, {side.label}"
        yield Figure(against, metric, Show.COMPARISON, label, side.suffix, against, hidden=hidden)
    for each in (Show.CHANGE, Show.GROWTH):
        if each in show:
            ending = side.suffix if side is not sides[0] else ""
            name = f"{metric}{ending}_{each.value}"
            yield Figure(name, metric, each, f"{title}, {WORDS[each]}", "", against, hidden=hidden)


def _hidden(
    metric: str, show: Show, sides: tuple[Side, ...], index: ModelIndex
) -> Iterator[Figure]:
    yield _value(metric, index, hidden=True)
    if show is Show.SHARE:
        yield _share(Share(metric=metric), index, hidden=True)
    elif show is not Show.VALUE:
        if not sides:
            raise NotUnderstood(
                f"A {WORDS[show]} of {index.metric(metric).label} needs something to compare with. "
                "Say against what: last year, the period before, another period or the plan."
            )
        yield from _beside(metric, sides[0], sides, index, (show,), hidden=True)
