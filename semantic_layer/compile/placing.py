"""How are a block's rows placed in time: by which conditions, joins and steps before it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from sqlglot import exp

from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.buckets import (
    DAY,
    FIRST,
    LAST,
    bucket_days,
    bucket_list,
    computed_bucket,
    day_of,
    in_period,
    is_short,
    listed_bucket,
    needs_list,
    within,
)
from semantic_layer.compile.cohorts import first_events, first_join
from semantic_layer.compile.draft import Step
from semantic_layer.compile.formulas import uses_period
from semantic_layer.compile.funnels import followed, what_follows
from semantic_layer.compile.pieces import FROM_DAY
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.retained import (
    bucket_before,
    came_before,
    in_time_before,
    who_came_before,
)
from semantic_layer.compile.runs import whole_list
from semantic_layer.compile.snapshots import (
    join_on_day,
    of_period,
    snapshot_list,
    taken,
)
from semantic_layer.compile.values import value
from semantic_layer.errors import InvariantError

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Placing:
    """How a block's rows are placed in time: steps before it, joins, conditions, the bucket.

    `called` is the bucket's column, where it is not that of the key.
    """

    steps: tuple[Step, ...] = ()
    joins: tuple[exp.Join, ...] = ()
    conditions: tuple[exp.Expr, ...] = ()
    bucket: exp.Expr | None = None
    called: str | None = None


def place(block: Block, plan: Plan) -> Placing:
    match block.rule:
        case Rule.FLOW | Rule.REPEAT | Rule.EACH | Rule.ADDED:
            return _flow(block, plan)
        case Rule.PIECES:
            return replace(_pieces(block, plan), called=FROM_DAY)
        case Rule.COUNTED:
            return _listed(block, plan)
        case Rule.NEW | Rule.FIRST:
            return _first(block, plan)
        case Rule.RETAINED:
            return _retained(block, plan)
        case Rule.BEFORE:
            return Placing(*in_time_before(block, time_of(block), plan))
        case Rule.FUNNEL:
            return _followed(block, plan)
        case Rule.STANDING:
            return _standing(block, plan)
        case _:
            return _snapshots(block, plan)


def _flow(block: Block, plan: Plan) -> Placing:
    grain, time = plan.query.grain, time_of(block)
    dated, day = in_period(block, time), day_of(block.dataset, time)
    if grain is None:
        return Placing(conditions=(dated,))
    if not needs_list(block, grain, marks=_speaks_of_period(block)):
        return Placing(conditions=(dated,), bucket=computed_bucket(block, time, grain))
    if is_short(block.role) and not _speaks_of_period(block):
        return Placing(conditions=(dated,), bucket=listed_bucket(block.role, day))
    if _speaks_of_period(block):
        buckets = bucket_list(block.role, plan)
        join = exp.Join(this=exp.to_table(buckets.name), on=within(day, buckets.name))
        bucket = exp.column(grain.unit.value, table=buckets.name)
        whole = whole_list(block.role, plan)
        if whole.name == buckets.name:
            return Placing((buckets,), (join,), (dated,), bucket)
        same = exp.EQ(this=exp.column(grain.unit.value, table=whole.name), expression=bucket.copy())
        both = exp.Join(this=exp.to_table(whole.name), on=same)
        return Placing((buckets, whole), (join, both), (dated,), bucket)
    return _listed(block, plan)


def _pieces(block: Block, plan: Plan) -> Placing:
    """Where nothing else splits the rows the days themselves are pieces, and found for nothing."""
    if len(plan.keys) > 1:
        return _flow(block, plan)
    time = time_of(block)
    return Placing(conditions=(in_period(block, time),), bucket=day_of(block.dataset, time))


def _listed(block: Block, plan: Plan) -> Placing:
    """Days are matched with buckets, several where these overlap, then rows with days."""
    grain, time = known(plan.query.grain), time_of(block)
    buckets, (rows, days) = bucket_list(block.role, plan), bucket_days(block, time, plan, grain)
    same_day = exp.EQ(this=exp.column(DAY, table=days.name), expression=day_of(block.dataset, time))
    join = exp.Join(this=exp.to_table(days.name), on=same_day)
    bucket = exp.column(grain.unit.value, table=days.name)
    return Placing((buckets, rows, days), (join,), (in_period(block, time),), bucket)


def _first(block: Block, plan: Plan) -> Placing:
    flow, time = _flow(block, plan), time_of(block)
    steps = (*first_events(block, time, plan), *flow.steps)
    return replace(flow, steps=steps, joins=(first_join(block, time, plan), *flow.joins))


def _retained(block: Block, plan: Plan) -> Placing:
    flow, time = _flow(block, plan), time_of(block)
    steps, join = who_came_before(block, time, plan), came_before(block, time, flow.bucket, plan)
    bucket = None if flow.bucket is None else bucket_before(block, plan)
    return replace(flow, steps=(*steps, *flow.steps), joins=(*flow.joins, join), bucket=bucket)


def _followed(block: Block, plan: Plan) -> Placing:
    flow = _flow(block, plan)
    joins = (*flow.joins, followed(block, time_of(block), plan))
    return replace(flow, steps=(*what_follows(block, plan), *flow.steps), joins=joins)


def _snapshots(block: Block, plan: Plan) -> Placing:
    grain, found = plan.query.grain, taken(block, plan)
    if not found:
        return Placing(conditions=(exp.false(),), bucket=exp.cast(exp.null(), exp.DType.DATE))
    if grain is None:
        return Placing(conditions=(of_period(block, found[0]),))
    days = snapshot_list(block, found, plan)
    bucket = exp.column(grain.unit.value, table=days.name)
    return Placing((days,), (join_on_day(block),), (), bucket)


def _standing(block: Block, plan: Plan) -> Placing:
    grain = plan.query.grain
    if grain is None:
        return Placing()
    buckets = whole_list(block.role, plan)
    join = exp.Join(this=exp.to_table(buckets.name), kind="CROSS")
    return Placing((buckets,), (join,), (), exp.column(grain.unit.value, table=buckets.name))


def marks(block: Block, plan: Plan) -> dict[str, exp.Expr]:
    """What `:today`, `:period_start` and `:period_end` stand for."""
    start, end = value(block.role.period.start), value(block.role.period.end)
    if plan.query.grain is not None and _speaks_of_period(block):
        buckets = whole_list(block.role, plan).name
        start, end = exp.column(FIRST, table=buckets), exp.column(LAST, table=buckets)
    return {"today": value(plan.clock.today), "period_start": start, "period_end": end}


def _speaks_of_period(block: Block) -> bool:
    return any(uses_period(each.leaf) for each in block.measures)


def time_of(block: Block) -> str:
    return known(block.time)


def known(found: Found | None) -> Found:
    if found is None:
        raise InvariantError("A block with dates has neither a date column nor a bucket.")
    return found
