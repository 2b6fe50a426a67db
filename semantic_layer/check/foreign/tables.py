"""Step 6: every table is a governed one or a step of the statement itself, and each is plain.

A step or an alias named like a table that a scan reads would be taken for it, here or there.
"""

from __future__ import annotations

from itertools import count

from sqlglot import exp
from sqlglot.optimizer.normalize_identifiers import normalize_identifiers

from semantic_layer.check.foreign.scans import names_read_by
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
    _refuse_shadows(normal, terms)
    _name_what_is_read(normal, terms)
    return normal


def _name(table: exp.Table, steps: set[str], terms: Terms) -> None:
    if not isinstance(table.this, exp.Identifier):
        refuse("a function stands where a table is read")
    governed = terms.policy.table(table.name)
    in_schema = table.db in ("", terms.policy.schema)
    if in_schema and governed is not None and governed.name == table.name:
        table.set("db", None)
    elif table.db or table.name not in steps:
        refuse(f"table {table.name!r} is none that you may read")


def _refuse_shadows(tree: exp.Query, terms: Terms) -> None:
    """A scan's tables may have no schema: a step of such a name would be read in their place."""
    taken = names_read_by(terms.policy)
    for alias in tree.find_all(exp.TableAlias):
        of = alias.parent
        own = of.name.lower() if isinstance(of, exp.Table) else ""
        if alias.name.lower() in taken - {own}:
            refuse(f"{alias.name!r} is the name of a table, and something else is called so")


def _name_what_is_read(tree: exp.Query, terms: Terms) -> None:
    """A query that is read without a name gets one, that its columns can be told by."""
    unnamed = [
        each
        for each in tree.find_all(exp.Subquery)
        if isinstance(each.parent, (exp.From, exp.Join)) and not each.alias
    ]
    taken = {alias.name for alias in tree.find_all(exp.TableAlias)} | names_read_by(terms.policy)
    free = (name for name in map("read_{}".format, count(1)) if name not in taken)
    for each, name in zip(unnamed, free, strict=False):
        each.set("alias", exp.TableAlias(this=exp.to_identifier(name)))
