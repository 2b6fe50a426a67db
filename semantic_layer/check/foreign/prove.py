"""The proof on the final tree: tables are read in secured scans alone, and nothing by a star."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.check.foreign.nodes import refuse_strange_nodes
from semantic_layer.check.foreign.policy import GovernedTable
from semantic_layer.check.foreign.scans import names_read_by, scan_of
from semantic_layer.check.foreign.sight import Outputs, Sight, outputs_of
from semantic_layer.check.foreign.terms import Terms, refuse
from semantic_layer.check.same import same


def prove(tree: exp.Query, terms: Terms) -> frozenset[str]:
    """The governed tables that the statement reads."""
    refuse_strange_nodes(tree, terms)
    read: list[str] = []

    def scanned(node: exp.Expr) -> Outputs | None:
        governed = _table_of(node, terms)
        if governed is None:
            return None
        if not same(node.this, scan_of(governed, terms.engine.name)):
            refuse(f"{governed.name!r} is read outside of its secured form")
        read.append(governed.name)
        return governed.columns

    if any(not isinstance(star.parent, exp.Count) for star in tree.find_all(exp.Star)):
        refuse("something is read through a star")
    steps = {step.alias.lower() for step in tree.find_all(exp.CTE)}
    if steps & names_read_by(terms.policy):
        refuse("a step would be read in place of a table")
    outputs_of(tree, Sight(scanned, terms.engine.aliases_everywhere))
    if tree.args.get("limit") is None:
        refuse("its result has no end")
    return frozenset(read)


def _table_of(node: exp.Expr, terms: Terms) -> GovernedTable | None:
    """The governed table that a subquery scans: it alone reads a table of a schema or that name."""
    select = node.this if isinstance(node, exp.Subquery) else None
    source = select.args.get("from_") if isinstance(select, exp.Select) else None
    if source is None or not isinstance(source.this, exp.Table):
        return None
    return terms.policy.table(source.this.alias_or_name)
