"""How many rows are shown, which come first, and what stands beside the numbers?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.edits.edit import Edit, Menu, Option, PartOf
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Direction, MetricQuery, Order, Ranking

TOPS = {
    "top_3": ("Top 3", Direction.DESC, 3),
    "top_5": ("Top 5", Direction.DESC, 5),
    "top_10": ("Top 10", Direction.DESC, 10),
    "top_25": ("Top 25", Direction.DESC, 25),
    "bottom_3": ("Bottom 3", Direction.ASC, 3),
    "bottom_5": ("Bottom 5", Direction.ASC, 5),
    "bottom_10": ("Bottom 10", Direction.ASC, 10),
}
ORDERS = {"highest": ("Highest first", Direction.DESC), "lowest": ("Lowest first", Direction.ASC)}
BESIDE = ("shares", "running", "moving", "ranks")


def row_menus(query: MetricQuery, index: ModelIndex) -> tuple[Menu, ...]:
    """Of groups; a single number and a series alone have their own order."""
    beside = tuple(Menu(PartOf.BESIDE, at, removable=True) for at, _ in enumerate(_beside(query)))
    if not query.shown_dimensions or query.averaged or query.counted:
        return beside
    options = tuple(_options(query))
    removable = query.ranking is not None or bool(query.order)
    return (*beside, Menu(PartOf.ROWS, 0, options, removable=removable))


def _options(query: MetricQuery) -> Iterator[Option]:
    ranking, order = query.ranking, query.order[0] if query.order else None
    for to, (label, direction) in ORDERS.items():
        current = order is not None and (order.by, order.direction) == (query.metrics[0], direction)
        yield Option(to, label, current=ranking is None and current)
    for to, (label, direction, limit) in TOPS.items():
        now = ranking is not None and (ranking.direction, ranking.limit) == (direction, limit)
        yield Option(to, label, current=now)


def _beside(query: MetricQuery) -> list[tuple[str, object]]:
    return [(part, each) for part in BESIDE for each in getattr(query, part)]


def edit_rows(query: MetricQuery, edit: Edit) -> MetricQuery:
    """By what it was ranked or ordered by before, else by the first metric."""
    by = query.ranking.by if query.ranking else query.metrics[0]
    if edit.to in ORDERS:
        order = (Order(by=by, direction=ORDERS[edit.to][1]),)
        return query.model_copy(update={"ranking": None, "limit": None, "order": order})
    if not edit.to:
        return query.model_copy(update={"ranking": None, "limit": None, "order": ()})
    _, direction, limit = TOPS[edit.to]
    known = query.ranking or Ranking(by=by, limit=limit)
    ranking = known.model_copy(update={"direction": direction, "limit": limit})
    return query.model_copy(update={"ranking": ranking, "limit": None, "order": ()})


def edit_beside(query: MetricQuery, edit: Edit) -> MetricQuery:
    part, gone = _beside(query)[edit.at]
    kept = tuple(each for each in getattr(query, part) if each is not gone)
    return query.model_copy(update={part: kept})
