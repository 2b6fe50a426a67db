"""Which MetricQuery do the parts of a draft make, and what had to be assumed?"""

from __future__ import annotations

from dataclasses import dataclass

from semantic_layer.calendars.resolve import default_period
from semantic_layer.interpret.describe import timeless
from semantic_layer.interpret.draft import Context, Draft, Ranked, Sorted
from semantic_layer.interpret.grammar.comparisons import with_shows
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric, SemiAdditive
from semantic_layer.period import Period, Unit, Within
from semantic_layer.query import (
    TIME,
    ComparisonKind,
    Direction,
    Filter,
    FilterOp,
    Grain,
    MetricQuery,
    Moving,
    Order,
    Ranking,
    Running,
    Share,
    Threshold,
)

FRACTION = "fraction"
ENDS = ("end", "close")
ONE_GROUP = "Of a single group the share is always 100%. Leave the filter out to compare."
LONG_TREND = 200  # days, from which on months read better than weeks


@dataclass(frozen=True, slots=True)
class Built:
    """A query, or the sentence that says why there is none."""

    query: MetricQuery | None
    assumed: tuple[str, ...] = ()
    trouble: str = ""


def build(draft: Draft, context: Context) -> Built:
    """The query of a draft that stands for itself, not for a change of an earlier one."""
    metrics = in_order(draft.measures)
    if not metrics:
        return Built(None, trouble=draft.trouble or _uncounted(draft, context))
    dimensions = tuple(
        name
        for name in in_order((*draft.breakdowns, *draft.attributes))
        if name not in draft.averaged
    )
    trouble = draft.trouble or troubles(draft, metrics, dimensions, context)
    if trouble:
        return Built(None, trouble=trouble)
    ranking, limit_assumed = ranking_of(draft.ranked, metrics, dimensions, context)
    comparisons, compared_assumed = with_shows(draft)
    period, period_assumed = period_of(draft, metrics, context.index)
    query = MetricQuery(
        metrics=metrics,
        dimensions=(*dimensions, *(name for name in draft.averaged if name != TIME)),
        filters=merged((*draft.filters, *with_one(dimensions, draft.filters, context.index))),
        thresholds=tuple(judged(named(each, metrics), draft) for each in draft.thresholds),
        period=period,
        grain=grain_of(draft, dimensions, context.index),
        comparisons=comparisons,
        ranking=ranking,
        shares=shares_of(draft, metrics, context.index),
        order=tuple(order_of(each, metrics, context) for each in draft.orders),
        counted=draft.counted or None,
        averaged=draft.averaged,
        running=along(draft, metrics),
        moving=tuple(Moving(metric=name, count=draft.moving) for name in metrics)
        if draft.moving
        else (),
        subtotals=dimensions if draft.subtotals else (),
    )
    return Built(query, (*draft.assumed, *period_assumed, *limit_assumed, *compared_assumed))


def _uncounted(draft: Draft, context: Context) -> str:
    """Members are counted by a number that they have, or by a limit that they keep."""
    if not draft.counted or draft.counted == TIME or draft.thresholds:
        return ""
    many = context.index.dimension(draft.counted).plural
    return f"I can count {many} by a number that they have, such as “how many {many} had orders”."


