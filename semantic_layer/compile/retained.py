"""Who of a period had come before it, and who came before it at all?

Whoever has an event in the window that ends the day before the period, anywhere that the asker may
see; in a series every bucket has a window of its own:

    retained_customers_came    the days on which each customer came, in any of the windows
    retained_customers_before  who came in the window of each month
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from sqlglot import exp

from semantic_layer.calendars.named import months_earlier
from semantic_layer.calendars.periods import Bucket
from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.buckets import DAY, FIRST, LAST, buckets_of, day_of, within
from semantic_layer.compile.cohorts import cohort
from semantic_layer.compile.draft import Step
from semantic_layer.compile.events import WHO, events_of
from semantic_layer.compile.expressions import every, wrapped
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.model.metrics import Lookback
from semantic_layer.period import Unit

ONE_DAY, NO_DAYS = timedelta(days=1), timedelta()
DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def windows_before(block: Block, plan: Plan) -> tuple[Bucket, ...]:
    """The window before each bucket, under the bucket's name; without a grain before the period."""
    window = cohort(block).window
    by_name = groupby(buckets_of(block.role, plan), lambda bucket: bucket.start)
    return tuple(_before(name, list(runs), window) for name, runs in by_name)


def _before(name: date, runs: list[Bucket], window: Lookback | None) -> Bucket:
    start = min(run.first for run in runs)
    last = start - ONE_DAY
    if window is None:
        first = start - sum((run.last - run.first + ONE_DAY for run in runs), NO_DAYS)
    elif window.unit in DAYS:
        first = start - DAYS[window.unit] * window.count * ONE_DAY
    else:
        first = months_earlier(last, MONTHS[window.unit] * window.count) + ONE_DAY
    return Bucket(name, first, last)


def who_came_before(block: Block, time: str, plan: Plan) -> Iterator[Step]:
    """The steps that end in the list of those who came before, which the block joins."""
    metric, grain = cohort(block), plan.query.grain
    windows, events = windows_before(block, plan), events_of(metric, time, plan)
    dated = _in_any(windows, events.day)
    one, two = exp.Literal.number(1), exp.Literal.number(2)
    before = f"{block.name}_before"
    yield from events.steps
    if grain is None:
        came = events.select(events.who.as_(WHO)).where(dated).group_by(one)
        yield Step(before, "who came in the time before", came)
        return
    days, listed, unit = f"{block.name}_came", f"{block.name}_windows", grain.unit.value
    on_day = events.select(events.who.as_(WHO), events.day.as_(DAY)).where(dated)
    yield Step(days, "the days on which each one came", on_day.group_by(one, two))
    yield _listed(listed, unit, windows)
    came = (
        exp.select(exp.column(WHO, table=days), exp.column(unit, table=listed))
        .from_(days)
        .join(listed, on=within(exp.column(DAY, table=days), listed))
        .group_by(one.copy(), two.copy())
    )
    yield Step(before, f"who came in the time before each {unit}", came)


def in_time_before(
    block: Block, time: str, plan: Plan
) -> tuple[tuple[Step, ...], tuple[exp.Join, ...], tuple[exp.Expr, ...], exp.Expr | None]:
    """The steps, joins, conditions and bucket of rows that are dated in the time before."""
    windows, day = windows_before(block, plan), day_of(block.dataset, time)
    dated = _in_any(windows, day)
    if plan.query.grain is None:
        return (), (), (dated,), None
    unit, name = plan.query.grain.unit.value, f"{block.name}_windows"
    join = exp.Join(this=exp.to_table(name), on=within(day.copy(), name))
    return (_listed(name, unit, windows),), (join,), (dated,), exp.column(unit, table=name)


def _listed(name: str, unit: str, windows: tuple[Bucket, ...]) -> Step:
    columns = [unit, FIRST, LAST]
    rows = [tuple(map(value, (each.start, each.first, each.last))) for each in windows]
    listed = exp.values(rows, "windows", columns)
    select = exp.select(*(exp.column(each, table="windows") for each in columns)).from_(listed)
    return Step(name, f"the time before each {unit}", select)


def _in_any(windows: tuple[Bucket, ...], day: exp.Expr) -> exp.Expr:
    first, last = min(each.first for each in windows), max(each.last for each in windows)
    return exp.Between(this=day, low=value(first), high=value(last))


def came_before(block: Block, time: str, bucket: exp.Expr | None, plan: Plan) -> exp.Join:
    """A block's rows of those who came before the bucket that the row falls into."""
    before = f"{block.name}_before"
    pairs = [(WHO, events_of(cohort(block), time, plan).who)]
    if bucket is not None and plan.query.grain is not None:
        pairs.append((plan.query.grain.unit.value, bucket.copy()))
    same = [
        exp.EQ(this=exp.column(name, table=before), expression=wrapped(node))
        for name, node in pairs
    ]
    return exp.Join(this=exp.to_table(before), on=every(list(same)))


def bucket_before(block: Block, plan: Plan) -> exp.Column | None:
    """The bucket of a joined row, which is the one that somebody came before."""
    grain = plan.query.grain
    return None if grain is None else exp.column(grain.unit.value, table=f"{block.name}_before")


def unknown_before(plan: Plan) -> Iterator[tuple[str, date]]:
    """The labels of those metrics whose windows begin before the data, each with the first day."""
    for block in plan.blocks:
        if block.rule in (Rule.RETAINED, Rule.BEFORE):
            metric = cohort(block)
            first = min(each.first for each in windows_before(block, plan))
            if first < plan.clock.first_day:
                yield metric.label, first
