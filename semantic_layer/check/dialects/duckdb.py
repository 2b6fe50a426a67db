"""DuckDB: division is of fractions already, and `$1` is read as a placeholder.

A percentile is an aggregate of two arguments, which can be filtered like any other.
"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.check.dialects.dialect import Dialect


def adapt(tree: exp.Select) -> exp.Select:
    for node in list(tree.find_all(exp.WithinGroup)):
        node.replace(_of_two_arguments(node))
    return tree


def _of_two_arguments(node: exp.WithinGroup) -> exp.Expr:
    percentile: exp.Expr = node.this.copy()
    (ordered,) = node.expression.expressions
    percentile.set("expression", percentile.this)
    percentile.set("this", ordered.this)
    return percentile


def parameter(number: int) -> exp.Expr:
    return exp.Placeholder(this=str(number))


def number_of(node: exp.Expr) -> int:
    if not isinstance(node, exp.Placeholder):
        raise TypeError(node)
    return int(node.name)


DUCKDB = Dialect("duckdb", adapt, parameter, number_of)
