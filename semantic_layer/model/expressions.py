"""Which columns does a row-level expression of the model read?

Expressions are written in sqlglot's own dialect, the common one. Parsed trees are kept: the same
text is asked for again and again, by lineage, compile and secure.
"""

from __future__ import annotations

from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

MOST_CHARACTERS = 10_000


class BadExpression(ValueError):
    """The text is no expression; the message says why, without the parser's colours."""


@lru_cache(maxsize=4096)
def parsed(text: str) -> exp.Expr:
    """The shared tree of an expression: copy it before changing anything."""
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(f"longer than {MOST_CHARACTERS:,} characters")
    try:
        return sqlglot.parse_one(text, into=exp.Condition)
    except SqlglotError as error:
        raise BadExpression(reason(error)) from error
    except RecursionError as error:
        raise BadExpression("nested too deep") from error


def reason(error: SqlglotError) -> str:
    first = getattr(error, "errors", None) or [{"description": str(error)}]
    return str(first[0].get("description", error)).strip()


def columns_in(text: str) -> frozenset[str]:
    """Names of the columns that an expression reads."""
    return frozenset(column.name for column in parsed(text).find_all(exp.Column))


def placeholders_in(text: str) -> frozenset[str]:
    """Names of what compile fills in: today, period_start, period_end."""
    return frozenset(str(mark.this) for mark in parsed(text).find_all(exp.Placeholder))
