"""Which snapshots does a period take?

The last one on or before its end, or all of those within it; a period without one takes the last
before it. The snapshots are those of the whole dataset, never the last row that happens to exist
for a product:

    stock_dates  the dates on which stock was counted, up to the end
    stock_ends   each bucket with the last of them on or before its end
    stock_days   each bucket with every snapshot that it takes
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlglot import exp

from semantic_layer.compile.buckets import FIRST, LAST, bucket_list, list_name, within
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.plan import Block, Plan, Rule
from semantic_layer.compile.runs import end_list
from semantic_layer.compile.values import value

TAKEN, LATEST, COUNT, HELD = "taken_on", "latest", "snapshots", "held"


def snapshot_days(block: Block, time: str, plan: Plan) -> Iterator[Step]:
    """The steps that end in the list of snapshots which the block joins."""
    if block.rule is Rule.LAST and plan.query.grain is None:
        yield _latest_of_all(block, time)
        return
    listed = end_list(block.role, plan)
    yield listed
    dates, ends = _name(block, "dates"), _name(block, "ends")
    in_runs = bool(block.role.period.runs)
    yield Step(dates, "the days on which a snapshot was taken", _dates(block, time))
    if block.rule is Rule.LAST:
        yield Step(
            name_of_days(block),
            "the last snapshot of each bucket, on or before its end",
            _ends(block, plan, listed.name, dates, TAKEN, with_days=False),
        )
        return
    yield Step(
        ends,
        "the last snapshot on or before each end",
        _ends(block, plan, listed.name, dates, LATEST, with_days=not in_runs),
    )
    if in_runs:
        yield bucket_list(block.role, plan)
        yield Step(_name(block, HELD), "the snapshots of those days", _held(block, plan, dates))
    yield Step(
        name_of_days(block),
        "the snapshots of each period; where it has none, the last one before",
        (_all_in_runs if in_runs else _all)(block, plan, dates, ends),
    )


def name_of_days(block: Block) -> str:
    return _name(block, "days")


def _name(block: Block, part: str) -> str:
    """Blocks of one rule and role share their lists."""
    rule = f"{block.rule.value}_" if part == "days" else ""
    return f"{block.dataset.name}_{rule}{part}{block.role.suffix}"


def _up_to(end: date, block: Block, time: str) -> exp.Expr:
    taken = exp.column(time, table=block.dataset.name)
    return exp.LTE(this=taken, expression=value(end))


def _latest_of_all(block: Block, time: str) -> Step:
    taken = exp.column(time, table=block.dataset.name)
    select = (
        exp.select(exp.Max(this=taken).as_(TAKEN))
        .from_(exp.to_table(block.dataset.name))
        .where(_up_to(block.role.period.closing, block, time))
    )
    return Step(name_of_days(block), "the last snapshot on or before the period's end", select)


def _dates(block: Block, time: str) -> exp.Select:
    taken = exp.column(time, table=block.dataset.name)
    return (
        exp.select(taken.as_(TAKEN))
        .from_(exp.to_table(block.dataset.name))
        .where(_up_to(block.role.period.end, block, time))
        .group_by(exp.Literal.number(1))
    )


def _ends(
    block: Block, plan: Plan, buckets: str, dates: str, latest: str, *, with_days: bool
) -> exp.Select:
    names = [*_key(plan), *([FIRST, LAST] if with_days else [])]
    columns = [exp.column(name, table=buckets) for name in names]
    before_end = exp.LTE(
        this=exp.column(TAKEN, table=dates), expression=exp.column(LAST, table=buckets)
    )
    last = exp.Max(this=exp.column(TAKEN, table=dates)).as_(latest)
    numbers = [exp.Literal.number(position + 1) for position in range(len(columns))]
    return exp.select(*columns, last).from_(buckets).join(dates, on=before_end).group_by(*numbers)


def _all(block: Block, plan: Plan, dates: str, ends: str) -> exp.Select:
    taken = exp.column(TAKEN, table=dates)
    key = [exp.column(name, table=ends) for name in _key(plan)]
    earliest = exp.Least(
        this=exp.column(FIRST, table=ends),
        expressions=[exp.column(LATEST, table=ends)],
        ignore_nulls=True,
    )
    taken_by = exp.Between(this=taken, low=earliest, high=exp.column(LAST, table=ends))
    counted = [_count(key)] if block.rule is Rule.MEAN else []
    return exp.select(*key, taken.copy(), *counted).from_(ends).join(dates, on=taken_by)


def _held(block: Block, plan: Plan, dates: str) -> exp.Select:
    buckets, taken = list_name(block.role, plan), exp.column(TAKEN, table=dates)
    key = [exp.column(name, table=buckets) for name in _key(plan)]
    return exp.select(*key, taken).from_(buckets).join(dates, on=within(taken.copy(), buckets))


def _all_in_runs(block: Block, plan: Plan, dates: str, ends: str) -> exp.Select:
    held = _name(block, HELD)
    key = [exp.column(name, table=ends) for name in _key(plan)]
    own: list[exp.Expr] = [
        exp.EQ(this=each, expression=exp.column(each.name, table=held)) for each in key
    ]
    taken = exp.Coalesce(
        this=exp.column(TAKEN, table=held), expressions=[exp.column(LATEST, table=ends)]
    )
    counted = [_count(key)] if block.rule is Rule.MEAN else []
    join = exp.Join(this=exp.to_table(held), side="LEFT", on=every(own) if own else exp.true())
    return (
        exp.select(*(each.copy() for each in key), taken.as_(TAKEN), *counted)
        .from_(ends)
        .join(join)
    )


def _count(key: list[exp.Column]) -> exp.Expr:
    by = [column.copy() for column in key]
    return exp.Window(this=exp.Count(this=exp.Star()), partition_by=by).as_(COUNT)


def _key(plan: Plan) -> list[str]:
    return [plan.query.grain.unit.value] if plan.query.grain else []
