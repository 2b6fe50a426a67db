"""Step 9: a result has an end."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.check.foreign.terms import Terms


def limit_rows(tree: exp.Query, terms: Terms) -> exp.Query:
    """The statement's own limit, or the policy's where it has none or a larger one."""
    given = tree.args.get("limit")
    count = given and (given.args.get("count") or given.args.get("expression"))
    if count is None or int(count.this) > terms.policy.most_rows:
        most = exp.Literal.number(terms.policy.most_rows)
        tree.set("limit", exp.Limit(expression=most))
    return tree
