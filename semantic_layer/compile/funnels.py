"""Whose event was followed by another within some days?

The days of what may follow are listed once for each one, and an event that has one of them within
its days is counted:

    second_purchase_customers_next  the days and orders of each customer, to the end of the wait
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlglot import exp

from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.buckets import DAY, day_of
from semantic_layer.compile.draft import Step
from semantic_layer.compile.events import WHO, events_of
from semantic_layer.compile.expressions import every, placed
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.errors import InvariantError
from semantic_layer.model.metrics import Funnel

NEXT = "next_event"
ONE_DAY = timedelta(days=1)


def what_follows(block: Block, plan: Plan) -> tuple[Step, ...]:
    """The days, and where they tell one from another the events, on which somebody came again."""
    metric, period = funnel(block), block.role.period
    following = metric.followed_by
    time = following.time or plan.index.dataset(following.dataset).time
    if time is None:
        raise InvariantError(f"{following.dataset} has no days.")
    events = events_of(following, time, plan)
    first = period.start + (0 if metric.same_day else 1) * ONE_DAY
    dated = exp.Between(this=events.day, low=value(first), high=value(_end(block)))
    columns: list[exp.Expr] = [events.who.as_(WHO), events.day.as_(DAY)]
    if _tells_apart(metric):
        columns.append(placed(metric.event or "", following.dataset).as_(NEXT))
    numbers = [exp.Literal.number(place + 1) for place in range(len(columns))]
    says = "what may follow, and when"
    select = events.select(*columns).where(dated).group_by(*numbers)
    return *events.steps, Step(_name(block), says, select)


def followed(block: Block, time: str, plan: Plan) -> exp.Join:
    """A block's rows of events that one of those follows, and no others."""
    metric, name = funnel(block), _name(block)
    who = placed(metric.expression, block.dataset.name)
    day, later = day_of(block.dataset, time), exp.column(DAY, table=name)
    low = day if metric.same_day else _plus(day, 1)
    on: list[exp.Expr] = [
        exp.EQ(this=exp.column(WHO, table=name), expression=who),
        exp.Between(this=later, low=low, high=_plus(day.copy(), metric.within_days)),
    ]
    if _tells_apart(metric):
        event = placed(metric.event or "", block.dataset.name)
        after = exp.GT(this=later.copy(), expression=day.copy())
        other = exp.GT(this=exp.column(NEXT, table=name), expression=event)
        on.append(exp.Paren(this=exp.Or(this=after, expression=other)))
    return exp.Join(this=exp.to_table(name), on=every(on))


def _tells_apart(metric: Funnel) -> bool:
    return metric.same_day and metric.event is not None


def _plus(day: exp.Expr, days: int) -> exp.Expr:
    return exp.Add(this=day, expression=exp.Literal.number(days))


def _name(block: Block) -> str:
    return f"{block.name}_next"


def _end(block: Block) -> date:
    return block.role.period.end + funnel(block).within_days * ONE_DAY


def not_over(plan: Plan) -> Iterator[tuple[Funnel, date]]:
    """The funnels whose last events are still waiting at the end of the data, and until when."""
    for block in plan.blocks:
        if block.rule is Rule.FUNNEL and _end(block) > plan.clock.watermark:
            yield funnel(block), _end(block)


def funnel(block: Block) -> Funnel:
    metric = block.measures[0].leaf.metric
    if not isinstance(metric, Funnel):
        raise InvariantError(f"{block.name} is no funnel.")
    return metric
