"""Which MetricQuery do the parts of a draft make, and what had to be assumed?"""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from semantic_layer.calendars.resolve import default_period
from semantic_layer.calendars.scan import calendar_words
from semantic_layer.interpret import as_of
from semantic_layer.interpret.built import Built, apart
from semantic_layer.interpret.describe import timeless
from semantic_layer.interpret.draft import Context, Draft, Ranked, Sorted
from semantic_layer.interpret.grammar.comparisons import with_shows
from semantic_layer.interpret.grammar.shares import SHARE_OF_ALL
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.troubles import troubles
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric
from semantic_layer.period import Named, Period, Relative, Rolling, Unit
from semantic_layer.query import (
    TIME,
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
    Show,
    Threshold,
)

FRACTION = "fraction"
NO_SERIES = "I can show a series of what one ranking finds, not of rankings within groups."
MANY, COUNTED = 4, (Unit.WEEK, Unit.QUARTER)
LONG_TREND = 200  # days, from which on months read better than weeks


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
    if draft.counted and draft.averaged:
        trouble = trouble or "I can count members or average over them, not both at once."
    if trouble:
        return Built(None, trouble=trouble)
    ranking, limit_assumed = ranking_of(draft.ranked, metrics, dimensions, context)
    comparisons, compared_assumed = with_shows(draft)
    period, period_assumed = period_of(draft, metrics, context.index)
    period = _of_days_to_come(draft, metrics, context) or period
    if own := as_of.up_to(draft, period, metrics, context.index):
        comparisons = tuple(as_of.beside(each, own, context) for each in comparisons)
        period, period_assumed = own, (as_of.said(own),)
    shown = grain_of(draft, dimensions, context.index)
    if draft.filled and shown is not None:
        shown = shown.model_copy(update={"fill": True})
    if ranking is not None and shown is not None and TIME not in (*ranking.within, *draft.averaged):
        return _series_of_ranked(draft, metrics, dimensions, ranking, context)
    limits = tuple(judged(each, metrics, draft) for each in draft.thresholds)
    try:
        query = MetricQuery(
            metrics=metrics,
            dimensions=(*dimensions, *(name for name in draft.averaged if name != TIME)),
            filters=merged((*draft.filters, *with_one(dimensions, draft.filters, context.index))),
            thresholds=limits,
            period=period,
            grain=shown,
            comparisons=comparisons,
            ranking=ranking,
            shares=shares_of(draft, metrics, context.index),
            order=tuple(order_of(each, metrics, context, limits) for each in one_way(draft.orders)),
            counted=draft.counted or None,
            averaged=draft.averaged,
            limit=draft.limit,
            running=running(draft, metrics, compared=bool(comparisons)),
            moving=moving(draft, metrics, compared=bool(comparisons)),
            subtotals=dimensions if draft.subtotals else (),
        )
    except ValidationError as error:
        return Built(None, trouble=apart(error))
    return Built(query, (*draft.assumed, *period_assumed, *limit_assumed, *compared_assumed))


def _series_of_ranked(
    draft: Draft,
    metrics: tuple[str, ...],
    dimensions: tuple[str, ...],
    ranking: Ranking,
    context: Context,
) -> Built:
    """ "Weekly sales of the top 3 stores": the ranking finds the stores over the whole period."""
    subjects = [name for name in dimensions if name not in ranking.within]
    if len(subjects) != 1 or ranking.within or ranking.others:
        return Built(None, trouble=NO_SERIES)
    plain = replace(draft, grain=None, trend=False, running=False, moving=None, orders=())
    found = build(replace(plain, breakdowns=((0, subjects[0]),), attributes=()), context)
    if found.query is None:
        return found
    members = Filter(
        dimension=subjects[0],
        op=FilterOp.IN,
        members=found.query.model_copy(update={"metrics": (ranking.by,), "order": ()}),
    )
    series = build(replace(draft, ranked=None, filters=(*draft.filters, members)), context)
    return replace(series, assumed=tuple(dict.fromkeys((*series.assumed, *found.assumed))))


def _uncounted(draft: Draft, context: Context) -> str:
    """Members are counted by a number that they have, or by a limit that they keep."""
    if not draft.counted or draft.counted == TIME or draft.thresholds:
        return ""
    many = context.index.dimension(draft.counted).plural
    return f"I can count {many} by a number that they have, such as “how many {many} had orders”."