def in_order(placed: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """Names in the order in which the question says them, each once."""
    return tuple(dict.fromkeys(name for _, name in sorted(placed, key=lambda each: each[0])))


def troubles(
    draft: Draft, metrics: tuple[str, ...], dimensions: tuple[str, ...], context: Context
) -> str:
    """Why parts do not make a whole; "" where they do."""
    if draft.ranked is not None and not dimensions and draft.grain is None:
        return "A ranking needs something to rank, such as “top 5 stores”."
    if draft.ranked is not None and not dimensions:
        return "I cannot rank units of time. Ask for the series, highest first."
    if draft.share and not dimensions:
        return "A share needs a breakdown, such as “share of net sales by channel”."
    if draft.thresholds and not dimensions and draft.grain is None:
        return (
            "A limit on a number needs groups to keep, such as “stores with more than 100 orders”."
        )
    if draft.each is not None and not draft.thresholds:
        return "Say what must hold in each of them, such as “over plan in every month”."
    if draft.subtotals and not dimensions:
        return "A total beside the rows needs a breakdown, such as “by region with a total”."
    if draft.now and draft.period is None and (over := _over_snapshots(metrics, context.index)):
        return f"{over} is over a period, not of one moment. Name one, such as last week."
    if _is_of_an_end(draft) and (over := _over_days(metrics, context.index)):
        return f"{over} is over a period, not of the moment when one ends. Name the days meant."
    if draft.share and single(dimensions, draft.filters) and draft.grain is None:
        return ONE_GROUP
    plans = any(each.kind is ComparisonKind.PLAN for each in draft.comparisons)
    unplanned = [name for name in metrics if context.index.metric(name).plan is None]
    if plans and len(unplanned) == len(metrics):
        return f"There is no plan for {context.index.metric(metrics[0]).label.lower()}."
    return ""


def _is_of_an_end(draft: Draft) -> bool:
    """Whether what stood "at the end of" something is asked for; its last day may be asked for."""
    ends = (item for item in draft.items if item.meaning.period == draft.period is not None)
    return any(set(ENDS).intersection(item.folded.split()) for item in ends) and isinstance(
        draft.period, Within
    )


def _over_days(metrics: tuple[str, ...], index: ModelIndex) -> str:
    """The metric that counts what happened in a period."""
    for name in metrics:
        if not any(isinstance(leaf.metric, SemiAdditive) for leaf in index.leaves(name)):
            return index.metric(name).label
    return ""


def _over_snapshots(metrics: tuple[str, ...], index: ModelIndex) -> str:
    """The metric that looks at every snapshot of a period, so that "now" has no meaning for it."""
    for name in metrics:
        kept = [leaf.metric for leaf in index.leaves(name)]
        if any(isinstance(each, SemiAdditive) and each.over_time != "last" for each in kept):
            return index.metric(name).label
    return ""


def single(dimensions: tuple[str, ...], filters: tuple[Filter, ...]) -> bool:
    """Whether the filters leave one group only."""
    one = {each.dimension for each in filters if each.op is FilterOp.IN and len(each.values) == 1}
    return bool(dimensions) and one.issuperset(dimensions)


def merged(filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Lists of members of one dimension become one list."""
    found: list[Filter] = []
    for each in filters:
        twin = next(
            (
                at
                for at, known in enumerate(found)
                if known.dimension == each.dimension
                and known.op is each.op
                and known.members is None
                and each.members is None
                and each.op in (FilterOp.IN, FilterOp.NOT_IN)
            ),
            None,
        )
        if twin is None:
            found.append(each)
            continue
        values = tuple(dict.fromkeys((*found[twin].values, *each.values)))
        found[twin] = each.model_copy(update={"values": values})
    return tuple(dict.fromkeys(found))


def with_one(
    dimensions: tuple[str, ...], filters: tuple[Filter, ...], index: ModelIndex
) -> tuple[Filter, ...]:
    """Conditions that leave out rows without one, where a breakdown is only of those with one."""
    filtered = {each.dimension for each in filters}
    return tuple(
        Filter(dimension=name, op=FilterOp.NOT_NULL)
        for name in dimensions
        if index.dimension(name).breakdown_without_none and name not in filtered
    )


def named(threshold: Threshold, metrics: tuple[str, ...]) -> Threshold:
    if threshold.metric:
        return threshold
    return threshold.model_copy(update={"metric": metrics[0]})


def judged(threshold: Threshold, draft: Draft) -> Threshold:
    """In each bucket, where the question says so."""
    if draft.each is None:
        return threshold
    return threshold.model_copy(update={"each": draft.each, "at_least": draft.at_least})


def along(draft: Draft, metrics: tuple[str, ...]) -> tuple[Running, ...]:
    """A running total of each metric, if one is asked for."""
    if not draft.running:
        return ()
    return tuple(Running(metric=name, restart=draft.restart) for name in metrics)


def ranking_of(
    ranked: Ranked | None, metrics: tuple[str, ...], dimensions: tuple[str, ...], context: Context
) -> tuple[Ranking | None, tuple[str, ...]]:
    if ranked is None or not dimensions:
        return None, ()
    by = ranked.by or metrics[0]
    way = _way(ranked.direction or Direction.DESC, ranked.quality, context.index.metric(by))
    limit = ranked.limit or context.configuration.assumed_limit
    ranking = Ranking(
        by=by,
        show=ranked.show,
        direction=way,
        limit=limit,
        within=ranked.within,
        others=ranked.others,
    )
    assumed = () if ranked.limit else (f"the first {limit}",)
    return ranking, assumed


def _way(direction: Direction, quality: bool, metric: Metric) -> Direction:
    """The best of a metric that should be low is its lowest."""
    if quality and metric.favourable == "down":
        return Direction.ASC if direction is Direction.DESC else Direction.DESC
    return direction


def order_of(each: Sorted, metrics: tuple[str, ...], context: Context) -> Order:
    by = each.by or metrics[0]
    direction = each.direction or Direction.DESC
    if context.index.has_metric(by):
        direction = _way(direction, each.quality, context.index.metric(by))
    return Order(by=by, show=each.show, direction=direction)


def shares_of(draft: Draft, metrics: tuple[str, ...], index: ModelIndex) -> tuple[Share, ...]:
    if not draft.share:
        return ()
    named_ones = tuple(name for name in draft.shares if name in metrics)
    additive = tuple(name for name in metrics if index.metric(name).unit != FRACTION)
    return tuple(Share(metric=name) for name in named_ones or additive or metrics[:1])


def period_of(
    draft: Draft, metrics: tuple[str, ...], index: ModelIndex
) -> tuple[Period | None, tuple[str, ...]]:
    if draft.period is not None:
        return draft.period, ()
    if draft.implied is not None:
        return draft.implied, ("the current period, as only its comparison was named",)
    return period_unsaid(metrics, index)


def period_unsaid(
    metrics: tuple[str, ...], index: ModelIndex
) -> tuple[Period | None, tuple[str, ...]]:
    """The period of a question that names none, and how the answer says so."""
    own = {index.metric(name).default_period for name in metrics}
    if len(own) == 1 and (only := own.pop()) is not None:
        return only, ("the latest data, as no period was named",)
    if timeless(metrics, index):
        return None, ()
    return default_period(index), ("the year to date, as no period was named",)


def grain_of(
    draft: Draft, dimensions: tuple[str, ...] = (), index: ModelIndex | None = None
) -> Grain | None:
    """The series. Where days are averaged over, those on which nothing happened count too.

    Not where the rows are split by what days are: a Monday has no other day of the week.
    """
    if TIME in draft.averaged and draft.grain is not None and index is not None:
        dated = any(index.dimension(name).on.get("calendar") for name in dimensions)
        return draft.grain.model_copy(update={"fill": not dated})
    if draft.grain is not None or not draft.trend:
        return draft.grain
    days = draft.resolved.days if draft.resolved else LONG_TREND
    return Grain(unit=Unit.MONTH if days >= LONG_TREND else Unit.WEEK)
