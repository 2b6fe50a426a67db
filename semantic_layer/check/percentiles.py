"""Is a percentile one number of the rows' values, in either form in which engines write it?

PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY amount)
QUANTILE_CONT(amount, 0.5)
"""

from __future__ import annotations

from sqlglot import exp

KINDS = (exp.PercentileCont, exp.PercentileDisc)
PERCENTILES = (exp.WithinGroup, *KINDS)


def is_percentile(node: exp.Expr) -> bool:
    if isinstance(node, exp.WithinGroup):
        return isinstance(node.this, KINDS) and _is_plain_order(node.args.get("expression"))
    if isinstance(node.parent, exp.WithinGroup):
        return _parts(node) == {"this"} and _is_fraction(node.this)
    is_of_rows = isinstance(node.this, exp.Expr) and not isinstance(node.this, exp.Distinct)
    return _parts(node) == {"this", "expression"} and is_of_rows and _is_fraction(node.expression)


def _is_plain_order(order: object) -> bool:
    """One expression, ascending."""
    if not isinstance(order, exp.Order) or _parts(order) != {"expressions"}:
        return False
    term, *others = order.expressions
    return not others and isinstance(term, exp.Ordered) and _parts(term) == {"this"}


def _is_fraction(node: object) -> bool:
    return isinstance(node, exp.Literal) and not node.is_string and 0 < float(node.this) < 1


def _parts(node: exp.Expr) -> set[str]:
    return {name for name, part in node.args.items() if part}
