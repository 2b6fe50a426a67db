"""PostgreSQL: whole numbers divide to whole numbers, and texts are ordered as the database likes.

So every dividend becomes a fraction, and what is ordered by its text is so by code points. The row
of a discrete percentile is found by multiplying in floating point and rounding up, which goes one
too far where 0.55 of 100 rows is a hair over 55: a hair less than the fraction finds the row. Names
are cut at 63 bytes, where two could become one: longer ones are made shorter here, each in one way.
"""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from sqlglot import exp

from semantic_layer.check.dialects.dialect import Dialect
from semantic_layer.compile.labels import OF_TEXT

HAIR = Decimal("1e-12")  # of up to a hundred million rows, and fractions of four places
LONGEST_NAME = 63  # bytes
KEPT = 46  # of a longer one, before a digest of the whole


def adapt(tree: exp.Select) -> exp.Select:
    for node in reversed(list(tree.find_all(exp.Div))):  # the inner first: a cast is of a copy
        node.set("this", exp.cast(node.this, "DOUBLE"))
        node.set("typed", True)
    for discrete in tree.find_all(exp.PercentileDisc):
        discrete.set("this", exp.Literal.number(_a_hair_less(discrete.this.this)))
    for term in [each for each in tree.find_all(exp.Ordered) if each.meta.get(OF_TEXT)]:
        _by_code_points(term)
    for name in tree.find_all(exp.Identifier):
        if len(name.name.encode()) > LONGEST_NAME:
            name.set("this", _shortened(name.name))
    return tree


def _shortened(name: str) -> str:
    whole = name.encode()
    return f"{whole[:KEPT].decode(errors='ignore')}_{sha256(whole).hexdigest()[:16]}"


def _a_hair_less(fraction: str) -> str:
    """Itself where floating point holds it whole, as a half."""
    exact = Decimal(fraction)
    return fraction if Decimal(float(exact)) == exact else format(exact - HAIR, "f")


def _by_code_points(term: exp.Ordered) -> None:
    """A select orders by the name of its column, so it is the column that says how it compares."""
    within = term.find_ancestor(exp.Window, exp.Select)
    if isinstance(within, exp.Select):
        column = next(each for each in within.selects if each.alias_or_name == term.this.name)
        if not isinstance(column.unalias(), exp.Collate):
            column.replace(exp.alias_(_collated(column.unalias()), term.this.name))
    else:
        term.set("this", _collated(term.this))


def _collated(node: exp.Expr) -> exp.Collate:
    plain = exp.Paren(this=node.copy()) if isinstance(node, exp.Binary) else node.copy()
    return exp.Collate(this=plain, expression=exp.to_identifier("C", quoted=True))


def parameter(number: int) -> exp.Expr:
    return exp.Parameter(this=exp.Literal.number(number))


def number_of(node: exp.Expr) -> int:
    if not isinstance(node, exp.Parameter):
        raise TypeError(node)
    return int(node.this.name)


POSTGRES = Dialect("postgres", adapt, parameter, number_of)
