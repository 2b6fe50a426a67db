"""How does a row-level expression of the model become a tree inside a statement?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlglot import exp

from semantic_layer.errors import InvariantError
from semantic_layer.model.expressions import parsed
from semantic_layer.model.lineage import PERIOD_DAYS


def placed(text: str, alias: str, marks: Mapping[str, exp.Expr] | None = None) -> exp.Expr:
    """The expression over the columns of `alias`; `marks` fills in `:today` and its like."""

    def place(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column):
            return exp.column(node.name, table=alias)
        if isinstance(node, exp.Placeholder):
            if marks is None or node.name not in marks:
                raise InvariantError(f"Nothing stands for “:{node.name}” in “{text}”.")
            return marks[node.name].copy()
        if isinstance(node, exp.DateDiff):
            return _days_between(node, place)
        return node

    return parsed(text).transform(place)


def _days_between(node: exp.DateDiff, place: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """Dates are subtracted alike everywhere; functions for it differ from engine to engine."""
    unit = node.args.get("unit")
    if unit is not None and unit.name.lower() not in ("day", "days"):
        raise InvariantError(f"“{node.sql()}” does not count days.")
    later, earlier = node.this.transform(place), node.expression.transform(place)
    return exp.Sub(this=wrapped(later), expression=wrapped(earlier))


def present(node: exp.Expr) -> exp.Expr:
    """`node IS NOT NULL`, in the form in which the parser reads it."""
    return exp.Not(this=exp.Is(this=node, expression=exp.null()))


def missing(node: exp.Expr) -> exp.Expr:
    return exp.Is(this=node, expression=exp.null())


def quotient(dividend: exp.Expr, divisor: exp.Expr) -> exp.Expr:
    """Null where the divisor is zero or missing, on every engine."""
    return exp.Div(this=as_factor(dividend), expression=_guarded(divisor), typed=False, safe=False)


def _guarded(divisor: exp.Expr) -> exp.Expr:
    if isinstance(divisor, exp.Nullif) or _is_never_zero(divisor):
        return wrapped(divisor)
    return exp.Nullif(this=unwrapped(divisor), expression=exp.Literal.number(0))


def _is_never_zero(divisor: exp.Expr) -> bool:
    """A number, the days of a period, or a quotient of them."""
    match unwrapped(divisor):
        case exp.Literal(this=number):
            return float(number) != 0
        case exp.Column(name=name):
            return name == PERIOD_DAYS
        case exp.Div(this=above, expression=below):
            return _is_never_zero(above) and _is_never_zero(below)
    return False


def as_factor(node: exp.Expr) -> exp.Expr:
    """On the left of a product or quotient only sums need parentheses."""
    return exp.Paren(this=node) if isinstance(node, (exp.Add, exp.Sub)) else node


def named(node: exp.Expr, name: str) -> exp.Expr:
    """With its name, where it does not have it already."""
    own = isinstance(node, exp.Column) and node.name == name
    return node if own else exp.alias_(node, name, copy=False)


def wrapped(node: exp.Expr) -> exp.Expr:
    """In parentheses where it is arithmetic, so that it keeps its own precedence."""
    return exp.Paren(this=node) if isinstance(node, exp.Binary) else node


def unwrapped(node: exp.Expr) -> exp.Expr:
    return node.this if isinstance(node, exp.Paren) else node


def zero_if_missing(node: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=node, expressions=[exp.Literal.number(0)])


def every(conditions: list[exp.Expr]) -> exp.Expr:
    """All of them; the list is not empty."""
    return exp.and_(*conditions, copy=False) if len(conditions) > 1 else conditions[0]
