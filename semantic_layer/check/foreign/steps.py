"""Secure and prove a SELECT that somebody wrote themselves, or refuse it.

The steps are in the order that they must have: what could keep a parser busy is refused before it
is parsed, what is not on the list before it is looked at, and the text that leaves is written from
a tree, read again, and proved. Any doubt, of any kind, is a refusal.
"""

from __future__ import annotations

from semantic_layer.check.foreign.admit import admit
from semantic_layer.check.foreign.engines import ENGINES
from semantic_layer.check.foreign.limit import limit_rows
from semantic_layer.check.foreign.nodes import refuse_strange_nodes
from semantic_layer.check.foreign.policy import SqlPolicy
from semantic_layer.check.foreign.prove import prove
from semantic_layer.check.foreign.read import read_one
from semantic_layer.check.foreign.scans import wrap
from semantic_layer.check.foreign.settle import settle
from semantic_layer.check.foreign.stars import resolve
from semantic_layer.check.foreign.tables import name_tables
from semantic_layer.check.foreign.terms import Terms, refuse
from semantic_layer.check.statement import _SEAL, CheckedStatement
from semantic_layer.errors import UnsafeStatement

STEPS = (refuse_strange_nodes, name_tables, resolve, wrap, limit_rows)


def check_sql(text: str, dialect: str, policy: SqlPolicy) -> CheckedStatement:
    """The statement narrowed to the policy; `sha256` of it is what the gate runs, and nothing else.

    `dialect` is postgres, duckdb, clickhouse, spark or trino. Raises UnsafeStatement, and nothing
    else, whatever comes in.
    """
    try:
        return _check(text, dialect, policy)
    except UnsafeStatement:
        raise
    except Exception as error:
        raise UnsafeStatement(f"The SQL is not run: {type(error).__name__}.") from error


def _check(text: str, dialect: str, policy: SqlPolicy) -> CheckedStatement:
    if not isinstance(policy, SqlPolicy) or not policy.entitlement:
        refuse("there is no policy")
    if dialect not in ENGINES:
        refuse("there is no such engine")
    terms = Terms(ENGINES[dialect], policy)
    plain = text.replace("\r\n", "\n")
    tree = read_one(admit(plain, terms), plain, terms)
    for step in STEPS:
        tree = step(tree, terms)
    final, read = settle(tree, terms)
    tables = prove(read, terms)
    return CheckedStatement(
        text=final,
        parameters=(),
        readable=read.sql(dialect, pretty=True, copy=False),
        dialect=dialect,
        tables=tables,
        entitlement=policy.entitlement,
        seal=_SEAL,
    )
