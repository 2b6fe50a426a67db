"""Step 10: the text is written from the tree, and read again as the same tree.

What came is written and read once before: engines have several ways to say a thing, and the tree
that the final text is written from holds the one that the parser reads.
"""

from __future__ import annotations

from sqlglot import Dialect, ErrorLevel, exp

from semantic_layer.check.foreign.read import read_one
from semantic_layer.check.foreign.terms import Terms, refuse
from semantic_layer.check.same import same

LONGEST = 200_000  # characters


def settle(tree: exp.Query, terms: Terms) -> tuple[str, exp.Query]:
    """The text that may be run, and the tree that it is."""
    once = _read(_written(tree, terms, copy=False), terms)
    text = _written(once, terms, copy=True)  # a writer may change what it writes from
    read = _read(text, terms)
    if not same(once, read):
        refuse("its text is read as another statement")
    return text, read


def _written(tree: exp.Query, terms: Terms, copy: bool) -> str:
    text = tree.sql(
        terms.engine.name,
        identify=True,
        comments=False,
        copy=copy,
        unsupported_level=ErrorLevel.RAISE,
    )
    if len(text) > LONGEST or not text.isprintable():
        refuse("its text is too long or holds signs that nobody can see")
    return text


def _read(text: str, terms: Terms) -> exp.Query:
    return read_one(Dialect.get_or_raise(terms.engine.name).tokenize(text), text, terms)
