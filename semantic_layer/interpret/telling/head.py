"""What is asked for, by what it is split, and what stands beside it, in words?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.telling.conditions import condition
from semantic_layer.interpret.telling.names import (
    Told,
    column,
    grain,
    key,
    listed,
    many,
    metric,
    one,
)
from semantic_layer.interpret.tokens import fold
from semantic_layer.interpret.vocabulary import folded
from semantic_layer.query import TIME, Direction, MetricQuery, Ranking, Share, Show


def head(told: Told) -> str:
    """ "Net sales with share of total by region", "top 3 stores by orders: orders and visitors"."""
    query = told.query
    names, beside = _numbers(told), _beside(told)
    groups = query.shown_dimensions
    if query.ranking is None or not groups:
        series = [grain(query.shown_grain, told)] if query.shown_grain else []
        by = listed((*series, *(one(name, told) for name in groups)))
        empty = f" with empty {query.grain.unit}s" if _is_filled(query) and query.grain else ""
        return f"{names}{beside} by {by}{empty}" if by else f"{names}{beside}"
    ranked, extra = _ranking(query.ranking, told)
    if query.averaged:
        return _ranked_means(names, query.ranking, told) or f"{names} for the {ranked}{extra}"
    if query.metrics == (query.ranking.by,):
        return f"{ranked}{beside}{extra}"
    if query.ranking.by in (query.metrics[0], query.count_column):
        return f"{ranked}{beside}{extra}: {names}"
    return f"{names}{beside} for the {ranked}{extra}"


def _ranked_means(names: str, ranking: Ranking, told: Told) -> str:
    """ "Average orders per store by state, top 3": the means are ranked, not the sums."""
    whole = ranking.within or ranking.others or ranking.by != told.query.metrics[0]
    if whole or ranking.show is not Show.VALUE:
        return ""
    way = "top" if ranking.direction is Direction.DESC else "bottom"
    by = listed(one(name, told) for name in told.query.shown_dimensions)
    return f"{names} by {by}, {way} {ranking.limit}"


def _is_filled(query: MetricQuery) -> bool:
    """Whether buckets in which nothing happened are shown; means count them anyway."""
    return query.grain is not None and query.grain.fill and not query.averaged


def _numbers(told: Told) -> str:
    query = told.query
    names = listed(metric(name, told) for name in query.metrics)
    if query.counted is not None:
        return f"{_how_many(_counted(told), told)} with {names}"
    if query.averaged:
        return f"{_average(names, told)} {' '.join(_per(told))}"
    return names


def _average(names: str, told: Told) -> str:
    """ "Average net sales"; where that could name a metric of its own, "average of stock"."""
    said = fold(f"average {names}")
    taken = any(f"{said} ".startswith(f"{each} ") for each in _known(told) if " " in each)
    several = len(told.query.metrics) > 1  # "average orders and stock value"
    return f"average of {names}" if taken or several else f"average {names}"


def _how_many(noun: str, told: Told) -> str:
    """ "Number of stores", unless a metric is called so."""
    ways = (f"{count} {noun}" for count in ("number of", "count of", "how many"))
    return next(way for way in ways if fold(way) not in _known(told) or way.startswith("how"))


def _known(told: Told) -> frozenset[str]:
    """What the metrics of the model are called."""
    metrics = told.index.metrics.values()
    return frozenset(folded(name) for each in metrics for name in (each.label, *each.synonyms))


def _counted(told: Told) -> str:
    query = told.query
    if query.counted == TIME and query.grain is not None:
        return f"{grain(query.grain, told)}s"
    return many(query.counted or "", told)


def _per(told: Told) -> Iterator[str]:
    """ "Per store", "per store per week"."""
    for name in told.query.averaged:
        yield f"per {key(name, told)}"


def _beside(told: Told) -> str:
    """What stands beside the metrics: " with share of total and running total in each year"."""
    query = told.query
    unit = query.grain.unit.value if query.grain else ""
    said = [_share(each, told) for each in query.shares]
    said += [
        "running total" if each.restart is None else f"running total in each {each.restart}"
        for each in query.running
    ]
    said += [f"{each.count}-{unit} moving average" for each in query.moving]
    said += ["rank"] if query.ranks else []
    if query.subtotals:
        said.append("subtotals" if len(query.dimensions) > 1 else "a total")
    return f" with {listed(dict.fromkeys(said))}" if said else ""


def _share(share: Share, told: Told) -> str:
    if share.part:
        said = listed(condition(each, told).removeprefix("only ") for each in share.part)
        return f"share of {metric(share.metric, told)} from {said}"
    keys = listed(f"each {key(each, told)}" for each in share.of)
    return f"share of {keys or 'total'}"


def _ranking(ranking: Ranking, told: Told) -> tuple[str, str]:
    """ "Top 3 stores by orders in each region", and what else is told of each."""
    way = "top" if ranking.direction is Direction.DESC else "bottom"
    subject, *others = [n for n in told.query.shown_dimensions if n not in ranking.within]
    noun = one(subject, told) if ranking.limit == 1 else many(subject, told)
    rest = " and others" if ranking.others else ""
    within = listed(key(name, told) for name in ranking.within)
    each = f" in each {within}" if within else ""
    extra = f", with their {listed(one(name, told) for name in others)}" if others else ""
    by = column(ranking.by, ranking.show, told)
    return f"{way} {ranking.limit} {noun}{rest} by {by}{each}", extra
