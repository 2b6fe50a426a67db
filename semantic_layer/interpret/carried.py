"""What of the limits, the ranking, the shares and the order of a query stays as it changes?"""

from __future__ import annotations

from dataclasses import dataclass

from semantic_layer.interpret.build import named, one_way, order_of, ranking_of, shares_of
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.query import Grain, MetricQuery, Order, Ranking, Share, Threshold


@dataclass(frozen=True, slots=True)
class Split:
    """The groups of a changed query; `kept` where they are those of the one before."""

    dimensions: tuple[str, ...]
    grain: Grain | None
    kept: bool


def thresholds_after(
    draft: Draft, previous: MetricQuery, metrics: tuple[str, ...], split: Split
) -> tuple[Threshold, ...]:
    if draft.thresholds:
        return tuple(named(each, metrics) for each in draft.thresholds)
    if not split.kept:
        return ()
    return tuple(each for each in previous.thresholds if each.metric in metrics)


def ranking_after(
    draft: Draft,
    previous: MetricQuery,
    metrics: tuple[str, ...],
    split: Split,
    context: Context,
) -> tuple[Ranking | None, tuple[str, ...]]:
    old = previous.ranking
    if draft.ranked is not None:
        by = old.by if old is not None and old.by in metrics else metrics[0]
        return ranking_of(draft.ranked, (by, *metrics), split.dimensions, context)
    if old is None or not split.kept:
        return None, ()
    if old.by in metrics:
        return old, ()
    return old.model_copy(update={"by": metrics[0]}), ()


def shares_after(
    draft: Draft, previous: MetricQuery, metrics: tuple[str, ...], context: Context
) -> tuple[Share, ...]:
    if draft.share or draft.parts:
        return shares_of(draft, metrics, context.index)
    kept = tuple(each for each in previous.shares if each.metric in metrics)
    if kept or not previous.shares:
        return kept
    return (Share(metric=metrics[0], of=previous.shares[0].of),)


def orders_after(
    draft: Draft,
    previous: MetricQuery,
    metrics: tuple[str, ...],
    split: Split,
    context: Context,
) -> tuple[Order, ...]:
    if draft.orders:
        return tuple(order_of(each, metrics, context) for each in one_way(draft.orders))
    if draft.ranked is not None:
        return ()
    groups = {*split.dimensions, "time"}
    kept = []
    for each in previous.order:
        if each.by in metrics or each.by in groups:
            kept.append(each)
        elif context.index.has_metric(each.by):
            kept.append(each.model_copy(update={"by": metrics[0]}))
    return tuple(kept)
