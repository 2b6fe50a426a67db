"""PostgreSQL: whole numbers divide to whole numbers, so every dividend becomes a fraction."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.check.dialects.dialect import Dialect


def adapt(tree: exp.Select) -> exp.Select:
    for node in reversed(list(tree.find_all(exp.Div))):  # the inner first: a cast is of a copy
        node.set("this", exp.cast(node.this, "DOUBLE"))
        node.set("typed", True)
    return tree


def parameter(number: int) -> exp.Expr:
    return exp.Parameter(this=exp.Literal.number(number))


def number_of(node: exp.Expr) -> int:
    if not isinstance(node, exp.Parameter):
        raise TypeError(node)
    return int(node.this.name)


POSTGRES = Dialect("postgres", adapt, parameter, number_of)
