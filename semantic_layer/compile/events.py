"""Which rows are events, whose are they, and on which day? Before any filter of the question."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.compile.choices import choice_joins, choice_steps, filtered
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import every, placed, present
from semantic_layer.compile.joins import joins_for, path_to
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.model.metrics import Cohort, Following

WHO = "who"


@dataclass(frozen=True, slots=True)
class Events:
    """`steps` come before whatever selects from them."""

    steps: tuple[Step, ...]
    dataset: str
    who: exp.Expr
    day: exp.Expr
    joins: tuple[exp.Join, ...]
    conditions: tuple[exp.Expr, ...]

    def select(self, *columns: exp.Expr) -> exp.Select:
        select = exp.select(*columns).from_(exp.to_table(self.dataset))
        for join in self.joins:
            select = select.join(join.copy(), copy=False)
        return select.where(every([node.copy() for node in self.conditions]), copy=False)


def events_of(told: Cohort | Following, time: str, plan: Plan) -> Events:
    own = told.dataset
    who = placed(told.expression, own)
    conditions = [present(who.copy())]
    if told.where is not None:
        node = placed(told.where, own, {"today": value(plan.clock.today)})
        conditions.append(exp.Paren(this=node) if isinstance(node, exp.Or) else node)
    conditions += [filtered(each, own, plan) for each in told.filters]
    paths = [path_to(own, each.dimension, plan.index) for each in told.filters]
    joins = [*joins_for(paths, time, plan.index), *choice_joins(told.filters, own, plan)]
    return Events(
        steps=tuple(choice_steps(told.filters, own, plan)),
        dataset=own,
        who=who,
        day=exp.column(time, table=own),
        joins=tuple(joins),
        conditions=tuple(conditions),
    )
