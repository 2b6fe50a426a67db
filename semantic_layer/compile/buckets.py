"""How does a row find its time bucket?

Days and whole weeks follow from the day by arithmetic, a few longer units by their last days:

    CASE WHEN sold_on <= '2026-02-28' THEN '2026-02-01' ... END AS month

A long list of buckets is first matched with the days on which the dataset has rows, so that the
rows themselves are joined by equality. The model's table of days is not trusted to be whole.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlglot import exp

from semantic_layer.calendars.periods import Bucket, Run, in_order
from semantic_layer.compile.block import Block
from semantic_layer.compile.draft import Step
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role, by_arithmetic
from semantic_layer.model.definitions import Dataset, DataType
from semantic_layer.period import Unit
from semantic_layer.query import Grain

FIRST, LAST, DAY = "first_day", "last_day", "on_day"
ONE_DAY = timedelta(days=1)
MOST_ARMS = 24  # beyond that a join by day was faster (DuckDB, 40 months)


def list_name(role: Role, plan: Plan) -> str:
    """A series by day has "days", or "asked_days" where a dataset is called so."""
    grain = plan.query.grain
    name = f"{grain.unit.value}s{role.suffix}" if grain else f"period{role.suffix}"
    return f"asked_{name}" if name in plan.index.names_of_tables else name


def bucket_list(role: Role, plan: Plan) -> Step:
    """The role's buckets, a row for each run of days; without a grain its period has no name."""
    grain = plan.query.grain
    key = [grain.unit.value] if grain else []
    columns = [*key, FIRST, LAST]
    rows = [_row(bucket, keyed=bool(key)) for bucket in buckets_of(role, plan)]
    listed = exp.values(rows, "buckets", columns)
    select = exp.select(*(exp.column(name, table="buckets") for name in columns)).from_(listed)
    unit = grain.unit.value if grain else "period"
    return Step(list_name(role, plan), f"the days of each {unit}", select)


def buckets_of(role: Role, plan: Plan) -> tuple[Bucket, ...]:
    """Without a grain the whole period is one bucket."""
    if plan.query.grain is not None:
        return role.buckets
    start, runs = role.period.start, role.period.runs or (Run(role.period.start, role.period.end),)
    return tuple(Bucket(start, run.first, run.last) for run in runs)


def _row(bucket: Bucket, *, keyed: bool) -> tuple[exp.Expr, ...]:
    days: tuple[date, ...] = (bucket.first, bucket.last)
    return tuple(value(day) for day in ((bucket.start, *days) if keyed else days))


def bucket_days(block: Block, time: str, plan: Plan, grain: Grain) -> tuple[Step, Step]:
    """The days on which the dataset has rows, then each of them with its bucket."""
    buckets, unit, own = list_name(block.role, plan), grain.unit.value, block.dataset.name
    days = Step(
        f"{block.name}_days",
        "the days with rows",
        exp.select(day_of(block.dataset, time).as_(DAY))
        .from_(exp.to_table(own))
        .where(in_period(block, time))
        .group_by(exp.Literal.number(1)),
    )
    select = (
        exp.select(exp.column(DAY, table=days.name), exp.column(unit, table=buckets))
        .from_(days.name)
        .join(buckets, on=within(exp.column(DAY, table=days.name), buckets))
    )
    return days, Step(f"{block.name}_{unit}_days", f"each day with its {unit}", select)


def is_short(role: Role) -> bool:
    """A few buckets without a gap, so that each day falls into one of them."""
    ends = [bucket.last + ONE_DAY for bucket in role.buckets[:-1]]
    starts = [bucket.first for bucket in role.buckets[1:]]
    whole = (role.buckets[0].first, role.buckets[-1].last) if role.buckets else None
    return (
        len(role.buckets) <= MOST_ARMS
        and ends == starts
        and whole == (role.period.start, role.period.end)
    )


def listed_bucket(role: Role, day: exp.Expr) -> exp.Expr:
    """The first bucket whose last day is not before the day."""
    *earlier, last = role.buckets
    if not earlier:
        return value(last.start)
    arms = [
        exp.If(
            this=exp.LTE(this=day.copy(), expression=value(bucket.last)), true=value(bucket.start)
        )
        for bucket in earlier
    ]
    return exp.Case(ifs=arms, default=value(last.start))


def within(day: exp.Expr, buckets: str) -> exp.Expr:
    return exp.Between(
        this=day, low=exp.column(FIRST, table=buckets), high=exp.column(LAST, table=buckets)
    )


def day_of(dataset: Dataset, time: str) -> exp.Expr:
    """The date that periods apply to, as a day."""
    own = exp.column(time, table=dataset.name)
    stamped = any(
        column.name == time and column.type is DataType.TIMESTAMP for column in dataset.columns
    )
    return exp.cast(own, "DATE") if stamped else own


def in_period(block: Block, time: str) -> exp.Expr:
    """Whether a row is dated on one of the period's days."""
    period, day = block.role.period, day_of(block.dataset, time)
    runs = in_order(period.runs) or (Run(period.start, period.end),)
    either = [
        exp.Between(this=day.copy(), low=value(run.first), high=value(run.last)) for run in runs
    ]
    return either[0] if len(either) == 1 else exp.Paren(this=exp.or_(*either, copy=False))


def needs_list(block: Block, grain: Grain, *, marks: bool) -> bool:
    return marks or not by_arithmetic(block.role, grain)


def computed_bucket(block: Block, time: str, grain: Grain) -> exp.Expr:
    """The bucket of the period asked for that a day of this role belongs to."""
    day = day_of(block.dataset, time)
    if block.role.shift:
        day = exp.Add(this=day, expression=exp.Literal.number(block.role.shift))
        if block.role.shift < 0:
            day = exp.Sub(this=day.this, expression=exp.Literal.number(-block.role.shift))
    if grain.unit is Unit.DAY:
        return day
    since = exp.Sub(this=_grouped(day), expression=value(block.role.buckets[0].start))
    into_week = exp.Mod(this=exp.Paren(this=since), expression=exp.Literal.number(7))
    return exp.Sub(this=_grouped(day.copy()), expression=exp.cast(into_week, "INT"))


def _grouped(day: exp.Expr) -> exp.Expr:
    return exp.Paren(this=day) if isinstance(day, exp.Binary) else day
