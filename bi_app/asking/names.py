"""Which metrics, dimensions and members does a query name, itself and in the queries inside it?"""

from collections.abc import Iterator

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
