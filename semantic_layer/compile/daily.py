"""Add up by day before days are put into longer buckets, where nothing else splits the rows.

    sales_lines_totals_daily  net sales of each day
    sales_lines_totals        and of each month

A bucket is then looked for some hundred times and not once a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlglot import exp

from semantic_layer.compile.aggregates import AGGREGATES
from semantic_layer.compile.block import Block, Key, Rule
from semantic_layer.compile.buckets import DAY, bucket_list, is_short, listed_bucket, within
from semantic_layer.compile.draft import Step
from semantic_layer.compile.formulas import uses_period
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import by_arithmetic
from semantic_layer.errors import InvariantError
from semantic_layer.model.index import Leaf
from semantic_layer.model.metrics import COMBINED, Simple
from semantic_layer.query import Grain


def is_by_day(block: Block, plan: Plan) -> bool:
    """Whether the block's numbers may be added up by day first, and a bucket is dear to find."""
    grain = plan.query.grain
    return (
        grain is not None
        and block.rule is Rule.FLOW
        and len(plan.keys) == 1
        and not plan.small_groups
        and not by_arithmetic(block.role, grain)
        and all(_adds_up(each.leaf) for each in block.measures)
    )


def _adds_up(leaf: Leaf) -> bool:
    """Not where its own conditions differ from bucket to bucket."""
    metric = leaf.metric
    return isinstance(metric, Simple) and metric.aggregation in COMBINED and not uses_period(leaf)


def of_days(block: Block, plan: Plan) -> tuple[Block, Plan]:
    """The block and plan of the step that is added up by day."""
    role = replace(block.role, known_from=None)
    return replace(block, role=role), replace(plan, keys=(Key(DAY, None),))


def name_of_daily(block: Block) -> str:
    return f"{block.name}_daily"


def of_buckets(block: Block, plan: Plan) -> Iterator[Step]:
    """The steps that put the days' numbers into the buckets; the last has the block's name."""
    grain, daily = _grain(plan), name_of_daily(block)
    day, unit = exp.column(DAY, table=daily), grain.unit.value
    select = exp.select().from_(daily)
    if is_short(block.role):
        bucket = listed_bucket(block.role, day)
    else:
        buckets = bucket_list(block.role, plan)
        yield buckets
        bucket = exp.column(unit, table=buckets.name)
        select = select.join(buckets.name, on=within(day, buckets.name))
    select = select.select(bucket.as_(unit), *_added_up(block, daily))
    if block.role.known_from is not None:
        known = exp.GTE(this=exp.Paren(this=bucket.copy()), expression=value(block.role.known_from))
        select = select.where(known)
    yield Step(block.name, f"the same by {unit}", select.group_by(exp.Literal.number(1)))


def _added_up(block: Block, daily: str) -> Iterator[exp.Expr]:
    for measure in block.measures:
        metric, name = measure.leaf.metric, block.column(measure)
        if not isinstance(metric, Simple):
            raise InvariantError(f"{block.name} holds what does not add up by day.")
        again = AGGREGATES[COMBINED[metric.aggregation]]
        yield again(this=exp.column(name, table=daily)).as_(name)


def _grain(plan: Plan) -> Grain:
    if plan.query.grain is None:
        raise InvariantError("Days are put into buckets of no series.")
    return plan.query.grain
