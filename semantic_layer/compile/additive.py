"""May a metric's numbers be added up over some keys?"""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from semantic_layer.compile.block import Key
from semantic_layer.compile.formulas import Measure, uses_period
from semantic_layer.compile.plan import Plan
from semantic_layer.errors import NotAdditive
from semantic_layer.model.lineage import PERIOD_DAYS
from semantic_layer.model.metrics import (
    ADDED_UP,
    Percentile,
    SemiAdditive,
    Simple,
    counts_each_once,
)

LINEAR = (exp.Add, exp.Sub, exp.Neg, exp.Paren, exp.Column, exp.Identifier)


def refuse_adding_up(metric: str, over: Iterable[Key], wish: str, plan: Plan) -> None:
    """Raises NotAdditive where sums over those keys would count twice or average rates."""
    keys = tuple(over)
    if not keys:
        return
    label = plan.index.metric(metric).label
    if not _is_linear(metric, plan):
        raise NotAdditive(
            f"{wish} {label} is not answered: it is a rate, and rates do not add up. "
            "Ask for the amounts that it is made of."
        )
    for measure in plan.formulas.measures_of(metric):
        reason = why_not(measure, keys)
        if reason:
            raise NotAdditive(f"{wish} {label} is not answered: {reason}. Ask for it without.")


def counts_in_several(metric: str, over: Iterable[Key], plan: Plan) -> bool:
    """Whether sums over those keys fail for one reason alone: the same one counts in many."""
    keys = tuple(over)
    if not keys or any(key.several for key in keys) or not _is_linear(metric, plan):
        return False
    measures = plan.formulas.measures_of(metric)
    reasons = [each for each in measures if why_not(each, keys) is not None]
    return bool(reasons) and all(counts_each_once(each.leaf.metric) for each in reasons)


def _is_linear(metric: str, plan: Plan) -> bool:
    """Whether it is a sum of its measures; a rate is none."""
    return all(isinstance(node, LINEAR) for node in plan.formulas.by_metric[metric].walk())


def refuse_measures_that_do_not_add_up(over: Iterable[Key], wish: str, plan: Plan) -> None:
    """Raises NotAdditive: sums may be divided afterwards, distinct counts cannot be added."""
    keys = tuple(over)
    for measure in plan.formulas.measures:
        reason = why_not(measure, keys)
        if reason:
            label = measure.leaf.metric.label
            raise NotAdditive(f"{wish} {label} is not answered: {reason}. Ask for it without.")


def refuse_going_along(metric: str, wish: str, plan: Plan) -> None:
    """Raises NotAdditive where sums over several buckets are not what the metric is made of."""
    label, parts = plan.index.metric(metric).label, plan.formulas.measures_of(metric)
    days = any(
        column.name == PERIOD_DAYS
        for column in plan.formulas.by_metric[metric].find_all(exp.Column)
    )
    reasons = ["it counts the days of each bucket"] if days else []
    reasons += [reason for each in parts if (reason := why_not(each, plan.keys[:1]))]
    if reasons:
        raise NotAdditive(f"{wish} {label} is not answered: {reasons[0]}. Ask for it without.")


def why_not(measure: Measure, over: Iterable[Key]) -> str | None:
    metric, keys = measure.leaf.metric, tuple(over)
    several = next((key.several for key in keys if key.several), None)
    if several is not None:
        return several
    if counts_each_once(metric):
        return "the same one may be counted in several groups"
    if isinstance(metric, Percentile):
        return "it does not add up"
    if isinstance(metric, Simple | SemiAdditive) and metric.aggregation not in ADDED_UP:
        return "it does not add up"
    over_time = any(key.dimension is None for key in keys)
    if isinstance(metric, SemiAdditive) and metric.over_time in ("max", "min"):
        return "each group has its own day of it"
    if isinstance(metric, SemiAdditive) and over_time:
        return "stock does not add up over time"
    if measure.leaf.window is not None and over_time:
        return "its days overlap from one period to the next"
    if uses_period(measure.leaf) and over_time:
        return "it counts what stands in each bucket, and the same stands in several"
    return None


def degree_of(formula: exp.Expr) -> int | None:
    """1 for what grows with its measures, as an amount, 0 for a rate; None for what is neither."""
    match formula:
        case exp.Column():
            return 1
        case exp.Literal():
            return 0
        case exp.Paren() | exp.Neg() | exp.Nullif():
            return degree_of(formula.this)
    if not isinstance(formula, exp.Binary):
        return None
    left, right = degree_of(formula.this), degree_of(formula.expression)
    if left is None or right is None:
        return None
    match formula:
        case exp.Mul():
            return left + right
        case exp.Div():
            return left - right
    return left if left == right else None
