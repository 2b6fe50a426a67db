"""Show the columns that were asked for, in a certain order, up to the limit."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.joins import none_label_of
from semantic_layer.compile.plan import Key, Plan
from semantic_layer.compile.rank import PLACE
from semantic_layer.compile.share import key_column
from semantic_layer.compile.small_groups import SUPPRESSED
from semantic_layer.compile.values import value
from semantic_layer.query import Direction


def finish(draft: Draft) -> exp.Select:
    """The whole statement. The last step is the outer select itself, where it can be."""
    shown = (*shown_columns(draft.plan), *hidden_columns(draft.plan))
    order = list(_order(draft))
    steps = draft.steps
    if draft.columns == shown and all(_is_plain(term) for term in order):
        steps, outer = steps[:-1], draft.last.select
    else:
        outer = exp.select(*(exp.column(name) for name in shown)).from_(draft.last.name)
    if order:
        outer = outer.order_by(*order, copy=False)
    if draft.plan.query.limit is not None:
        outer.set("limit", exp.Limit(expression=value(draft.plan.query.limit)))
    return _with_steps(outer, steps)


def shown_columns(plan: Plan) -> tuple[str, ...]:
    keys = [key.name for key in plan.keys]
    figures = [figure.name for figure in plan.figures if not figure.hidden]
    return tuple(dict.fromkeys([*keys, *figures]))


def hidden_columns(plan: Plan) -> tuple[str, ...]:
    """Columns of the result that are read and then dropped."""
    return (SUPPRESSED,) if plan.small_groups else ()


def _is_plain(term: exp.Ordered) -> bool:
    return isinstance(term.this, exp.Column)


def _with_steps(outer: exp.Select, steps: tuple[Step, ...]) -> exp.Select:
    if steps:
        outer.set("with_", exp.With(expressions=[_expression(step) for step in steps]))
    return outer


def _expression(step: Step) -> exp.CTE:
    alias = exp.TableAlias(this=exp.to_identifier(step.name))
    node = exp.CTE(this=step.select, alias=alias)
    node.add_comments([f" {step.says} "])
    return node


def _order(draft: Draft) -> Iterator[exp.Ordered]:
    """What was asked first; then place, time and labels, so that the order is always certain."""
    plan, seen = draft.plan, set[str]()
    for order in plan.query.order:
        descends = order.direction is Direction.DESC
        if plan.index.has_metric(order.by):
            figure = figure_for(plan.figures, order.by, order.show)
            yield _ordered(exp.column(figure.name), descends=descends)
        else:
            name = key_column(order.by, draft)
            seen.add(name)
            yield from _by_label(
                next(k for k in plan.keys if k.name == name), plan, descends=descends
            )
    if plan.query.ranking is not None and not plan.query.order:
        for name in plan.query.ranking.within:
            seen.add(key_column(name, draft))
            yield _ordered(exp.column(key_column(name, draft)))
        yield _ordered(exp.column(PLACE))
        return
    for key in plan.keys:
        if key.name not in seen:
            yield from _by_label(key, plan)


def _by_label(key: Key, plan: Plan, *, descends: bool = False) -> Iterator[exp.Ordered]:
    """Members in their own order, or by label; the group of none and the rest come last."""
    column = exp.column(key.name)
    dimension = key.dimension
    if dimension is not None:
        for last in sorted(_last_labels(key, plan)):
            named = exp.EQ(this=column.copy(), expression=exp.Literal.string(last))
            yield _ordered(named)
        if dimension.ordered:
            yield _ordered(_position(column, dimension.ordered), descends=descends)
    yield _ordered(column, descends=descends)


def _last_labels(key: Key, plan: Plan) -> set[str]:
    if key.dimension is None:
        return set()
    dimension = key.dimension
    labels = {none_label_of(block.dataset.name, dimension, plan.index) for block in plan.blocks}
    return {label for label in labels if label is not None}


def _position(column: exp.Expr, members: tuple[str, ...]) -> exp.Expr:
    arms = [
        exp.If(this=exp.Literal.string(member), true=exp.Literal.number(position))
        for position, member in enumerate(members)
    ]
    return exp.Case(this=column.copy(), ifs=arms)


def _ordered(node: exp.Expr, *, descends: bool = False) -> exp.Ordered:
    return exp.Ordered(this=node, desc=descends, nulls_first=False)
