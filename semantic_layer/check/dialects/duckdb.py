"""DuckDB: division is of fractions already, and `$1` is read as a placeholder."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.check.dialects.dialect import Dialect


def adapt(tree: exp.Select) -> exp.Select:
    return tree


def parameter(number: int) -> exp.Expr:
    return exp.Placeholder(this=str(number))


def number_of(node: exp.Expr) -> int:
    if not isinstance(node, exp.Placeholder):
        raise TypeError(node)
    return int(node.name)


DUCKDB = Dialect("duckdb", adapt, parameter, number_of)
