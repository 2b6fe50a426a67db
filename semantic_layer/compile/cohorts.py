"""Who came for the first time, and who came more than once?

The first time is looked for in all rows that the asker may see; of several events on the first day
the one with the lowest key is the first. Its rows are then counted like any others:

    new_customers_first_days    each customer's first day
    new_customers_first_events  and the first order of that day

Who came twice is counted from one row for each group and customer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.compile.conditions import condition
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import every, placed, present
from semantic_layer.compile.joins import joins_for, path_to
from semantic_layer.compile.plan import Block, Plan
from semantic_layer.compile.small_groups import COUNTED, path_to_people
from semantic_layer.compile.values import value
from semantic_layer.errors import InvariantError
from semantic_layer.model.metrics import Cohort
from semantic_layer.query import Filter

WHO, FIRST_DAY, EVENT, PERSON = "who", "first_day_of_all", "first_event", "_person"
TWICE = 2


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


def first_events(block: Block, time: str, plan: Plan) -> tuple[Step, Step]:
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
    return days, Step(f"{name}_first_events", says, chosen.group_by(one.copy(), two))


def first_join(block: Block, time: str, plan: Plan) -> exp.Join:
    """A block's rows of first events, and no others."""
    events = _events(block, time, plan)
    name = f"{events.metric.name}_first_events"
    pairs = {WHO: events.who, FIRST_DAY: events.day, EVENT: events.event}
    return exp.Join(this=exp.to_table(name), on=every(list(_same(name, pairs))))


def each_one(
    block: Block, narrowed: Mapping[str, list[exp.Expr]], plan: Plan
) -> tuple[exp.Expr, list[exp.Expr]]:
    """For the step with a row for each one: who it is; the events of each measure, and people."""
    metric = _metric(block)
    columns = []
    for measure in block.measures:
        event = placed(metric.event, block.dataset.name)
        count: exp.Expr = exp.Count(this=exp.Distinct(expressions=[event]))
        if narrowed[measure.name]:
            count = exp.Filter(this=count, expression=exp.Where(this=every(narrowed[measure.name])))
        columns.append(count.as_(block.column(measure)))
    for small in plan.small_groups:
        if path_to_people(block, small, plan) is not None:
            person = exp.Min(this=exp.column(small.key, table=small.dataset))
            columns.append(person.as_(f"{small.name}{PERSON}"))
    return placed(metric.expression, block.dataset.name), columns


def repeated(
    block: Block, inner: str, narrowed: Mapping[str, list[exp.Expr]], plan: Plan
) -> Iterator[exp.Expr]:
    """How many came twice for each measure, and how many people stand behind a group."""
    for measure in block.measures:
        yield _counted(exp.Star(), block.column(measure), inner, TWICE).as_(block.column(measure))
    for small in plan.small_groups:
        if path_to_people(block, small, plan) is None:
            continue
        person = exp.column(f"{small.name}{PERSON}", table=inner)
        people = exp.Distinct(expressions=[person])
        yield exp.Count(this=people).as_(f"{small.name}{COUNTED}{block.name}")
        for measure in block.measures:
            if narrowed[measure.name]:
                name = f"{small.name}{COUNTED}{block.column(measure)}"
                yield _counted(people.copy(), block.column(measure), inner, 1).as_(name)


def _counted(what: exp.Expr, column: str, inner: str, least: int) -> exp.Expr:
    enough = exp.GTE(this=exp.column(column, table=inner), expression=value(least))
    return exp.Filter(this=exp.Count(this=what), expression=exp.Where(this=enough))


def _events(block: Block, time: str, plan: Plan) -> Events:
    metric, own = _metric(block), block.dataset.name
    who = placed(metric.expression, own)
    conditions = [present(who.copy())]
    if metric.where is not None:
        node = placed(metric.where, own, {"today": value(plan.clock.today)})
        conditions.append(exp.Paren(this=node) if isinstance(node, exp.Or) else node)
    conditions += [condition(each, own, plan.index) for each in metric.filters]
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
    return joins_for(paths, block.time, plan.index)


def _same(name: str, pairs: Mapping[str, exp.Expr]) -> Iterator[exp.Expr]:
    for column, node in pairs.items():
        yield exp.EQ(this=exp.column(column, table=name), expression=node.copy())


def _metric(block: Block) -> Cohort:
    metric = block.measures[0].leaf.metric
    if not isinstance(metric, Cohort):
        raise InvariantError(f"{block.name} counts no cohort.")
    return metric
