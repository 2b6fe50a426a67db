"""Let every bucket of the period stand for every group, also where it has no row.

    every_bucket AS (the months of the period),
    groups AS (SELECT region FROM metrics GROUP BY 1),
    filled AS (
      SELECT every_bucket.month, groups.region, COALESCE(metrics.net_sales, 0) AS net_sales
      FROM every_bucket CROSS JOIN groups
      LEFT JOIN metrics ON metrics.month = every_bucket.month AND metrics.region = groups.region)

A comparison's value stays null in buckets before the data. What is too small to show is filled with
itself, so that it is left out afterwards and never reads as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlglot import exp

from semantic_layer.calendars.periods import Bucket
from semantic_layer.calendars.units import holding
from semantic_layer.compile.aggregates import is_zero_without_rows
from semantic_layer.compile.block import Key
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every, missing, named, zero_if_missing
from semantic_layer.compile.keys import same_key, stand_in_for
from semantic_layer.compile.meet import where_held
from semantic_layer.compile.plan import Plan, measures_needed_later, metric_columns
from semantic_layer.compile.small_groups import SUPPRESSED, are_large
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role
from semantic_layer.errors import NotAdditive
from semantic_layer.model.gaps import gap_of
from semantic_layer.period import Unit
from semantic_layer.query import Grain, Running

EVERY_BUCKET, GROUPS, FILLED = "every_bucket", "groups", "filled"


def fill(draft: Draft) -> Draft:
    """Unchanged where only buckets with rows are asked for."""
    plan, grain, own = draft.plan, draft.plan.query.grain, draft.last.name
    if grain is None or not plan.fills:
        return draft
    bucket, *others = plan.keys
    columns = [name for name in draft.columns if name not in {key.name for key in plan.keys}]
    buckets = _every_bucket(grain, plan)
    steps = [buckets, _groups(others, draft)] if others else [buckets]
    homes = {key.name: steps[0 if key is bucket else 1].name for key in plan.keys}
    select = exp.select(
        *(exp.column(name, table=home) for name, home in homes.items()),
        *(exp.column(starts_column(unit), table=buckets.name) for unit in restarts(plan)),
        *(named(node, name) for name, node in _contents(columns, draft)),
    ).from_(buckets.name)
    if others:
        select = select.join(exp.Join(this=exp.to_table(GROUPS), kind="CROSS"), copy=False)
    pairs = [
        node
        for key in plan.keys
        for node in same_key(
            exp.column(key.name, table=own),
            exp.column(key.name, table=homes[key.name]),
            stand_in_for(key, plan),
        )
    ]
    join = exp.Join(this=exp.to_table(own), side="LEFT", on=every(pairs))
    says = f"every {grain.unit} of each group" if others else f"every {grain.unit}"
    return draft.then(*steps, Step(FILLED, says, select.join(join, copy=False)))


def restarts(plan: Plan) -> tuple[Unit, ...]:
    """The units with which running totals start anew."""
    parts = (figure.part for figure in plan.figures if isinstance(figure.part, Running))
    return tuple(dict.fromkeys(part.restart for part in parts if part.restart is not None))


def starts_column(unit: Unit) -> str:
    return f"{unit}_starts"


def _every_bucket(grain: Grain, plan: Plan) -> Step:
    """The buckets, each with the first day of every unit that a running total restarts with."""
    units = restarts(plan)
    columns = [grain.unit.value, *(starts_column(unit) for unit in units)]
    rows = [
        tuple(
            value(day)
            for day in (bucket.start, *(_start_of(unit, bucket, grain, plan) for unit in units))
        )
        for bucket in plan.roles[0].buckets
    ]
    listed = exp.values(rows, "buckets", columns)
    select = exp.select(*(exp.column(name, table="buckets") for name in columns)).from_(listed)
    return Step(EVERY_BUCKET, f"the {grain.unit}s of the period", select)


def _start_of(unit: Unit, bucket: Bucket, grain: Grain, plan: Plan) -> date:
    calendar = plan.index.calendar(grain.calendar)
    first, last = (holding(calendar, unit, day) for day in (bucket.first, bucket.last))
    if first != last or unit is grain.unit:
        raise NotAdditive(
            f"A running total by {grain.unit} cannot start anew with each {unit}: "
            f"a {grain.unit} does not lie within one. Name a longer unit, or ask by day."
        )
    return first.start


def _groups(keys: list[Key], draft: Draft) -> Step:
    """The groups that have a row; those too small to show make none."""
    select = exp.select(*(exp.column(key.name) for key in keys)).from_(draft.last.name)
    large = are_large(draft)
    if large:
        select = select.where(every(large), copy=False)
    numbers = (exp.Literal.number(position + 1) for position in range(len(keys)))
    return Step(GROUPS, "the groups that have a row", select.group_by(*numbers))


def _contents(columns: list[str], draft: Draft) -> Iterator[tuple[str, exp.Expr]]:
    """The metrics with their gaps filled; measures that are added up later count nothing there."""
    plan, own = draft.plan, draft.last.name
    metrics = {name: (metric, role) for name, metric, role in metric_columns(plan)}
    measures = {
        block.column(each): is_zero_without_rows(each)
        for block, each in measures_needed_later(plan)
    }
    for name in columns:
        column = exp.column(name, table=own)
        if name in metrics:
            yield name, _metric(column, *metrics[name], plan, own)
        elif name == SUPPRESSED:
            yield name, zero_if_missing(exp.Window(this=exp.Max(this=column)))
        else:
            yield name, zero_if_missing(column) if measures.get(name) else column


def _metric(column: exp.Column, metric: str, role: Role, plan: Plan, own: str) -> exp.Expr:
    declared = gap_of(plan.index.metric(metric), plan.index.metrics)
    if declared == "null" or not plan.has_value(metric, role):
        return column
    found: exp.Expr = zero_if_missing(column)
    if not _is_whole(metric, plan):
        nothing = missing(exp.column(plan.keys[0].name, table=own))
        found = exp.Case(
            ifs=[exp.If(this=nothing, true=exp.Literal.number(0))], default=column.copy()
        )
    bucket = exp.column(plan.keys[0].name, table=EVERY_BUCKET)
    return where_held(found, bucket, metric, role, plan)


def _is_whole(metric: str, plan: Plan) -> bool:
    """Whether the metric has a value in every row that there is, so that null means no row."""
    parts = plan.formulas.measures_of(metric)
    is_plain = isinstance(plan.formulas.by_metric[metric], exp.Column)
    return is_plain and all(map(is_zero_without_rows, parts))
