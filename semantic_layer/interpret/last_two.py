"""Which one query do the last two make: "both of them"?"""

from __future__ import annotations

from semantic_layer.query import FilterOp, MetricQuery


def last_two(previous: MetricQuery, earlier: tuple[MetricQuery, ...]) -> MetricQuery | None:
    """One row for each of the members that the last two queries were about, all else alike."""
    if not earlier:
        return None
    rest = {"filters": ()}
    if earlier[0].model_copy(update=rest) != previous.model_copy(update=rest):
        return None
    mine = [each for each in previous.filters if each not in earlier[0].filters]
    other = [each for each in earlier[0].filters if each not in previous.filters]
    if len(mine) != 1 or len(other) != 1 or mine[0].dimension != other[0].dimension:
        return None
    if mine[0].op is not FilterOp.IN or other[0].op is not FilterOp.IN:
        return None
    values = tuple(dict.fromkeys((*other[0].values, *mine[0].values)))
    whole = mine[0].model_copy(update={"values": values})
    filters = tuple(whole if each == mine[0] else each for each in previous.filters)
    dimensions = tuple(dict.fromkeys((*previous.dimensions, whole.dimension)))
    return previous.model_copy(update={"filters": filters, "dimensions": dimensions})
