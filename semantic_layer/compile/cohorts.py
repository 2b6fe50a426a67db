"""Who came for the first time?

The first time is looked for in all rows that the asker may see; of several events on the first day
the one with the lowest key is the first. Its rows are then counted like any others:

    new_customers_first_days    each customer's first day
    new_customers_first_events  and the first order of that day
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from semantic_layer.compile.block import Block
from semantic_layer.compile.draft import Step
from semantic_layer.compile.events import WHO, events_of
from semantic_layer.compile.expressions import every, placed
from semantic_layer.compile.plan import Plan
from semantic_layer.errors import InvariantError
from semantic_layer.model.metrics import Cohort

FIRST_DAY, EVENT = "first_day_of_all", "first_event"


def first_events(block: Block, time: str, plan: Plan) -> tuple[Step, ...]:
    metric = cohort(block)
    events, event = events_of(metric, time, plan), placed(metric.event, metric.dataset)
    one, two = exp.Literal.number(1), exp.Literal.number(2)
    first = exp.Min(this=events.day).as_(FIRST_DAY)
    days = Step(
        f"{metric.name}_first_days",
        "the first day of each one, of all days",
        events.select(events.who.as_(WHO), first).group_by(one),
    )
    on_it = every(list(_same(days.name, {WHO: events.who, FIRST_DAY: events.day})))
    chosen = events.select(
        exp.column(WHO, table=days.name),
        exp.column(FIRST_DAY, table=days.name),
        exp.Min(this=event).as_(EVENT),
    ).join(exp.Join(this=exp.to_table(days.name), on=on_it))
    says = "the first event of that day"
    chosen = chosen.group_by(one.copy(), two)
    return *events.steps, days, Step(f"{metric.name}_first_events", says, chosen)


def first_join(block: Block, time: str, plan: Plan) -> exp.Join:
    """A block's rows of first events, and no others."""
    metric = cohort(block)
    events, event = events_of(metric, time, plan), placed(metric.event, metric.dataset)
    pairs = {WHO: events.who, FIRST_DAY: events.day, EVENT: event}
    name = f"{metric.name}_first_events"
    return exp.Join(this=exp.to_table(name), on=every(list(_same(name, pairs))))


def _same(name: str, pairs: Mapping[str, exp.Expr]) -> Iterator[exp.Expr]:
    for column, node in pairs.items():
        yield exp.EQ(this=exp.column(column, table=name), expression=node.copy())


def cohort(block: Block) -> Cohort:
    metric = block.measures[0].leaf.metric
    if not isinstance(metric, Cohort):
        raise InvariantError(f"{block.name} counts no cohort.")
    return metric
