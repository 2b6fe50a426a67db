"""The rows of the answer before, as one or the other way round."""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.built import Built, whole
from semantic_layer.interpret.draft import Draft, Sorted
from semantic_layer.query import TIME, Direction, Grain, MetricQuery, Order

RANKED = "I cannot tell of what the total is. Say whether of all groups or of those shown."
FLIPPED = {Direction.ASC: Direction.DESC, Direction.DESC: Direction.ASC}


def best_of_a_series(draft: Draft, dimensions: tuple[str, ...], grain: Grain | None) -> Draft:
    """ "Which of those was the best", of weeks: the one bucket that comes first."""
    ranked = draft.ranked
    if ranked is None or dimensions or grain is None or ranked.within or ranked.others:
        return draft
    way = ranked.direction or Direction.DESC
    order = Sorted(ranked.by, ranked.show, way, ranked.quality)
    return replace(draft, ranked=None, orders=(order,), limit=ranked.limit or 1)


def reshaped(draft: Draft, query: MetricQuery) -> Built:
    if draft.whole:
        return _as_one(query)
    if query.ranking is not None:
        turned = FLIPPED[query.ranking.direction]
        ranking = query.ranking.model_copy(update={"direction": turned})
        return whole(query.model_copy(update={"ranking": ranking}), ())
    order = query.order or (Order(by=TIME, direction=Direction.ASC),)
    turned_order = tuple(
        each.model_copy(update={"direction": FLIPPED[each.direction]}) for each in order
    )
    return whole(query.model_copy(update={"order": turned_order}), ())


def _as_one(query: MetricQuery) -> Built:
    """The number over all groups and buckets; of a few groups only it would be another one."""
    narrowed = query.ranking or query.limit or query.thresholds or query.counted or query.averaged
    if narrowed or query.running or query.moving:
        return Built(None, trouble=RANKED)
    alone = {"dimensions": (), "grain": None, "order": (), "shares": (), "subtotals": ()}
    return whole(query.model_copy(update=alone), ())
