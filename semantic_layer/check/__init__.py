"""Allow-list and proof on the final text: of our own statements, and of anybody else's."""

from semantic_layer.check.foreign import (
    GovernedTable,
    SqlPolicy,
    check_sql,
    read_profile,
    sql_policy,
)
from semantic_layer.check.query import check
from semantic_layer.check.statement import CheckedStatement

__all__ = [
    "CheckedStatement",
    "GovernedTable",
    "SqlPolicy",
    "check",
    "check_sql",
    "read_profile",
    "sql_policy",
]
