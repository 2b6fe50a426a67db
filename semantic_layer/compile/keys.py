"""When are the keys of two steps the same group?

Null meets null, in a form of equality that both engines can hash.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.block import Key
from semantic_layer.compile.expressions import missing
from semantic_layer.compile.joins import is_nullable, none_label_of
from semantic_layer.compile.plan import Plan
from semantic_layer.model.definitions import DataType

ANY_VALUE: dict[DataType, exp.Expr] = {
    DataType.STRING: exp.Literal.string(""),
    DataType.INTEGER: exp.Literal.number(0),
    DataType.DECIMAL: exp.Literal.number(0),
    DataType.BOOLEAN: exp.false(),
    DataType.DATE: exp.cast(exp.Literal.string("1970-01-01"), "DATE"),
    DataType.TIMESTAMP: exp.cast(exp.Literal.string("1970-01-01"), "TIMESTAMP"),
}


def same_key(here: exp.Expr, there: exp.Expr, stand_in: exp.Expr | None) -> Iterator[exp.Expr]:
    """Conditions that hold together; `stand_in` is any value of a key that may be null."""
    if stand_in is None:
        yield exp.EQ(this=here, expression=there)
        return
    yield exp.EQ(
        this=exp.Coalesce(this=here, expressions=[stand_in.copy()]),
        expression=exp.Coalesce(this=there, expressions=[stand_in.copy()]),
    )
    yield exp.EQ(
        this=exp.Paren(this=missing(here.copy())), expression=exp.Paren(this=missing(there.copy()))
    )


def stand_in_for(key: Key, plan: Plan) -> exp.Expr | None:
    """A value for where the key is null; none where it never is."""
    if key.dimension is None or not may_be_null(key, plan):
        return None
    return ANY_VALUE[key.dimension.type]


def may_be_null(key: Key, plan: Plan) -> bool:
    dimension = key.dimension
    if dimension is None:
        return False
    if plan.spine is not None and key.name in plan.spine.nullable:
        return True
    return any(
        is_nullable(block.dataset.name, dimension, plan.index)
        and none_label_of(block.dataset.name, dimension, plan.index) is None
        for block in plan.blocks
    )