def in_order(placed: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """Names in the order in which the question says them, each once."""
    return tuple(dict.fromkeys(name for _, name in sorted(placed, key=lambda each: each[0])))


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


def judged(threshold: Threshold, metrics: tuple[str, ...], draft: Draft) -> Threshold:
    """Of the number that it limits, in each bucket where the question says so.

    Beside a share a limit that names no number is on the share.
    """
    of_share = not threshold.metric and threshold.show is Show.VALUE
    threshold = named(threshold, metrics)
    if of_share and (draft.share or draft.parts):
        metric = draft.parts[0].metric if draft.parts else threshold.metric
        threshold = threshold.model_copy(update={"metric": metric, "show": Show.SHARE})
    if draft.each is None:
        return threshold
    return threshold.model_copy(update={"each": draft.each, "at_least": draft.at_least})


def running(draft: Draft, metrics: tuple[str, ...], *, compared: bool) -> tuple[Running, ...]:
    """A running total of each metric, and of what it is compared with, if one is asked for."""
    if not draft.running:
        return ()
    return tuple(Running(metric=name, restart=draft.restart, compared=compared) for name in metrics)


def moving(draft: Draft, metrics: tuple[str, ...], *, compared: bool) -> tuple[Moving, ...]:
    """A mean over so many buckets of each metric, and of what it is compared with."""
    if not draft.moving:
        return ()
    return tuple(Moving(metric=name, count=draft.moving, compared=compared) for name in metrics)


def ranking_of(
    ranked: Ranked | None, metrics: tuple[str, ...], dimensions: tuple[str, ...], context: Context
) -> tuple[Ranking | None, tuple[str, ...]]:
    if ranked is None or not dimensions:
        return None, ()
    by = ranked.by or metrics[0]
    way = _way(ranked.direction or Direction.DESC, ranked.quality, context.index.metric(by), ())
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


def _way(
    direction: Direction, quality: bool, metric: Metric, limits: tuple[Threshold, ...]
) -> Direction:
    """The best of a metric that should be low is its lowest.

    Where that is not known, a limit tells: of those over one the worst is the highest.
    """
    over = any(each.metric == metric.name and each.op in ("gt", "gte") for each in limits)
    low = metric.favourable == "down" or (metric.favourable == "neutral" and over)
    if quality and low:
        return Direction.ASC if direction is Direction.DESC else Direction.DESC
    return direction


def one_way(orders: tuple[Sorted, ...]) -> tuple[Sorted, ...]:
    """ "Rank brands on units, lowest at the top": a way said alone is that of the order named."""
    wayless = [each for each in orders if each.direction is None]
    ways = [each for each in orders if each.direction is not None and not each.by]
    if len(wayless) != 1 or len(ways) != 1:
        return orders
    way = ways[0]
    whole = replace(wayless[0], direction=way.direction, quality=way.quality)
    return tuple(whole if each is wayless[0] else each for each in orders if each is not way)


def order_of(
    each: Sorted,
    metrics: tuple[str, ...],
    context: Context,
    limits: tuple[Threshold, ...] = (),
) -> Order:
    by = each.by or metrics[0]
    direction = each.direction or Direction.DESC
    if context.index.has_metric(by):
        direction = _way(direction, each.quality, context.index.metric(by), limits)
    return Order(by=by, show=each.show, direction=direction)


def shares_of(draft: Draft, metrics: tuple[str, ...], index: ModelIndex) -> tuple[Share, ...]:
    if not draft.share:
        return draft.parts
    of_all = SHARE_OF_ALL in draft.used.values()  # "with share of total, share of orders over 5%"
    named_ones = () if of_all else tuple(name for name in draft.shares if name in metrics)
    additive = tuple(name for name in metrics if index.metric(name).unit != FRACTION)
    of = draft.share_of
    return tuple(Share(metric=name, of=of) for name in named_ones or additive or metrics[:1])


def period_of(
    draft: Draft, metrics: tuple[str, ...], index: ModelIndex
) -> tuple[Period | None, tuple[str, ...]]:
    if draft.period is not None:
        return draft.period, ()
    if draft.implied is not None:
        return draft.implied, ("the current period, as only its comparison was named",)
    return period_unsaid(metrics, index)


def _of_days_to_come(draft: Draft, metrics: tuple[str, ...], context: Context) -> Period | None:
    """ "The plan for December", said in November, is of the one that comes."""
    plans = context.index.plans
    period, days = draft.period, draft.resolved
    if not set(metrics) <= plans or not isinstance(period, Named) or period.unit is Unit.YEAR:
        return None
    if days is None or days.whole_end >= context.clock.today:
        return None
    yearless = period.year is None and period.year_offset is None and not period.over
    return period.model_copy(update={"year_offset": 0}) if yearless else None


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


def _in_its_calendar(draft: Draft, index: ModelIndex | None) -> Grain | None:
    """The quarters of a calendar year are calendar quarters; its fiscal quarters are not."""
    grain, own = draft.grain, draft.resolved
    if grain is None or grain.calendar is not None or own is None:
        return grain
    if index is not None and _names_its_calendar(draft, index):
        return grain
    plain = grain.unit in (Unit.DAY, Unit.WEEK)
    named = getattr(draft.period, "calendar", None)
    return grain if plain or named is None else grain.model_copy(update={"calendar": named})


def _names_its_calendar(draft: Draft, index: ModelIndex) -> bool:
    """Whether a word for a calendar stands beside the unit: "by fiscal quarter"."""
    known, _ = calendar_words(index)
    said = (item.folded.split() for item in draft.items if item.role is Role.GRAIN)
    return any(word in known for words in said for word in words)


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
        return _in_its_calendar(draft, index)
    period = draft.period
    if isinstance(period, Relative | Rolling) and period.count >= MANY and period.unit in COUNTED:
        return Grain(unit=period.unit)  # "the trend over the last eight quarters"
    days = draft.resolved.days if draft.resolved else LONG_TREND
    return Grain(unit=Unit.MONTH if days >= LONG_TREND else Unit.WEEK)
