"""Show the columns that were asked for, in a certain order, up to the limit."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import takewhile

from sqlglot import exp

from semantic_layer.compile.block import Key
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.labels import by_label, ordered
from semantic_layer.compile.levels import level_column, level_of, splits
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.rank import PLACE, by_rank, is_plain
from semantic_layer.compile.share import key_column
from semantic_layer.compile.small_groups import hidden_columns
from semantic_layer.compile.values import value
from semantic_layer.query import Direction, Order, Ranking


def finish(draft: Draft) -> exp.Select:
    """The whole statement. The last step is the outer select itself, where it can be."""
    shown = (*shown_columns(draft.plan), *hidden_columns(draft.plan))
    order = _order(draft)
    steps, last = draft.steps, draft.last.select
    by_columns = all(isinstance(term.this, exp.Column) for term in order)
    if draft.columns == shown and by_columns and isinstance(last, exp.Select):
        steps, outer = steps[:-1], last
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
    level = [level_column(plan)] if plan.query.subtotals else []
    return tuple(dict.fromkeys([*keys, *level, *figures]))


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
    ranking, plan = draft.plan.query.ranking, draft.plan
    if ranking is not None and is_plain(plan.query):
        return by_rank(ranking, draft)
    if plan.query.subtotals:
        return list(_by_level(draft))
    parents = [key_column(name, draft) for name in ranking.within] if ranking else []
    if ranking is not None and not plan.query.order:
        place = ordered(exp.column(PLACE))
        return [*_labels(parents, plan), place, *_labels(_keys_but(parents, plan), plan)]
    asked = [(_column(order, draft), order) for order in plan.query.order]
    within = list(takewhile(lambda each: each[0] in parents, asked))
    named = [column for column, _ in asked]
    other_parents = [name for name in parents if name not in named]
    if len(within) < len(asked):
        other_parents = []  # what was asked goes across the parent groups
    return [
        *_asked(within, plan),
        *_labels(other_parents, plan),
        *_rest_last(ranking),
        *_asked(asked[len(within) :], plan),
        *_labels(_keys_but([*named, *other_parents], plan), plan),
    ]


def _by_level(draft: Draft) -> Iterator[exp.Ordered]:
    """Rows stand before their subtotal, parents by label; the rest orders the finest rows."""
    plan, ranking = draft.plan, draft.plan.query.ranking
    level = exp.column(level_column(plan))
    asked = [(_column(order, draft), order) for order in plan.query.order]
    parents = [
        key for key in plan.keys if key.dimension is None or key.name in splits(plan.query)[0]
    ]
    for key in parents:
        own = [each for each in asked if each[0] == key.name]
        yield from _asked(own, plan) if own else by_label(key, plan)
        if key.dimension is not None:
            yield _subtotals_last(level, level_of(key.name, plan.query))
    yield _subtotals_last(level, 1)
    names = [key.name for key in parents]
    rest = [each for each in asked if each[0] not in names]
    if ranking is not None and not rest:
        within = [key_column(name, draft) for name in ranking.within]
        names += (inner := [name for name in within if name not in names])
        yield from _labels(inner, plan)
        yield ordered(exp.column(PLACE))
    yield from _rest_last(ranking)
    yield from _asked(rest, plan)
    yield from _labels(_keys_but([*names, *(column for column, _ in rest)], plan), plan)


def _subtotals_last(level: exp.Expr, least: int) -> exp.Ordered:
    return ordered(exp.GTE(this=level.copy(), expression=exp.Literal.number(least)))


def _rest_last(ranking: Ranking | None) -> Iterator[exp.Ordered]:
    """The rest of a ranking stands last, of all or of its parent group, whatever its value."""
    if ranking is not None and ranking.others:
        yield ordered(exp.GT(this=exp.column(PLACE), expression=value(ranking.limit)))


def _column(order: Order, draft: Draft) -> str:
    plan = draft.plan
    if _is_number(order.by, plan):
        return figure_for(plan.figures, order.by, order.show, order.comparison).name
    return key_column(order.by, draft)


def _asked(orders: Iterable[tuple[str, Order]], plan: Plan) -> Iterator[exp.Ordered]:
    for column, order in orders:
        descends = order.direction is Direction.DESC
        if _is_number(order.by, plan):
            yield ordered(exp.column(column), descends=descends)
        else:
            yield from by_label(_key(column, plan), plan, descends=descends)


def _is_number(name: str, plan: Plan) -> bool:
    """Whether a metric is meant (or the count of members), and not what rows are split by."""
    return any(figure.metric == name for figure in plan.figures)


def _labels(names: Iterable[str], plan: Plan) -> Iterator[exp.Ordered]:
    for name in names:
        yield from by_label(_key(name, plan), plan)


def _keys_but(names: Container[str], plan: Plan) -> list[str]:
    return [key.name for key in plan.keys if key.name not in names]


def _key(name: str, plan: Plan) -> Key:
    return next(key for key in plan.keys if key.name == name)
