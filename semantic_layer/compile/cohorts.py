"""Who came for the first time?

The first time is looked for in all rows that the asker may see; of several events on the first day
the one with the lowest key is the first. Its rows are then counted like any others:

    new_customers_first_days    each customer's first day
    new_customers_first_events  and the first order of that day
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.compile.choices import choice_joins, choice_steps, filtered
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import every, placed, present
from semantic_layer.compile.joins import joins_for, path_to
from semantic_layer.compile.plan import Block, Plan
from semantic_layer.compile.values import value
from semantic_layer.errors import InvariantError
from semantic_layer.model.metrics import Cohort
from semantic_layer.query import Filter

WHO, FIRST_DAY, EVENT = "who", "first_day_of_all", "first_event"


@dataclass(frozen=True, slots=True)
class Events:
    """The rows that are events of a cohort, before any filter of the question."""

    metric: Cohort
    who: exp.Expr
    event: exp.Expr
    day: exp.Expr
    joins: tuple[exp.Join, ...]
    conditions: tuple[exp.Expr, ...]

    def select(self, *columns: exp.Expr) -> exp.Select:
        select = exp.select(*columns).from_(exp.to_table(self.metric.dataset))
        for join in self.joins:
            select = select.join(join.copy(), copy=False)
        return select.where(every([node.copy() for node in self.conditions]), copy=False)


def first_events(block: Block, time: str, plan: Plan) -> tuple[Step, ...]:
    events = _events(block, time, plan)
    name = events.metric.name
    one, two = exp.Literal.number(1), exp.Literal.number(2)
    first = exp.Min(this=events.day).as_(FIRST_DAY)
    days = Step(
        f"{name}_first_days",
        "the first day of each one, of all days",
        events.select(events.who.as_(WHO), first).group_by(one),
    )
    on_it = every(list(_same(days.name, {WHO: events.who, FIRST_DAY: events.day})))
    chosen = events.select(
        exp.column(WHO, table=days.name),
        exp.column(FIRST_DAY, table=days.name),
        exp.Min(this=events.event).as_(EVENT),
    ).join(exp.Join(this=exp.to_table(days.name), on=on_it))
    says = "the first event of that day"
    beyond = choice_steps(events.metric.filters, block.dataset.name, plan)
    return *beyond, days, Step(f"{name}_first_events", says, chosen.group_by(one.copy(), two))


def first_join(block: Block, time: str, plan: Plan) -> exp.Join:
    """A block's rows of first events, and no others."""
    events = _events(block, time, plan)
    name = f"{events.metric.name}_first_events"
    pairs = {WHO: events.who, FIRST_DAY: events.day, EVENT: events.event}
    return exp.Join(this=exp.to_table(name), on=every(list(_same(name, pairs))))


def _events(block: Block, time: str, plan: Plan) -> Events:
    metric, own = _metric(block), block.dataset.name
    who = placed(metric.expression, own)
    conditions = [present(who.copy())]
    if metric.where is not None:
        node = placed(metric.where, own, {"today": value(plan.clock.today)})
        conditions.append(exp.Paren(this=node) if isinstance(node, exp.Or) else node)
    conditions += [filtered(each, own, plan) for each in metric.filters]
    return Events(
        metric=metric,
        who=who,
        event=placed(metric.event, own),
        day=exp.column(time, table=own),
        joins=tuple(_joins(metric.filters, block, plan)),
        conditions=tuple(conditions),
    )


def _joins(filters: tuple[Filter, ...], block: Block, plan: Plan) -> list[exp.Join]:
    paths = [path_to(block.dataset.name, each.dimension, plan.index) for each in filters]
    chosen = choice_joins(filters, block.dataset.name, plan)
    return [*joins_for(paths, block.time, plan.index), *chosen]


def _same(name: str, pairs: Mapping[str, exp.Expr]) -> Iterator[exp.Expr]:
    for column, node in pairs.items():
        yield exp.EQ(this=exp.column(column, table=name), expression=node.copy())


def _metric(block: Block) -> Cohort:
    metric = block.measures[0].leaf.metric
    if not isinstance(metric, Cohort):
        raise InvariantError(f"{block.name} counts no cohort.")
    return metric
