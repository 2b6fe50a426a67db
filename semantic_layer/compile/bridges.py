"""What a row may have several of: a product its labels, an account its owners.

What lies beyond a bridge is never joined to the rows that are counted. Steps of their own have it,
one row for each key or for each pair of a key and a member, so that no row is counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from semantic_layer.compile.conditions import condition
from semantic_layer.compile.expressions import every, named
from semantic_layer.compile.joins import expression_of, joins_for, label_of, path_to
from semantic_layer.compile.plan import Plan
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.paths import Step, split_at_bridge
from semantic_layer.query import Filter


def bridge_to(dataset: str, dimension: str, plan: Plan) -> Step | None:
    """The bridge on the way to a dimension; None where a row has one member at most."""
    return split_at_bridge(path_to(dataset, dimension, plan.index))[1]


def holders_of(bridge: Step, plan: Plan) -> str:
    """What has several: "products"."""
    return plan.index.dataset(bridge.source).label.lower()


def partners(
    bridge: Step,
    dimensions: Sequence[Dimension],
    filters: Sequence[Filter],
    plan: Plan,
    *,
    of_none: bool,
) -> exp.Select:
    """The keys (and members) of the partners that fulfil all filters, each tuple once.

    With `of_none` a partner without a member is of the group of that name, which the members that
    another query returned may hold.
    """
    home, index = bridge.target, plan.index
    columns = zip(bridge.join.on.values(), key_names(bridge, dimensions), strict=True)
    keys = [named(exp.column(there, table=home), name) for there, name in columns]
    members = [named(expression_of(home, each, index), each.name) for each in dimensions]
    select = exp.select(*keys, *members, copy=False).from_(exp.to_table(home))
    used = [*(each.name for each in dimensions), *(each.dimension for each in filters)]
    paths = [path_to(home, name, index) for name in dict.fromkeys(used)]
    for join in joins_for(paths, None, index):
        select = select.join(join, copy=False)
    for wanted in filters:
        if wanted.members is None:
            select = select.where(condition(wanted, home, index), copy=False)
        else:
            select = select.join(_member_join(wanted, home, plan, of_none=of_none), copy=False)
    numbers = (exp.Literal.number(n + 1) for n in range(len(keys) + len(members)))
    return select.group_by(*numbers, copy=False)


def key_names(bridge: Step, dimensions: Sequence[Dimension] = ()) -> list[str]:
    """The columns that the rows' keys meet, apart from the members' names."""
    taken = {each.name for each in dimensions}
    return [f"{there}_key" if there in taken else there for there in bridge.join.on.values()]


def join_to(name: str, bridge: Step, keys: Sequence[str], *, left: bool) -> exp.Join:
    """A step joined to the rows of the bridge's source, by its keys."""
    on = [
        exp.EQ(this=exp.column(key, table=name), expression=exp.column(here, table=bridge.source))
        for here, key in zip(bridge.join.on, keys, strict=True)
    ]
    return exp.Join(this=exp.to_table(name), side="LEFT" if left else None, on=every(list(on)))


def step_of_members(wanted: Filter, plan: Plan) -> str:
    """The step that has the members which another query returned."""
    return next(name for each, name in plan.members if each.members == wanted.members)


def _member_join(wanted: Filter, home: str, plan: Plan, *, of_none: bool) -> exp.Join:
    """The members that another query returned; each of them once, so nothing is multiplied."""
    member_of = label_of if of_none else expression_of
    name = step_of_members(wanted, plan)
    dimension = plan.index.dimension(wanted.dimension)
    same = exp.EQ(
        this=exp.column(dimension.name, table=name),
        expression=member_of(home, dimension, plan.index),
    )
    return exp.Join(this=exp.to_table(name), on=same)
