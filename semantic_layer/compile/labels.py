"""In which order do the members of a key stand?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.block import Key
from semantic_layer.compile.joins import none_label_of
from semantic_layer.compile.plan import Plan
from semantic_layer.model.definitions import DataType

OF_TEXT = "of_text"  # the mark of a term that engines may order by rules of a language


def by_label(
    key: Key, plan: Plan, *, descends: bool = False, by_name: bool = False
) -> Iterator[exp.Ordered]:
    """Members in their own order, or by label (always, with `by_name`); none comes last."""
    column = exp.column(key.name)
    dimension = key.dimension
    if dimension is not None:
        for last in sorted(last_labels(key, plan)):
            yield ordered(exp.EQ(this=column.copy(), expression=exp.Literal.string(last)))
        if dimension.ordered and not by_name:
            yield ordered(_position(column, dimension.ordered), descends=descends)
    term = ordered(column, descends=descends)
    if dimension is not None and dimension.type is DataType.STRING:
        term.meta[OF_TEXT] = True
    yield term


def last_labels(key: Key, plan: Plan) -> set[str]:
    """What the group without a member is called."""
    if key.dimension is None:
        return set()
    dimension = key.dimension
    labels = {none_label_of(block.dataset.name, dimension, plan.index) for block in plan.blocks}
    return {label for label in labels if label is not None}


def _position(column: exp.Expr, members: tuple[str, ...]) -> exp.Expr:
    arms = [
        exp.If(this=exp.Literal.string(member), true=exp.Literal.number(position))
        for position, member in enumerate(members)
    ]
    return exp.Case(this=column.copy(), ifs=arms)


def ordered(node: exp.Expr, *, descends: bool = False) -> exp.Ordered:
    return exp.Ordered(this=node, desc=descends or None, nulls_first=False)
