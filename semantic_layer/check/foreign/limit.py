"""Step 9: a result has an end."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.check.foreign.scans import names_read_by
from semantic_layer.check.foreign.sight import output_name
from semantic_layer.check.foreign.terms import Terms, refuse

WHOLE = "put_together"


def limit_rows(tree: exp.Query, terms: Terms) -> exp.Query:
    """The statement's own limit, or the policy's where it has none or a larger one."""
    if isinstance(tree, exp.SetOperation) and not terms.engine.limits_set_operations:
        tree = _read_whole(tree, terms)
    given = tree.args.get("limit")
    count = given and (given.args.get("count") or given.args.get("expression"))
    if count is None or int(count.this) > terms.policy.most_rows:
        most = exp.Literal.number(terms.policy.most_rows)
        tree.set("limit", exp.Limit(expression=most))
    return tree


def _read_whole(tree: exp.SetOperation, terms: Terms) -> exp.Select:
    """SELECT put_together.a FROM (SELECT a FROM x UNION ALL SELECT a FROM y) AS put_together"""
    first: exp.Expr = tree
    while isinstance(first, (exp.SetOperation, exp.Subquery)):
        first = first.this
    names = [output_name(projection) for projection in first.expressions]
    if "" in names or len(set(names)) < len(names) or WHOLE in names_read_by(terms.policy):
        refuse("selects are put together whose columns have no names of their own")
    alias = exp.TableAlias(this=exp.to_identifier(WHOLE))
    whole = exp.Subquery(this=tree, alias=alias)
    return exp.select(*(exp.column(name, table=WHOLE) for name in names)).from_(whole)
