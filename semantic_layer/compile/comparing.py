"""Which stores does an answer with comparable metrics compare, and why not the others?

    SELECT stores.store_name AS member,
           CASE WHEN stores.opened_on > $1 THEN 'opened'
                WHEN stores.closed_on <= $2 THEN 'closed' END AS reason,
           CASE WHEN stores.opened_on > $1 THEN stores.opened_on ... END AS since
    FROM stores WHERE stores.region = $3 ORDER BY 1

One row for each store (by the policy's own noun) that the query's filters leave; the statement is
secured and checked like any other, so that an asker learns of no other stores than their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.calendars.periods import Clock
from semantic_layer.compile.comparable import ComparableSet, comparable_set
from semantic_layer.compile.compiled import Compiled, ResultColumn
from semantic_layer.compile.conditions import condition
from semantic_layer.compile.expressions import every, missing
from semantic_layer.compile.joins import expression_of, joins_for, label_of, path_to
from semantic_layer.compile.labels import OF_TEXT, ordered
from semantic_layer.compile.plan import plan
from semantic_layer.compile.values import value
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Filter, MetricQuery

MEMBER, REASON, SINCE = "member", "reason", "since"
OPENED, CLOSED, APART = "opened", "closed", "apart"


@dataclass(frozen=True, slots=True)
class Comparing:
    """The statement, whose rows are member, reason (none: compared) and since when; and the set."""

    compiled: Compiled
    chosen: ComparableSet


def compile_comparing(query: MetricQuery, index: ModelIndex, clock: Clock) -> Comparing | None:
    """Nothing where no metric is comparable, or no dimension names what is compared.

    A query with several policies tells of the first metric's. Nothing either where a filter leaves
    open which of them are asked about.
    """
    leaves = (leaf for name in query.metrics for leaf in index.leaves(name))
    policies = [leaf.among.policy for leaf in leaves if leaf.among is not None]
    if not policies:
        return None
    policy = index.comparable[policies[0]]
    home = next(iter(index.dimension(policy.opened).on))
    member = _member(home, policy.member, index)
    filters = [each for each in query.filters if index.path(home, each.dimension) is not None]
    if member is None or any(_is_not_known(home, each, index) for each in filters):
        return None
    chosen = comparable_set(policy, plan(query, index, clock).chosen.resolved, index)
    compiled = Compiled(
        query=query,
        tree=_statement(home, member, chosen, filters, index),
        columns=tuple(_columns(member, policy.label)),
        periods=(),
        comparison_rule=None,
        metrics=(),
        assumed=(),
        caveats=(),
        today=clock.today,
    )
    return Comparing(compiled, chosen)


def _member(home: str, named: str | None, index: ModelIndex) -> Dimension | None:
    """What the policy names; else the dimension that is the key of where opening days are kept."""
    if named is not None:
        return index.dimension(named)
    key = index.dataset(home).key
    keys = (each for each in index.dimensions.values() if (each.on.get(home),) == tuple(key))
    return next(keys, None)


def _is_not_known(home: str, wanted: Filter, index: ModelIndex) -> bool:
    """Whether a store meets it on some days only, or where another query's result has it."""
    return wanted.members is not None or not _stands(home, wanted, index)


def _stands(home: str, wanted: Filter, index: ModelIndex) -> bool:
    """Whether a store has one member, whatever the day."""
    path = index.path(home, wanted.dimension)
    return path is not None and not any(step.by_day or step.join.many for step in path)


def _columns(member: Dimension, label: str) -> Iterator[ResultColumn]:
    yield ResultColumn(MEMBER, member.label, "dimension", "string", source=member.name)
    yield ResultColumn(REASON, label, "dimension", "string")
    yield ResultColumn(SINCE, "Since", "dimension", "date")


def _statement(
    home: str,
    member: Dimension,
    chosen: ComparableSet,
    filters: list[Filter],
    index: ModelIndex,
) -> exp.Select:
    reasons = list(_reasons(home, chosen, index))
    of_rule = [each.dimension for each in _own_filters(home, chosen, index)]
    dates = [name for name in (chosen.policy.opened, chosen.policy.closed) if name is not None]
    names = (member.name, *dates, *of_rule, *(each.dimension for each in filters))
    paths = [path_to(home, name, index) for name in dict.fromkeys(names)]
    why = [exp.If(this=when, true=exp.Literal.string(code)) for code, when, _ in reasons]
    since = [exp.If(this=when.copy(), true=day) for _, when, day in reasons if day is not None]
    select = exp.select(
        label_of(home, member, index).as_(MEMBER),
        exp.Case(ifs=why).as_(REASON),
        exp.Case(ifs=since).as_(SINCE),
    ).from_(exp.to_table(home))
    for join in joins_for(paths, None, index):
        select = select.join(join, copy=False)
    if filters:
        select = select.where(every([condition(each, home, index) for each in filters]), copy=False)
    term = ordered(exp.column(MEMBER))
    if member.type is DataType.STRING:
        term.meta[OF_TEXT] = True
    return select.order_by(term, copy=False)


def _reasons(
    home: str, chosen: ComparableSet, index: ModelIndex
) -> Iterator[tuple[str, exp.Expr, exp.Expr | None]]:
    """Each reason to leave one out, in the order that they are told, with its day."""
    opened = expression_of(home, index.dimension(chosen.policy.opened), index)
    late = exp.GT(this=opened.copy(), expression=value(chosen.opened_by))
    yield OPENED, exp.Or(this=missing(opened.copy()), expression=late), opened
    if chosen.policy.closed is not None:
        closed = expression_of(home, index.dimension(chosen.policy.closed), index)
        yield CLOSED, exp.LTE(this=closed.copy(), expression=value(chosen.open_after)), closed
    own = [condition(each, home, index) for each in _own_filters(home, chosen, index)]
    if own:
        kept = exp.Coalesce(this=exp.Paren(this=every(own)), expressions=[exp.false()])
        yield APART, exp.Not(this=kept), None


def _own_filters(home: str, chosen: ComparableSet, index: ModelIndex) -> list[Filter]:
    """The policy's filters on stores themselves; those on their sales leave no store out."""
    return [each for each in chosen.rule.filters if _stands(home, each, index)]
