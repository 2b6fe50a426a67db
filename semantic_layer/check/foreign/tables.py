"""Step 6: every table is a governed one or a step of the statement itself, and each is plain.

A step or an alias named like a governed table would be taken for it, here or by the engine.
"""

from __future__ import annotations

from itertools import count

from sqlglot import exp
from sqlglot.optimizer.normalize_identifiers import normalize_identifiers

from semantic_layer.check.foreign.terms import Terms, refuse

MOST_TABLES = 100


def name_tables(tree: exp.Query, terms: Terms) -> exp.Query:
    """Governed tables by their name alone, in their own case."""
    normal: exp.Query = normalize_identifiers(tree, dialect=terms.engine.name)
    steps = {step.alias for step in normal.find_all(exp.CTE)}
    tables = list(normal.find_all(exp.Table))
    if len(tables) > MOST_TABLES:
        refuse(f"it reads more than {MOST_TABLES} tables")
    for table in tables:
        _name(table, steps, terms)
    for alias in normal.find_all(exp.TableAlias):
        _refuse_shadow(alias, terms)
    _name_what_is_read(normal, terms)
    return normal


def _name(table: exp.Table, steps: set[str], terms: Terms) -> None:
    if not isinstance(table.this, exp.Identifier):
        refuse("a function stands where a table is read")
    governed = terms.policy.table(table.name)
    if (
        governed is not None
        and governed.name == table.name
        and table.db in ("", terms.policy.schema)
    ):
        table.set("db", None)
    elif table.db or table.name not in steps:
        refuse(f"table {table.name!r} is none that you may read")


def _refuse_shadow(alias: exp.TableAlias, terms: Terms) -> None:
    governed = terms.policy.table(alias.name)
    if governed is None:
        return
    table = alias.parent
    if not isinstance(table, exp.Table) or table.name != governed.name:
        refuse(f"{alias.name!r} is the name of a table, and something else is called so")


def _name_what_is_read(tree: exp.Query, terms: Terms) -> None:
    """A query that is read without a name gets one, that its columns can be told by."""
    unnamed = [
        each
        for each in tree.find_all(exp.Subquery)
        if isinstance(each.parent, (exp.From, exp.Join)) and not each.alias
    ]
    taken = {alias.name for alias in tree.find_all(exp.TableAlias)}
    free = (name for name in map("read_{}".format, count(1)) if name not in taken)
    for each, name in zip(unnamed, free, strict=False):
        if terms.policy.table(name) is not None:
            refuse("what a select reads has no name")
        each.set("alias", exp.TableAlias(this=exp.to_identifier(name)))
