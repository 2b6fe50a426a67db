"""Blocks meet on the shared keys, and each metric's formula is computed for each period.

Every block has one row for each tuple of keys, so joining them multiplies nothing. A group that one
block lacks stands through the others, or through the plan's spine: its sums and counts are 0 there.
"""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from semantic_layer.compile.aggregates import is_zero_without_rows
from semantic_layer.compile.block import Block, Key
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every, named, zero_if_missing
from semantic_layer.compile.formulas import Measure
from semantic_layer.compile.keys import may_be_null, same_key, stand_in_for
from semantic_layer.compile.plan import Plan, measures_in, measures_needed_later, metric_columns
from semantic_layer.compile.runs import days_in, days_list
from semantic_layer.compile.small_groups import people_columns
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role
from semantic_layer.model.lineage import PERIOD_DAYS
from semantic_layer.query import Grain

METRICS = "metrics"


def meet(draft: Draft) -> Draft:
    """One step with the keys, every metric for every period, and what others still need."""
    plan = draft.plan
    columns = _columns(draft)
    if _is_alone(plan) and all(_is_own(name, node) for name, node in columns.items()):
        return draft
    first = plan.spine.name if plan.spine else plan.blocks[0].name
    select = exp.select(
        *(named(_key(key, plan), key.name) for key in plan.keys),
        *(named(node, name) for name, node in columns.items()),
    ).from_(first)
    for position, block in enumerate(plan.blocks):
        if block.name != first:
            select = select.join(_join(block, plan.blocks[:position], plan), copy=False)
    return _with_days(draft, select)


def _is_alone(plan: Plan) -> bool:
    """Whether the groups are those of one block."""
    return len(plan.blocks) == 1 and plan.spine is None


