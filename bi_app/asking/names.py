"""What does a query name, itself and in the queries inside it: metrics, dimensions, members?"""

from collections.abc import Iterator
from typing import TypeGuard

from semantic_layer.query import TIME, Filter, MetricQuery


def metrics_of(query: MetricQuery) -> frozenset[str]:
    """Orders may name a metric or a dimension; they count as neither here (see `orders_of`)."""
    names = set[str]()
    for each in _queries(query):
        names.update(each.metrics)
        names.update(threshold.metric for threshold in each.thresholds)
        names.update(share.metric for share in each.shares)
        names.update(part.metric for part in (*each.running, *each.moving))
        names.update(rank.metric for rank in each.ranks)
        if each.ranking is not None and each.ranking.by != each.count_column:
            names.add(each.ranking.by)
    return frozenset(names)


def dimensions_of(query: MetricQuery) -> frozenset[str]:
    names = set[str]()
    for each in _queries(query):
        names.update(each.dimensions)
        names.update(each.subtotals)
        if each.counted is not None:
            names.add(each.counted)
        names.update(each.averaged)
        names.update(filter_.dimension for filter_ in _filters(each))
        names.update(*(share.of for share in each.shares))
        names.update(*(rank.within for rank in each.ranks))
        if each.ranking is not None:
            names.update(each.ranking.within)
    return frozenset(names - {TIME})


def orders_of(query: MetricQuery) -> frozenset[str]:
    """Of the counts of members nothing is to be read, so their name is none of the model."""
    return frozenset(
        order.by
        for each in _queries(query)
        for order in each.order
        if order.by not in (TIME, each.count_column)
    )


def filters_of(query: MetricQuery) -> tuple[Filter, ...]:
    return tuple(filter_ for each in _queries(query) for filter_ in _filters(each))


def names_in(query: MetricQuery) -> frozenset[str]:
    """All of the model that it names but members."""
    return metrics_of(query) | dimensions_of(query) | orders_of(query)


def texts_in(query: MetricQuery) -> frozenset[str]:
    """The members, as texts, and whatever else is no number that its filters compare with."""
    values = (value for each in filters_of(query) for value in each.values)
    return frozenset(str(value) for value in values if not _is_number(value))


def numbers_in(query: MetricQuery) -> frozenset[float]:
    """What it compares with and how many rows it keeps; the numbers of periods are their own."""
    return frozenset(
        float(value)
        for each in _queries(query)
        for value in (
            *(value for filter_ in _filters(each) for value in filter_.values),
            *(value for threshold in each.thresholds for value in threshold.values),
            *(threshold.at_least for threshold in each.thresholds),
            *(moving.count for moving in each.moving),
            *((each.ranking.limit,) if each.ranking is not None else ()),
            each.limit,
        )
        if _is_number(value)
    )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _filters(query: MetricQuery) -> Iterator[Filter]:
    """Its own, and those of the parts that it takes a share of."""
    yield from query.filters
    for share in query.shares:
        yield from share.part


def _queries(query: MetricQuery) -> Iterator[MetricQuery]:
    yield query
    for each in query.filters:
        if each.members is not None:
            yield from _queries(each.members)
