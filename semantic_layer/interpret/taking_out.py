"""What is left of a query where parts of it are taken out: "drop units", "hide the West"?"""

from __future__ import annotations

from semantic_layer.interpret.grammar.comparisons import KINDS
from semantic_layer.interpret.lexicon import PLANS
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Relative, Unit
from semantic_layer.query import ComparisonKind, Filter, FilterOp, MetricQuery

NO_SUCH_PART = "There is nothing like that to take out."
LAST_YEAR = Relative(unit=Unit.YEAR, offset=-1)
COMPARED = (Role.COMPARE, Role.COMPARED, *KINDS)


def without(
    query: MetricQuery, gone: tuple[Item, ...], instead: tuple[str, ...] = ()
) -> MetricQuery | None:
    """The query without the parts that are named; none where it has no such part.

    A number that is asked for `instead` of the one that goes ranks and orders in its place.
    """
    for item in gone:
        if item.role is Role.METRIC and len(instead) == 1 and item.meaning.name in query.metrics:
            query = _exchanged(query, item.meaning.name, instead[0])
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


def _exchanged(query: MetricQuery, old: str, new: str) -> MetricQuery:
    """The query with another number in what follows from the old one; a limit is of that alone."""
    ranking = query.ranking
    if ranking is not None and ranking.by == old:
        ranking = ranking.model_copy(update={"by": new})
    shares = (
        each.model_copy(update={"metric": new}) if each.metric == old else each
        for each in query.shares
    )
    return query.model_copy(
        update={
            "metrics": tuple(dict.fromkeys((*query.metrics, new))),
            "ranking": ranking,
            "shares": tuple(shares),
            "order": tuple(
                each.model_copy(update={"by": new}) if each.by == old else each
                for each in query.order
            ),
        }
    )


def compared_with(query: MetricQuery, item: Item) -> bool:
    """Whether an item names what all stands beside: the plan, last year, another period."""
    if len(query.comparisons) != 1:
        return False
    (beside,) = query.comparisons
    if item.role is Role.METRIC:
        planned = beside.kind is ComparisonKind.PLAN and item.folded in PLANS
        return planned and item.meaning.name not in query.metrics
    if item.role is not Role.PERIOD or item.meaning.period == query.period:
        return False
    last_year = beside.kind is ComparisonKind.LAST_YEAR and item.meaning.period == LAST_YEAR
    return last_year or (beside.period is not None and beside.period == item.meaning.period)


def _without(query: MetricQuery, item: Item) -> MetricQuery | None:
    name = item.meaning.name
    if compared_with(query, item):
        return query.model_copy(update={"comparisons": ()})
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
