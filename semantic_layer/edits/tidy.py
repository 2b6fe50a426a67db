"""A part was taken out: what else of the query spoke of it, and goes with it?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from semantic_layer.query import TIME, MetricQuery, Order, Ranking, Share, Show, Threshold

OF_A_COMPARISON = (Show.COMPARISON, Show.CHANGE, Show.GROWTH)

Meant = TypeVar("Meant", Threshold, Order)


def tidied(query: MetricQuery) -> MetricQuery:
    """The query without what speaks of a metric, group or comparison that it no longer has."""
    groups = query.dimensions
    counted = query.counted if query.counted in (*groups, TIME) else None
    averaged = tuple(name for name in query.averaged if name in (*groups, TIME))
    if query.grain is None:
        counted = None if counted == TIME else counted
        averaged = tuple(name for name in averaged if name != TIME)
    return MetricQuery.model_validate(
        {
            **dict(query),
            "thresholds": tuple(_still_there(query.thresholds, query)),
            "shares": tuple(_shares(query)),
            "running": tuple(each for each in query.running if _runs(each.metric, query)),
            "moving": tuple(each for each in query.moving if _runs(each.metric, query)),
            "ranks": tuple(each for each in query.ranks if each.metric in query.metrics),
            "ranking": _ranking(query),
            "order": tuple(_still_there(query.order, query)),
            "subtotals": query.subtotals
            if query.subtotals == groups[: len(query.subtotals)]
            else (),
            "counted": counted,
            "averaged": averaged,
        }
    )


def _runs(metric: str, query: MetricQuery) -> bool:
    return metric in query.metrics and query.grain is not None


def _shares(query: MetricQuery) -> Iterable[Share]:
    for each in query.shares:
        if each.metric in query.metrics and (query.dimensions or each.part):
            of = tuple(name for name in each.of if name in query.dimensions)
            yield each.model_copy(update={"of": of})


def _still_there(parts: Iterable[Meant], query: MetricQuery) -> Iterable[Meant]:
    for each in parts:
        by = each.metric if isinstance(each, Threshold) else each.by
        if _is_there(by, each.show, each.comparison, query):
            yield each


def _is_there(by: str, show: Show, comparison: int, query: MetricQuery) -> bool:
    if by == TIME:
        return query.grain is not None
    known = (*query.metrics, *query.dimensions, query.count_column)
    if by not in known:
        return False
    if show is Show.SHARE:
        return any(each.metric == by for each in query.shares)
    return show not in OF_A_COMPARISON or comparison < len(query.comparisons)


def _ranking(query: MetricQuery) -> Ranking | None:
    """A ranking is of groups; without any there is nothing to rank."""
    ranking = query.ranking
    if ranking is None or not query.dimensions:
        return None
    if not _is_there(ranking.by, ranking.show, ranking.comparison, query):
        return None
    within = tuple(name for name in ranking.within if name in (*query.dimensions, TIME))
    return ranking.model_copy(update={"within": within})
