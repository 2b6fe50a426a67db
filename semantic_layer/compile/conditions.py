"""How does a filter on a dimension become a condition on rows?

Null never matches, but for `not_in`: who leaves out one member keeps the rows that have none.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from semantic_layer.compile.expressions import missing, present
from semantic_layer.compile.joins import expression_of, is_nullable, none_label_of
from semantic_layer.compile.values import Bound, typed, value, values
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Filter, FilterOp, Scalar

COMPARED = {
    FilterOp.LT: exp.LT,
    FilterOp.LTE: exp.LTE,
    FilterOp.GT: exp.GT,
    FilterOp.GTE: exp.GTE,
}


def condition(wanted: Filter, dataset: str, index: ModelIndex) -> exp.Expr:
    """The filter as a condition on the rows of a dataset and of what it joins."""
    dimension = index.dimension(wanted.dimension)
    row = _day_of(expression_of(dataset, dimension, index), dimension)
    match wanted.op:
        case FilterOp.IN:
            return _among(row, wanted, dimension, none_label_of(dataset, dimension, index))
        case FilterOp.NOT_IN:
            none_label = none_label_of(dataset, dimension, index)
            nullable = is_nullable(dataset, dimension, index)
            return _not_among(row, wanted, dimension, none_label, nullable=nullable)
        case FilterOp.IS_NULL:
            return missing(row)
        case FilterOp.NOT_NULL:
            return present(row)
        case FilterOp.CONTAINS:
            return _contains(row, str(wanted.values[0]))
        case FilterOp.BETWEEN:
            low, high = (value(_typed(each, dimension)) for each in wanted.values)
            return exp.Between(this=row, low=low, high=high)
        case FilterOp.LT | FilterOp.LTE | FilterOp.GT | FilterOp.GTE:
            bound = value(_typed(wanted.values[0], dimension))
            return COMPARED[wanted.op](this=row, expression=bound)


def _day_of(row: exp.Expr, dimension: Dimension) -> exp.Expr:
    """A moment is compared by its day: “until 31 October” holds to that day's end."""
    return exp.cast(row, exp.DType.DATE) if dimension.type is DataType.TIMESTAMP else row


def _typed(given: Scalar, dimension: Dimension) -> Bound:
    return typed(given, dimension.type, dimension.label)


def _among(row: exp.Expr, wanted: Filter, dimension: Dimension, none_label: str | None) -> exp.Expr:
    named = [each for each in wanted.values if each != none_label]
    if not named:
        return missing(row)
    found = _in(row, named, dimension)
    if len(named) == len(wanted.values):
        return found
    return exp.Paren(this=exp.Or(this=found, expression=missing(row.copy())))


def _not_among(
    row: exp.Expr,
    wanted: Filter,
    dimension: Dimension,
    none_label: str | None,
    *,
    nullable: bool,
) -> exp.Expr:
    named = [each for each in wanted.values if each != none_label]
    if not named:
        return present(row)
    other = exp.Not(this=_in(row, named, dimension))
    if not nullable or len(named) < len(wanted.values):
        return other
    return exp.Paren(this=exp.Or(this=other, expression=missing(row.copy())))


def _in(row: exp.Expr, named: Sequence[Scalar], dimension: Dimension) -> exp.Expr:
    bounds = [_typed(each, dimension) for each in named]
    if len(bounds) == 1:
        return exp.EQ(this=row, expression=value(bounds[0]))
    return exp.In(this=row, expressions=values(bounds))


def _contains(row: exp.Expr, text: str) -> exp.Expr:
    escaped = text.lower()
    for sign in "!%_":
        escaped = escaped.replace(sign, f"!{sign}")
    like = exp.Like(this=exp.Lower(this=row), expression=value(f"%{escaped}%"))
    return exp.Escape(this=like, expression=exp.Literal.string("!"))
