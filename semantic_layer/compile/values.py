"""How does a value enter a statement without becoming part of its text?

A value node shows its value in place, as valid SQL, and remembers it; check turns every such node
into a numbered parameter. Dates, filter values, limits and policy members are value nodes; nothing
that a person typed is ever written into a tree in another way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlglot import exp

from semantic_layer.errors import NotUnderstood
from semantic_layer.model.definitions import DataType
from semantic_layer.query import Scalar

Bound = str | int | float | bool | date | None

VALUE = "value"  # the key under which a node remembers its value; it survives copying


@dataclass(frozen=True, slots=True)
class Held:
    """A value as a node holds it. A tree is copied several times, and a date copies slowly."""

    bound: Bound

    def __deepcopy__(self, memo: object) -> Held:
        return self


def value(bound: Bound) -> exp.Expr:
    """A node that stands for a value; the literal is what a person reads."""
    node = _literal(bound)
    node.meta[VALUE] = Held(bound)
    return node


def values(bounds: Iterable[Bound]) -> list[exp.Expr]:
    return [value(bound) for bound in bounds]


def is_value(node: exp.Expr) -> bool:
    return VALUE in node.meta


def value_of(node: exp.Expr) -> Bound:
    held: Held = node.meta[VALUE]
    return held.bound


def typed(given: Scalar, kind: DataType, label: str) -> Bound:
    """A filter's value as its dimension's type; raises NotUnderstood where it is none."""
    try:
        return _typed(given, kind)
    except (ValueError, TypeError, ArithmeticError) as error:
        raise NotUnderstood(
            f"“{given}” is no {NAMES.get(kind, 'text')}, and {label} is compared with one. "
            "Write it in another way."
        ) from error


NAMES = {
    DataType.INTEGER: "number",
    DataType.DECIMAL: "number",
    DataType.DATE: "date",
    DataType.TIMESTAMP: "date",
    DataType.BOOLEAN: "yes or no",
}
TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def _typed(given: Scalar, kind: DataType) -> Bound:
    match kind:
        case DataType.STRING:
            return given.isoformat() if isinstance(given, date) else str(given)
        case DataType.DATE | DataType.TIMESTAMP:
            return given if isinstance(given, date) else date.fromisoformat(str(given))
        case DataType.BOOLEAN:
            return given if isinstance(given, bool) else _truth(str(given))
        case DataType.INTEGER | DataType.DECIMAL:
            if isinstance(given, bool):
                raise ValueError(given)
            return given if isinstance(given, int) else float(Decimal(str(given)))


def _truth(text: str) -> bool:
    if text.casefold() not in TRUTH:
        raise ValueError(text)
    return TRUTH[text.casefold()]


def _literal(bound: Bound) -> exp.Expr:
    match bound:
        case None:
            return exp.null()
        case bool():
            return exp.Boolean(this=bound)
        case date():
            day = exp.Literal.string(bound.isoformat())  # `exp.cast` would note its type once more
            return exp.Cast(this=day, to=exp.DataType.build(exp.DType.DATE))
        case int() | float():
            return exp.Literal.number(bound)
        case str():
            return exp.Literal.string(bound)
