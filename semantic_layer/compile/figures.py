"""Which columns does a query show of its metrics, and which does it need unseen?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from semantic_layer.errors import NotModelled, NotUnderstood
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import (
    Along,
    ComparisonKind,
    MetricQuery,
    Moving,
    Rank,
    Running,
    Share,
    Show,
    Threshold,
)

WORDS = {Show.CHANGE: "change", Show.GROWTH: "growth", Show.COMPARISON: "comparison"}
BESIDE = (Show.CHANGE, Show.GROWTH, Show.RUNNING, Show.MOVING, Show.RANK)
ALONG = (Show.RUNNING, Show.MOVING)
Meant = tuple[str, Show, int]  # a metric's column: with which of the comparisons, where it is one


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
    the role it was measured in; `comparison` is the place of the comparison that it is about.
    `base` is the column that a running total, moving average or rank is of, as `part` says.
    A hidden figure serves a condition or the order only.
    """

    name: str
    metric: str
    show: Show
    label: str
    suffix: str = ""
    against: str | None = None
    of: tuple[str, ...] = ()
    hidden: bool = False
    comparison: int = 0
    base: str = ""
    part: Along | Rank | None = None

    def is_meant(self, meant: Meant) -> bool:
        one_of_many = self.show in WORDS
        mine = (self.metric, self.show, self.comparison if one_of_many else meant[2])
        return mine == meant


def wanted_metrics(query: MetricQuery, index: ModelIndex) -> tuple[str, ...]:
    """Every metric that a column, a condition or the order needs; plans beside their metrics."""
    with_plan = any(each.kind is ComparisonKind.PLAN for each in query.comparisons)
    names: list[str] = []
    for name in query.metrics:
        names += [name, plan_of(name, index)] if with_plan else [name]
    names += [metric for metric, *_ in _needed(query, index)]
    return tuple(dict.fromkeys(names))


def figures_of(
    query: MetricQuery, sides: tuple[Side, ...], index: ModelIndex
) -> tuple[Figure, ...]:
    """Shown figures in the order of columns, then the hidden ones and the ranks."""
    figures = {_place(each): each for each in _shown(query, sides, index)}
    for meant in _needed(query, index):
        if not any(each.is_meant(meant) for each in figures.values()):
            for each in _hidden(meant, query, sides, index):
                figures.setdefault(_place(each), each)
    own = _apart(tuple(figures.values()))
    return _apart((*own, *_ranks(query, own, index)))


