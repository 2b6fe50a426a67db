"""Fold what a ranking leaves out into one row, "Other", last in its parent group.

The rest is added up from its measures and each metric is computed again from the sums: a rate of
the rest is the quotient of its sums. What does not add up (a distinct count) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.additive import refuse_measures_that_do_not_add_up
from semantic_layer.compile.block import Key
from semantic_layer.compile.differ import differences
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import named
from semantic_layer.compile.meet import where_held
from semantic_layer.compile.plan import Plan, metric_columns
from semantic_layer.compile.rank import PLACE
from semantic_layer.compile.share import key_column
from semantic_layer.compile.small_groups import hidden_columns
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role
from semantic_layer.errors import NotYet
from semantic_layer.model.definitions import DataType
from semantic_layer.model.gaps import gap_of
from semantic_layer.model.lineage import PERIOD_DAYS
from semantic_layer.query import Ranking, Show

ADDED, FOLDED, COMPARED = "with_the_rest", "top_and_rest", "top_and_rest_compared"
OTHER, THERE = "Other", "_there"


def fold(draft: Draft) -> Draft:
    """Unchanged where the query does not ask for the rest of a ranking."""
    ranking, plan = draft.plan.query.ranking, draft.plan
    if ranking is None or not ranking.others:
        return draft
    within = {key_column(name, draft) for name in ranking.within}
    folded = [key for key in plan.keys if key.name not in within]
    refuse_measures_that_do_not_add_up(folded, "The rest of a ranking of", plan)
    draft = draft.then(
        Step(ADDED, "the rest added up", _added_up(ranking, {key.name for key in folded}, draft))
    )
    draft = draft.then(Step(FOLDED, "the first ones and the rest", _computed(draft, within)))
    more = differences(plan)
    return draft.then(Step(COMPARED, "change and growth", draft.reading(*more))) if more else draft


def _added_up(ranking: Ranking, folded: set[str], draft: Draft) -> exp.Select:
    plan = draft.plan
    keys = [
        named(_label(key, ranking) if key.name in folded else exp.column(key.name), key.name)
        for key in plan.keys
    ]
    sums = [named(exp.Sum(this=exp.column(name)), name) for name in _added_columns(plan)]
    held = [named(exp.Count(this=exp.column(name)), f"{name}{THERE}") for name in _with_gaps(plan)]
    same = [named(exp.Max(this=exp.column(name)), name) for name in hidden_columns(plan)]
    rest = exp.Least(
        this=exp.column(PLACE), expressions=[value(ranking.limit + 1)], ignore_nulls=True
    )
    numbers = [exp.Literal.number(position + 1) for position in range(len(keys) + 1)]
    select = exp.select(*keys, named(rest, PLACE), *sums, *held, *same).from_(draft.last.name)
    return select.group_by(*numbers)


def _label(key: Key, ranking: Ranking) -> exp.Expr:
    """The rest is called "Other" where names are text; a rest of dates or numbers has no name."""
    first = exp.LTE(this=exp.column(PLACE), expression=value(ranking.limit))
    is_text = key.dimension is not None and key.dimension.type is DataType.STRING
    rest = exp.Literal.string(OTHER) if is_text else None
    return exp.Case(ifs=[exp.If(this=first, true=exp.column(key.name))], default=rest)


def _added_columns(plan: Plan) -> Iterator[str]:
    """The measures of all periods, and shares, which add up too."""
    yield from (block.column(each) for block in plan.blocks for each in block.measures)
    yield from _shares(plan)


def _shares(plan: Plan) -> Iterator[str]:
    yield from (figure.name for figure in plan.figures if figure.show is Show.SHARE)


def _with_gaps(plan: Plan) -> tuple[str, ...]:
    """The columns that have no value where a bucket was filled in, though their measures are 0."""
    if not plan.fills:
        return ()
    metrics = plan.index.metrics
    return tuple(
        name
        for name, metric, role in metric_columns(plan)
        if plan.has_value(metric, role) and gap_of(metrics[metric], metrics) == "null"
    )


def _computed(draft: Draft, within: set[str]) -> exp.Select:
    plan = draft.plan
    computed = {
        name: _formula(metric, role, within, plan) for name, metric, role in metric_columns(plan)
    }
    computed |= {name: _where_there(computed[name], name) for name in _with_gaps(plan)}
    metrics = [named(formula, name) for name, formula in computed.items()]
    keys = [exp.column(key.name) for key in plan.keys]
    others = [exp.column(name) for name in (*_shares(plan), *hidden_columns(plan), PLACE)]
    return exp.select(*keys, *metrics, *others).from_(draft.last.name)


def _where_there(formula: exp.Expr, name: str) -> exp.Expr:
    some = exp.GT(this=exp.column(f"{name}{THERE}"), expression=exp.Literal.number(0))
    return exp.Case(ifs=[exp.If(this=some, true=formula)])


def _formula(metric: str, role: Role, within: set[str], plan: Plan) -> exp.Expr:
    """The metric again, over the added measures."""
    if not plan.has_value(metric, role):
        return exp.cast(exp.null(), "DOUBLE")

    def days(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and node.name == PERIOD_DAYS + role.suffix:
            if plan.query.grain is not None:
                raise NotYet("The rest of a ranking is not answered yet for rates by period.")
            return exp.Literal.number(role.period.days)
        return node

    formula = plan.formulas.of(metric, role.suffix).transform(days)
    time = next((key.name for key in plan.keys if key.dimension is None), None)
    if time not in within:
        return formula
    return where_held(formula, exp.column(time), metric, role, plan)
