"""Which rows and groups are kept, in words?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.telling.names import Told, bucket, column, listed, many, one, value
from semantic_layer.model.definitions import DataType
from semantic_layer.query import Filter, FilterOp, Show, Threshold

BOUNDS = {
    FilterOp.LT: "under",
    FilterOp.LTE: "at most",
    FilterOp.GT: "over",
    FilterOp.GTE: "at least",
}
DATES = {
    FilterOp.LT: "before",
    FilterOp.LTE: "by",
    FilterOp.GT: "after",
    FilterOp.GTE: "since",
}
WORDS = {
    "lt": "under",
    "lte": "at most",
    "gt": "over",
    "gte": "at least",
    "eq": "exactly",
    "ne": "not exactly",
    "is_null": "empty",
    "not_null": "not empty",
}
DATED = (DataType.DATE, DataType.TIMESTAMP)
NUMBERED = (DataType.INTEGER, DataType.DECIMAL)


def condition(each: Filter, told: Told) -> str:
    """ "Only region West", "list price over 50", "opened before 2 May 2024"."""
    dimension = told.index.dimension(each.dimension)
    noun = "" if dimension.type is DataType.BOOLEAN else one(each.dimension, told)
    values = listed(value(member, each.dimension, told) for member in each.values)
    match each.op:
        case FilterOp.IN | FilterOp.NOT_IN:
            way = "only" if each.op is FilterOp.IN else "excluding"
            return " ".join(word for word in (way, noun, values) if word)
        case FilterOp.IS_NULL:
            return f"without {noun}"
        case FilterOp.NOT_NULL:
            return f"with {noun}"
        case FilterOp.BETWEEN if dimension.type in DATED:
            return f"{_dated(noun)} between {values}"
        case FilterOp.BETWEEN:
            return f"{noun} between {values}"
        case FilterOp.CONTAINS:
            return f"{noun} containing {values}"
        case _ if dimension.type in DATED:
            return f"{_dated(noun)} {DATES[each.op]} {values}"
        case _:
            return f"{noun} {BOUNDS[each.op]} {values}"


def _dated(noun: str) -> str:
    """ "Opened before", not "opened on before"."""
    return noun.removesuffix(" on")


def members(each: Filter, found: str, told: Told) -> str:
    """Those that another query finds, which stands in quotation marks."""
    way = "only" if each.op is FilterOp.IN else "excluding"
    return f"{way} the {many(each.dimension, told)} of “{found}”"


def limit(each: Threshold, told: Told) -> str:
    """ "Growth of net sales over 5%", "orders at least 9 in every month"."""
    name = column(each.metric, each.show, told)
    said = "between" if each.op == "between" else WORDS[each.op]
    amounts = listed(_amount(amount, each, told) for amount in each.values)
    return " ".join(word for word in (name, said, amounts, *_buckets(each, told)) if word)


def _amount(amount: float, each: Threshold, told: Told) -> str:
    rate = told.index.metric(each.metric).unit == "fraction"
    if each.show is Show.CHANGE and rate:
        return f"{amount * 100:,.10g} points"
    if rate or each.show in (Show.GROWTH, Show.SHARE):
        return f"{amount * 100:,.10g}%"
    return f"{amount:,.10g}"


def _buckets(each: Threshold, told: Told) -> Iterator[str]:
    """ "in every month", "in at least 3 weeks"."""
    if each.each is not None:
        unit = bucket(each.each, told)
        several = f"{unit}s" if each.at_least != 1 else unit
        yield f"in at least {each.at_least} {several}" if each.at_least else f"in every {unit}"
