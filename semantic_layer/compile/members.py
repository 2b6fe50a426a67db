"""Filter by the members that another query returns: "the ten stores with the fastest growth".

The other query's steps stand before this one's, under names of their own, and each block joins its
result by the dimension; it has one row for each member, so nothing is multiplied. Rows of no member
belong to the group of that name, which the result may hold too:

    JOIN chosen_1 ON chosen_1.store_name = stores.store_name
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from semantic_layer.compile.block import Block
from semantic_layer.compile.bridges import bridge_to
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import missing
from semantic_layer.compile.joins import label_of
from semantic_layer.compile.plan import Plan
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import Filter, FilterOp, MetricQuery


def query_of(wanted: Filter, outer: MetricQuery) -> MetricQuery:
    """The query for the members; without a period of its own it takes the outer one's."""
    query = wanted.members
    members = (wanted.dimension,)
    if query is None or query.dimensions != members or query.grain or _is_reshaped(query):
        raise NotUnderstood(
            f"A filter by a result needs a result split by {wanted.dimension} alone. "
            "Ask for that result first."
        )
    if wanted.op not in (FilterOp.IN, FilterOp.NOT_IN):
        raise NotUnderstood("A result can be filtered by, or left out; nothing else.")
    if query.period is None:
        return query.model_copy(update={"period": outer.period})
    return query


def _is_reshaped(query: MetricQuery) -> bool:
    """Whether its rows are counts or means, or have subtotals among them."""
    return query.counted is not None or bool(query.averaged or query.subtotals)


def steps_of(tree: exp.Select, name: str) -> Iterator[Step]:
    """The steps of the members' own statement; the last one, called `name`, has the members."""
    own = {cte.alias: f"{name}_{cte.alias}" for cte in tree.ctes}
    for cte in tree.ctes:
        says = "; ".join(text.strip() for text in cte.comments or ())
        yield Step(own[cte.alias], says, renamed(cte.this, own))
    outer = tree.copy()
    outer.set("with_", None)
    yield Step(name, "the members to filter by", renamed(outer, own))


def renamed(select: exp.Query, own: Mapping[str, str]) -> exp.Query:
    """The select with the steps that it reads under other names."""
    select = select.copy()
    for node in select.find_all(exp.Table, exp.Column):
        if isinstance(node, exp.Table) and node.name in own:
            node.set("this", exp.to_identifier(own[node.name]))
        elif isinstance(node, exp.Column) and node.table in own:
            node.set("table", exp.to_identifier(own[node.table]))
    return select


def member_joins(block: Block, plan: Plan) -> Iterator[tuple[exp.Join, exp.Expr | None]]:
    """For each filter by members its join, and the condition that leaves members out.

    Those of what a row may have several of are chosen like any others.
    """
    for wanted, name in plan.members:
        if bridge_to(block.dataset.name, wanted.dimension, plan) is not None:
            continue
        dimension = plan.index.dimension(wanted.dimension)
        member = exp.column(dimension.name, table=name)
        own = label_of(block.dataset.name, dimension, plan.index)
        same = exp.EQ(this=member, expression=own)
        out = wanted.op is FilterOp.NOT_IN
        join = exp.Join(this=exp.to_table(name), side="LEFT" if out else None, on=same)
        yield join, missing(member.copy()) if out else None