def _apart(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """What stands beside a metric and is called like another one gets a name of its own."""
    taken = {each.name for each in figures if each.show is Show.VALUE}
    return tuple(
        replace(each, name=f"{each.name}_too")
        if each.show in BESIDE and each.name in taken
        else each
        for each in figures
    )


def _place(figure: Figure) -> tuple[str, Show, str]:
    """What a figure is, once; a change from last year is another than one from last month."""
    return figure.metric, figure.show, figure.name


def figure_for(figures: tuple[Figure, ...], metric: str, show: Show, comparison: int = 0) -> Figure:
    return next(each for each in figures if each.is_meant((metric, show, comparison)))


def plan_of(metric: str, index: ModelIndex) -> str:
    plan = index.metric(metric).plan
    if plan is None or not index.has_metric(plan):
        planned = ", ".join(each.label for each in index.metrics.values() if each.plan)
        raise NotModelled(
            f"No plan is kept for {index.metric(metric).label}. "
            + (f"There is one for {planned}." if planned else "There is none for any metric here.")
        )
    return plan


def _needed(query: MetricQuery, index: ModelIndex) -> Iterator[Meant]:
    """What shares, ranks, conditions, ranking and order speak of."""
    for share in query.shares:
        yield share.metric, Show.SHARE, 0
    for rank in query.ranks:
        yield rank.metric, rank.show, rank.comparison
    for threshold in query.thresholds:
        yield threshold.metric, _measured_for(threshold), threshold.comparison
    if query.counted is not None:
        return  # what ranks and orders are the counts
    if query.ranking is not None:
        yield query.ranking.by, query.ranking.show, query.ranking.comparison
    for order in query.order:
        if index.has_metric(order.by):
            yield order.by, order.show, order.comparison


def _measured_for(threshold: Threshold) -> Show:
    """Buckets are judged by a query of their own; here the metric but says which groups stand."""
    if threshold.each is None:
        return threshold.show
    return Show.VALUE if threshold.show in (Show.VALUE, Show.SHARE) else Show.COMPARISON


def _shown(query: MetricQuery, sides: tuple[Side, ...], index: ModelIndex) -> Iterator[Figure]:
    for metric in query.metrics:
        yield _value(metric, index)
        for position, side in enumerate(sides):
            yield from _beside(metric, position, sides, index, side.show)
        for share in query.shares:
            if share.metric == metric:
                yield _share(share, index)
        for part in (*query.running, *query.moving):
            if part.metric == metric:
                yield from _along(part, query, sides, index)


def _value(metric: str, index: ModelIndex, *, hidden: bool = False) -> Figure:
    return Figure(metric, metric, Show.VALUE, index.metric(metric).label, hidden=hidden)


def _share(share: Share, index: ModelIndex, *, hidden: bool = False) -> Figure:
    label = f"{index.metric(share.metric).label}, share"
    return Figure(
        f"{share.metric}_share", share.metric, Show.SHARE, label, of=share.of, hidden=hidden
    )


def _beside(
    metric: str,
    position: int,
    sides: tuple[Side, ...],
    index: ModelIndex,
    show: tuple[Show, ...],
    *,
    hidden: bool = False,
) -> Iterator[Figure]:
    """The comparison value, which is always there, then what is shown of the difference."""
    side, title = sides[position], index.metric(metric).label
    against, label = _against(metric, side, index)
    yield Figure(
        against,
        metric,
        Show.COMPARISON,
        label,
        side.suffix,
        against,
        hidden=hidden,
        comparison=position,
    )
    for each in (Show.CHANGE, Show.GROWTH):
        if each in show:
            name = f"{metric}{_ending(side) if position else ''}_{each.value}"
            yield Figure(
                name,
                metric,
                each,
                f"{title}, {WORDS[each]}",
                "",
                against,
                hidden=hidden,
                comparison=position,
            )


def _ending(side: Side) -> str:
    return "_plan" if side.kind is ComparisonKind.PLAN else side.suffix


def _against(metric: str, side: Side, index: ModelIndex) -> tuple[str, str]:
    """The column of a metric's comparison value, and its label."""
    if side.kind is ComparisonKind.PLAN:
        plan = plan_of(metric, index)
        return plan, index.metric(plan).label
    return metric + side.suffix, f"{index.metric(metric).label}, {side.label}"


def _along(
    part: Along,
    query: MetricQuery,
    sides: tuple[Side, ...],
    index: ModelIndex,
    *,
    hidden: bool = False,
) -> Iterator[Figure]:
    """A running total or moving average of the metric, and of what it is compared with."""
    show = Show.RUNNING if isinstance(part, Running) else Show.MOVING
    ending, words = _said(part, query, index)
    columns = [(part.metric, index.metric(part.metric).label)]
    if part.compared:
        columns += [_against(part.metric, side, index) for side in sides]
    for base, label in columns:
        name, title = f"{base}_{ending}", f"{label}, {words}"
        yield Figure(name, part.metric, show, title, hidden=hidden, base=base, part=part)


def _said(part: Along, query: MetricQuery, index: ModelIndex) -> tuple[str, str]:
    """How its column ends, and what a person calls it."""
    if query.grain is None:
        raise NotUnderstood(
            f"A running total or moving average of {index.metric(part.metric).label} needs a "
            "series: say by which unit of time, for example by month."
        )
    if isinstance(part, Moving):
        return f"moving_{part.count}", f"average of {part.count} {query.grain.unit}s"
    if not isinstance(part, Running) or part.restart is None:
        return "running", "running total"
    return f"running_{part.restart}", f"{part.restart} to date"


def _ranks(query: MetricQuery, figures: tuple[Figure, ...], index: ModelIndex) -> Iterator[Figure]:
    """Those that were asked for, and those that only a condition or the order speaks of."""
    asked = {each.metric for each in query.ranks}
    spoken_of = (metric for metric, show, _ in _needed(query, index) if show is Show.RANK)
    unseen = [Rank(metric=metric) for metric in dict.fromkeys(spoken_of) if metric not in asked]
    for rank in (*dict.fromkeys(query.ranks), *unseen):
        base = figure_for(figures, rank.metric, rank.show, rank.comparison)
        within = "".join(f"_in_{name}" for name in rank.within)
        yield Figure(
            f"{base.name}_rank{within}",
            rank.metric,
            Show.RANK,
            f"{base.label}, rank",
            hidden=rank in unseen,
            base=base.name,
            part=rank,
        )


def _hidden(
    meant: Meant, query: MetricQuery, sides: tuple[Side, ...], index: ModelIndex
) -> Iterator[Figure]:
    metric, show, comparison = meant
    yield _value(metric, index, hidden=True)
    if show is Show.SHARE:
        yield _share(Share(metric=metric), index, hidden=True)
    elif show is Show.RUNNING:
        yield from _along(Running(metric=metric), query, sides, index, hidden=True)
    elif show is Show.MOVING:
        raise NotUnderstood(
            f"A moving average of {index.metric(metric).label} needs a number of "
            "buckets: name it under `moving`."
        )
    elif show in WORDS:
        if comparison >= len(sides):
            raise NotUnderstood(
                f"A {WORDS[show]} of {index.metric(metric).label} needs something to compare with. "
                "Say against what: last year, the period before, another period or the plan."
            )
        yield from _beside(metric, comparison, sides, index, (show,), hidden=True)
