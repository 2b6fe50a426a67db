"""Show the columns that were asked for, in a certain order, up to the limit."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.labels import by_label, ordered
from semantic_layer.compile.plan import Key, Plan
from semantic_layer.compile.rank import PLACE, by_rank, is_plain
from semantic_layer.compile.share import key_column
from semantic_layer.compile.small_groups import hidden_columns
from semantic_layer.compile.values import value
from semantic_layer.query import Direction, Order


def finish(draft: Draft) -> exp.Select:
    """The whole statement. The last step is the outer select itself, where it can be."""
    shown = (*shown_columns(draft.plan), *hidden_columns(draft.plan))
    order = _order(draft)
    steps = draft.steps
    if draft.columns == shown and all(isinstance(term.this, exp.Column) for term in order):
        steps, outer = steps[:-1], draft.last.select
    else:
        outer = exp.select(*map(exp.column, shown)).from_(draft.last.name)
    if order:
        outer = outer.order_by(*order, copy=False)
    limit = _limit(draft.plan)
    if limit is not None:
        outer.set("limit", exp.Limit(expression=value(limit)))
    if steps:
        outer.set("with_", exp.With(expressions=[_expression(step) for step in steps]))
    return outer


def shown_columns(plan: Plan) -> tuple[str, ...]:
    keys = [key.name for key in plan.keys]
    figures = [figure.name for figure in plan.figures if not figure.hidden]
    return tuple(dict.fromkeys([*keys, *figures]))


def _limit(plan: Plan) -> int | None:
    ranking, limit = plan.query.ranking, plan.query.limit
    if ranking is None or not is_plain(plan.query):
        return limit
    return ranking.limit if limit is None else min(limit, ranking.limit)


def _expression(step: Step) -> exp.CTE:
    alias = exp.TableAlias(this=exp.to_identifier(step.name))
    node = exp.CTE(this=step.select, alias=alias)
    node.add_comments([f" {step.says} "])
    return node


def _order(draft: Draft) -> list[exp.Ordered]:
    """What was asked first; then place, time and labels, so that the order is always certain."""
    ranking = draft.plan.query.ranking
    if ranking is not None and is_plain(draft.plan.query):
        return by_rank(ranking, draft)
    terms = [term for order in draft.plan.query.order for term in _asked(order, draft)]
    first: tuple[str, ...] = ()
    if ranking is not None and not terms:
        first = tuple(key_column(name, draft) for name in ranking.within)
        for name in first:
            terms += by_label(_key(name, draft.plan), draft.plan)
        terms.append(ordered(exp.column(PLACE)))
    named = {order.by for order in draft.plan.query.order}
    for key in draft.plan.keys:
        if key.name not in (*first, *named):
            terms += by_label(key, draft.plan)
    return terms


def _asked(order: Order, draft: Draft) -> Iterator[exp.Ordered]:
    plan, descends = draft.plan, order.direction is Direction.DESC
    if plan.index.has_metric(order.by):
        figure = figure_for(plan.figures, order.by, order.show)
        yield ordered(exp.column(figure.name), descends=descends)
    else:
        yield from by_label(_key(key_column(order.by, draft), plan), plan, descends=descends)


def _key(name: str, plan: Plan) -> Key:
    return next(key for key in plan.keys if key.name == name)
