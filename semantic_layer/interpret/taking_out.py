"""What is left of a query where parts of it are taken out: "drop units", "hide the West"?"""

from __future__ import annotations

from semantic_layer.interpret.grammar.comparisons import KINDS
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, FilterOp, MetricQuery

NO_SUCH_PART = "There is nothing like that to take out."
COMPARED = (Role.COMPARE, Role.COMPARED, *KINDS)


def without(query: MetricQuery, gone: tuple[Item, ...]) -> MetricQuery | None:
    """The query without the parts that are named; none where it has no such part."""
    for item in gone:
        if item.role is Role.PERIOD and item.meaning.period == query.period:
            continue  # another one is named beside it
        changed = _without(query, item)
        if changed is None or changed == query:
            return None
        query = changed
    return query


def has(query: MetricQuery, item: Item) -> bool:
    """Whether an item names a part of the query."""
    meaning = item.meaning
    if item.role is Role.METRIC:
        return meaning.name in query.metrics
    if item.role is Role.DIMENSION:
        return meaning.name in query.dimensions
    if item.role is Role.MEMBER:
        kept = (each for each in query.filters if each.dimension == meaning.name)
        return any(set(meaning.values) <= set(each.values) for each in kept)
    if item.role is Role.PERIOD:
        return meaning.period == query.period
    return False


def _without(query: MetricQuery, item: Item) -> MetricQuery | None:
    name = item.meaning.name
    if item.role is Role.METRIC:
        return _without_metric(query, name)
    if item.role is Role.DIMENSION:
        return _without_dimension(query, name)
    if item.role is Role.MEMBER:
        return query.model_copy(update={"filters": _without_member(query.filters, item)})
    if item.role in (Role.GRAIN, Role.TIME_UNIT):
        return query.model_copy(update={"grain": None})
    if item.role is Role.SHARE:
        return query.model_copy(update={"shares": ()})
    if item.role in COMPARED:
        return query.model_copy(update={"comparisons": ()})
    return None


def _without_metric(query: MetricQuery, name: str) -> MetricQuery | None:
    """Where the rows are in the order of what goes, nothing says how they stand without it."""
    ranked = query.ranking is not None and query.ranking.by == name
    beside = {each.metric for each in query.thresholds} | {each.metric for each in query.shares}
    beside |= {each.metric for each in query.running} | {each.metric for each in query.moving}
    if ranked or name in beside:
        return None
    return query.model_copy(
        update={
            "metrics": tuple(each for each in query.metrics if each != name),
            "order": tuple(each for each in query.order if each.by != name),
        }
    )


def _without_dimension(query: MetricQuery, name: str) -> MetricQuery:
    kept = tuple(each for each in query.dimensions if each != name)
    filters = tuple(each for each in query.filters if each.dimension != name)
    split = len(kept) < len(query.dimensions)
    return query.model_copy(
        update={
            "dimensions": kept,
            "filters": filters,
            "ranking": None if split and not kept else query.ranking,
            "order": tuple(each for each in query.order if each.by != name),
            "shares": () if split and not kept else query.shares,
        }
    )


def _without_member(filters: tuple[Filter, ...], item: Item) -> tuple[Filter, ...]:
    """A member that was kept is so no more; any other is left out from now on."""
    name, values = item.meaning.name, item.meaning.values
    kept: list[Filter] = []
    found = False
    for each in filters:
        own = each.dimension == name and each.op is FilterOp.IN
        if not own or not set(values) <= set(each.values):
            kept.append(each)
            continue
        found = True
        rest = tuple(value for value in each.values if value not in values)
        if rest:
            kept.append(each.model_copy(update={"values": rest}))
    out = Filter(dimension=name, op=FilterOp.NOT_IN, values=values)
    return tuple(kept) if found else (*kept, out)
