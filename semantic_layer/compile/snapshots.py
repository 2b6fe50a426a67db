"""Which snapshots does a period take?

The last one on or before its end, the first within it, the last one before it, or all within it; a
period without one takes the last before it, where the metric carries it forward. They are chosen
from the days on which stock was counted, which the data's clock knows of the whole dataset: never
from the rows that happen to exist for a product or an asker. So a period's
statement names its days, and a series has them in a list:

    stock_at_end_days  each month with the last snapshot on or before its end
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlglot import exp

from semantic_layer.calendars.periods import Bucket, Days
from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.buckets import buckets_of, day_of
from semantic_layer.compile.draft import Step
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value, values
from semantic_layer.errors import InvariantError
from semantic_layer.model.metrics import SemiAdditive

TAKEN, COUNT = "taken_on", "snapshots"
COUNTING = (Rule.MEAN, Rule.HIGHEST, Rule.LOWEST)  # a group may lack some of the snapshots
SAYS = {
    Rule.LAST: "the last snapshot on or before each end",
    Rule.START: "the first snapshot of each bucket",
    Rule.OPENING: "the last snapshot before each bucket",
    Rule.MEAN: "the snapshots of each bucket, and how many they are",
    Rule.HIGHEST: "the snapshots of each bucket, and how many they are",
    Rule.LOWEST: "the snapshots of each bucket, and how many they are",
    Rule.ALL: "the snapshots of each bucket",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """The days of the snapshots that a bucket takes, in order, at least one."""

    bucket: date
    days: Days


def taken(block: Block, plan: Plan) -> tuple[Taken, ...]:
    """For each bucket, or the whole period; those that have no snapshot are left out."""
    known = plan.clock.snapshots_of(block.dataset.name, _time(block))
    buckets = groupby(buckets_of(block.role, plan), lambda bucket: bucket.start)
    found = ((start, _days(block, tuple(runs), known)) for start, runs in buckets)
    return tuple(Taken(start, days) for start, days in found if days)


def _days(block: Block, runs: tuple[Bucket, ...], known: Days) -> Days:
    """Of one bucket's runs of days; the last one stands for its end."""
    inside = tuple(sorted(day for run in runs for day in _between(known, run.first, run.last)))
    carried = _between(known, date.min, runs[-1].last)[-1:] if carries(block) else ()
    match block.rule:
        case Rule.OPENING:
            return known[: bisect_left(known, min(run.first for run in runs))][-1:]
        case Rule.LAST:
            return carried or inside[-1:]
        case Rule.START:
            return inside[:1] or carried
        case _:
            return inside or carried


def carries(block: Block) -> bool:
    """Whether a period without a snapshot takes the last one before it."""
    metric = block.measures[0].leaf.metric
    return not isinstance(metric, SemiAdditive) or metric.carry_forward


def _between(known: Days, first: date, last: date) -> Days:
    return known[bisect_left(known, first) : bisect_right(known, last)]


def of_period(block: Block, found: Taken) -> exp.Expr:
    """Where there is no series: the condition on the rows."""
    first, last = value(found.days[0]), value(found.days[-1])
    if len(found.days) == 1:
        return exp.EQ(this=_day(block), expression=first)
    if block.role.period.runs:
        return exp.In(this=_day(block), expressions=values(found.days))
    return exp.Between(this=_day(block), low=first, high=last)


def snapshot_list(block: Block, found: tuple[Taken, ...], plan: Plan) -> Step:
    """Each bucket with the days that it takes, which the rows are joined with."""
    counted = [COUNT] if block.rule in COUNTING else []
    columns = [*(key.name for key in plan.keys if key.dimension is None), TAKEN, *counted]
    rows = [
        (*values((one.bucket, day)), *values([len(one.days)] if counted else []))
        for one in found
        for day in one.days
    ]
    listed = exp.values(rows, "taken", columns)
    select = exp.select(*(exp.column(name, table="taken") for name in columns)).from_(listed)
    return Step(name_of_days(block), SAYS[block.rule], select)


def join_on_day(block: Block) -> exp.Join:
    days = name_of_days(block)
    same_day = exp.EQ(this=exp.column(TAKEN, table=days), expression=_day(block))
    return exp.Join(this=exp.to_table(days), on=same_day)


def how_many(block: Block, plan: Plan) -> exp.Expr:
    """How many snapshots a mean, or the greatest or least of them, is over.

    Of none there are no rows, and no list that says so.
    """
    found = taken(block, plan)
    if plan.query.grain is not None and found:
        return exp.Max(this=exp.column(COUNT, table=name_of_days(block)))
    return exp.Literal.number(sum(len(each.days) for each in found) or 1)


def name_of_days(block: Block) -> str:
    """Blocks of one rule and role share their lists."""
    within = "" if carries(block) else "_within"
    return f"{block.dataset.name}_{block.rule.value}{within}_days{block.role.suffix}"


def _day(block: Block) -> exp.Expr:
    return day_of(block.dataset, _time(block))


def _time(block: Block) -> str:
    if block.time is None:
        raise InvariantError(f"{block.name} takes snapshots without a day.")
    return block.time
