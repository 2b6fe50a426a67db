"""Filter by what a row may have several of: a row counts once, however many of them it has.

    products_chosen_1    the products that have one of the labels of a filter
    products_with_label  the products that have a label at all

A row is kept where one of its members fulfils the filter; `not_in` leaves out a row that has any of
the named members, `is_null` keeps the rows that have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlglot import exp

from semantic_layer.compile.bridges import (
    bridge_to,
    holders_of,
    join_to,
    key_names,
    partners,
    step_of_members,
)
from semantic_layer.compile.conditions import condition
from semantic_layer.compile.draft import Step
from semantic_layer.compile.expressions import every, missing, present
from semantic_layer.compile.joins import none_label_of
from semantic_layer.compile.plan import Plan
from semantic_layer.model.lineage import filters_of
from semantic_layer.model.paths import Step as JoinStep
from semantic_layer.query import Filter, FilterOp

CHOSEN, WITH = "_chosen_", "_with_"
LEAVES_OUT = (FilterOp.NOT_IN, FilterOp.IS_NULL)


@dataclass(frozen=True, slots=True)
class Choice:
    """A step of keys that have a partner as asked; a row fits that is in it (`there`), or is not.

    `told` says so as a condition; `then` is joined after it.
    """

    name: str
    bridge: JoinStep
    wanted: Filter
    there: bool
    told: exp.Expr
    then: exp.Join | None = None


def filtered(wanted: Filter, dataset: str, plan: Plan) -> exp.Expr:
    """A filter as a condition on the rows of a dataset and of what it joins."""
    terms = [choice.told for choice in _choices(wanted, dataset, plan)]
    if not terms:
        return condition(wanted, dataset, plan.index)
    if wanted.op in LEAVES_OUT or len(terms) == 1:
        return every(terms)
    return exp.Paren(this=exp.or_(*terms, copy=False))


def choice_steps(filters: Iterable[Filter], dataset: str, plan: Plan) -> Iterator[Step]:
    for wanted in filters:
        for choice in _choices(wanted, dataset, plan):
            member = plan.index.dimension(wanted.dimension).label.lower()
            asked = "" if choice.wanted.op is FilterOp.NOT_NULL else " as asked"
            says = f"{holders_of(choice.bridge, plan)} with a {member}{asked}"
            select = partners(choice.bridge, (), (choice.wanted,), plan, of_none=False)
            yield Step(choice.name, says, select)


def choice_joins(filters: Iterable[Filter], dataset: str, plan: Plan) -> Iterator[exp.Join]:
    """Each step once; where all rows must be chosen, those that are not need not be kept."""
    wanted_all, named = tuple(filters), set[str]()
    inner = {
        choice.name
        for wanted in wanted_all
        if is_by_join(wanted, dataset, plan)
        for choice in _choices(wanted, dataset, plan)
    }
    for wanted in wanted_all:
        for choice in _choices(wanted, dataset, plan):
            if choice.name not in named:
                named.add(choice.name)
                left = choice.name not in inner
                yield join_to(choice.name, choice.bridge, key_names(choice.bridge), left=left)
            if choice.then is not None:
                yield choice.then


def is_by_join(wanted: Filter, dataset: str, plan: Plan) -> bool:
    """Whether a join is all that a filter takes: it needs no condition."""
    choices = list(_choices(wanted, dataset, plan))
    if not choices:
        return wanted.members is not None
    return len(choices) == 1 and choices[0].there and wanted in plan.query.filters


def _choices(wanted: Filter, dataset: str, plan: Plan) -> Iterator[Choice]:
    """None where a row has one member at most."""
    bridge = bridge_to(dataset, wanted.dimension, plan)
    if bridge is None:
        return
    none_label = none_label_of(dataset, plan.index.dimension(wanted.dimension), plan.index)
    by_name = wanted.op in (FilterOp.IN, FilterOp.NOT_IN)
    values = tuple(each for each in wanted.values if not by_name or each != none_label)
    out = wanted.op in LEAVES_OUT
    if values or wanted.members is not None:
        op = FilterOp.IN if out else wanted.op
        fulfilled = wanted.model_copy(update={"op": op, "values": values})
        name = f"{bridge.source}{CHOSEN}{_position(wanted, plan)}"
        yield _choice(name, bridge, fulfilled, there=not out)
    named_none = len(values) < len(wanted.values)
    if named_none or wanted.op in (FilterOp.IS_NULL, FilterOp.NOT_NULL):
        yield _with_any(wanted, bridge, there=out == named_none)
    elif wanted.members is not None and none_label is not None:
        without = _with_any(wanted, bridge, there=False)
        yield _none_among_members(without, none_label, wanted, plan)


def _choice(step: str, bridge: JoinStep, wanted: Filter, *, there: bool) -> Choice:
    key = exp.column(key_names(bridge)[0], table=step)
    return Choice(step, bridge, wanted, there, present(key) if there else missing(key))


def _with_any(wanted: Filter, bridge: JoinStep, *, there: bool) -> Choice:
    any_at_all = Filter(dimension=wanted.dimension, op=FilterOp.NOT_NULL)
    name = f"{bridge.source}{WITH}{wanted.dimension}"
    return _choice(name, bridge, any_at_all, there=there)


def _none_among_members(without: Choice, none_label: str, wanted: Filter, plan: Plan) -> Choice:
    """Rows of no member belong to the group of that name, which the result may hold."""
    member = exp.column(wanted.dimension, table=step_of_members(wanted, plan))
    same = exp.EQ(this=member, expression=exp.Literal.string(none_label))
    join = exp.Join(this=exp.to_table(member.table), side="LEFT", on=every([same, without.told]))
    told = present(member.copy()) if wanted.op is FilterOp.IN else missing(member.copy())
    return replace(without, told=told, then=join)


def _position(wanted: Filter, plan: Plan) -> int:
    """Filters are numbered as the query, then the metrics, name them."""
    own = (each for measure in plan.formulas.measures for each in filters_of(measure.leaf))
    return 1 + list(dict.fromkeys((*plan.query.filters, *own))).index(wanted)