def _is_own(name: str, node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name == name


def _columns(draft: Draft) -> dict[str, exp.Expr]:
    """The metrics that figures show, then measures and counts that later steps add up."""
    plan = draft.plan
    columns = {name: _formula(metric, role, plan) for name, metric, role in metric_columns(plan)}
    for block, measure in measures_needed_later(plan):
        columns.setdefault(block.column(measure), _measured(measure, block, plan))
    for small in plan.small_groups:
        for block_name, name in people_columns(small, draft):
            columns[name] = exp.column(name, table=block_name)
    return columns


def _formula(metric: str, role: Role, plan: Plan) -> exp.Expr:
    """The metric in one period: over its measures, null where the data does not reach."""
    if not plan.has_value(metric, role):
        return exp.cast(exp.null(), "DOUBLE")
    formula = _in_place(plan.formulas.of(metric), role, plan)
    return (
        where_held(formula, _key(plan.keys[0], plan), metric, role, plan) if plan.keys else formula
    )


def where_held(
    formula: exp.Expr, bucket: exp.Expr, metric: str, role: Role, plan: Plan
) -> exp.Expr:
    """The formula in the buckets that have days, and whose days the data holds.

    Both of all that the metric comes from.
    """
    roles = [block.role for block, _ in measures_in(role, metric, plan)]
    start = known_from_in(metric, role, plan)
    ends = [each.known_until for each in roles if each.known_until is not None]
    held: list[exp.Expr] = []
    if start is not None:
        held.append(exp.GTE(this=bucket.copy(), expression=value(start)))
    if ends:
        held.append(exp.LTE(this=bucket.copy(), expression=value(min(ends))))
    if role.unpaired:
        held.append(exp.not_(is_unpaired(bucket, role), copy=False))
    return exp.Case(ifs=[exp.If(this=every(held), true=formula)]) if held else formula


def is_unpaired(bucket: exp.Expr, role: Role) -> exp.Expr:
    return exp.In(this=bucket.copy(), expressions=[value(start) for start in role.unpaired])


def known_from_in(metric: str, role: Role, plan: Plan) -> date | None:
    """The first bucket whose days the data holds, of all periods that the metric comes from."""
    starts = (block.role.known_from for block, _ in measures_in(role, metric, plan))
    return max((start for start in starts if start is not None), default=None)


def _in_place(formula: exp.Expr, role: Role, plan: Plan) -> exp.Expr:
    """The formula over the columns of the blocks of one role."""
    columns = {
        measure.name: _measured(measure, block, plan)
        for block in plan.blocks
        if block.role.columns_end == role.suffix
        for measure in block.measures
    }

    def place(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        return _days(role, plan) if node.name == PERIOD_DAYS else columns[node.name].copy()

    return formula.transform(place)


def _measured(measure: Measure, block: Block, plan: Plan) -> exp.Expr:
    column = exp.column(block.column(measure), table=block.name)
    may_lack = is_zero_without_rows(measure) and not _is_alone(plan)
    return zero_if_missing(column) if may_lack else column


def _key(key: Key, plan: Plan) -> exp.Expr:
    """Keys that are never null are merged by USING; others are taken from whoever has them."""
    if plan.spine is not None:
        return exp.column(key.name, table=plan.spine.name)
    if len(plan.blocks) == 1:
        return exp.column(key.name, table=plan.blocks[0].name)
    if _uses_names(plan):
        return exp.column(key.name)
    first, *others = (exp.column(key.name, table=block.name) for block in plan.blocks)
    return exp.Coalesce(this=first, expressions=others)


def _uses_names(plan: Plan) -> bool:
    """Keys of a spine are its own."""
    several = len(plan.blocks) > 1 and plan.spine is None
    return several and not any(may_be_null(key, plan) for key in plan.keys)


def _join(block: Block, before: tuple[Block, ...], plan: Plan) -> exp.Join:
    table, side = exp.to_table(block.name), "LEFT" if plan.spine else "FULL"
    if not plan.keys:
        return exp.Join(this=table, side=side, on=exp.true())
    if _uses_names(plan):
        using = [exp.to_identifier(key.name) for key in plan.keys]
        return exp.Join(this=table, side=side, using=using)
    pairs = [
        node
        for key in plan.keys
        for node in same_key(
            _key_before(key, before, plan),
            exp.column(key.name, table=block.name),
            stand_in_for(key, plan),
        )
    ]
    return exp.Join(this=table, side=side, on=every(pairs))


def _key_before(key: Key, before: tuple[Block, ...], plan: Plan) -> exp.Expr:
    """The key as the blocks before give it, or the spine."""
    if plan.spine is not None:
        return _key(key, plan)
    first, *others = (exp.column(key.name, table=each.name) for each in before)
    return exp.Coalesce(this=first, expressions=others) if others else first


def _days(role: Role, plan: Plan) -> exp.Expr:
    """The days of the period, or of each bucket."""
    if plan.query.grain is None:
        return exp.Literal.number(role.period.days)
    return days_in(role, plan)


def _with_days(draft: Draft, select: exp.Select) -> Draft:
    """Bucket lists are joined where a formula counts the days of each bucket."""
    plan, grain = draft.plan, draft.plan.query.grain
    says = "the metrics of each group" if plan.keys else "the metrics"
    if grain is None:
        return draft.then(Step(METRICS, says, select))
    for role in plan.roles:
        buckets = days_list(role, plan)
        if any(column.table == buckets.name for column in select.find_all(exp.Column)):
            draft = draft.then(buckets)
            select = select.join(_bucket_join(buckets.name, grain, plan), copy=False)
    return draft.then(Step(METRICS, says, select))


def _bucket_join(buckets: str, grain: Grain, plan: Plan) -> exp.Join:
    table, unit = exp.to_table(buckets), grain.unit.value
    if _uses_names(plan):
        return exp.Join(this=table, side="LEFT", using=[exp.to_identifier(unit)])
    same = exp.EQ(this=exp.column(unit, table=buckets), expression=_key(plan.keys[0], plan))
    return exp.Join(this=table, side="LEFT", on=same)
