"""How is a measure aggregated, and which rows does it count?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.choices import filtered
from semantic_layer.compile.comparable import comparable_set
from semantic_layer.compile.comparable import conditions as of_set
from semantic_layer.compile.expressions import (
    every,
    placed,
    present,
    quotient,
    zero_if_missing,
)
from semantic_layer.compile.formulas import Measure
from semantic_layer.compile.percentiles import percentile
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.snapshots import how_many
from semantic_layer.model.metrics import (
    ADDED_UP,
    Cohort,
    Distinct,
    Funnel,
    Measured,
    Percentile,
    SemiAdditive,
    Simple,
    counts_each_once,
)
from semantic_layer.model.nulls import may_be_null

AGGREGATES: dict[str, type[exp.AggFunc]] = {
    "sum": exp.Sum,
    "count": exp.Count,
    "min": exp.Min,
    "max": exp.Max,
    "avg": exp.Avg,
}


def conditions_of(
    measure: Measure, block: Block, marks: Mapping[str, exp.Expr], plan: Plan
) -> dict[str, exp.Expr]:
    """The measure's own conditions, by their text, so that equal ones are found."""
    return {node.sql(): node for node in _conditions(measure, block, marks, plan)}


def _conditions(
    measure: Measure, block: Block, marks: Mapping[str, exp.Expr], plan: Plan
) -> Iterator[exp.Expr]:
    leaf, dataset = measure.leaf, block.dataset
    for text in leaf.all_where:
        node = placed(text, dataset.name, marks)
        yield exp.Paren(this=node) if isinstance(node, exp.Or) else node
    for each in leaf.all_filters:
        yield filtered(each, dataset.name, plan)
    if leaf.among is not None:
        period = plan.side_of(block.role).period if leaf.among.own_set else plan.chosen.resolved
        policy = plan.index.comparable[leaf.among.policy]
        yield from of_set(comparable_set(policy, period, plan.index), dataset.name, plan.index)
    counted = _counted(leaf.metric)
    if counted is not None and may_be_null(counted, dataset):
        yield present(placed(counted, dataset.name))


def _counted(metric: Measured) -> str | None:
    """What is looked at one by one; rows without it are nobody's."""
    if isinstance(metric, Percentile):
        return metric.of_each
    return metric.expression if isinstance(metric, Distinct | Cohort | Funnel) else None


def aggregate(measure: Measure, block: Block, conditions: list[exp.Expr], plan: Plan) -> exp.Expr:
    """The aggregate over the rows that fulfil the conditions; a sum over no value is 0."""
    metric = measure.leaf.metric
    row = placed(_row(metric), block.dataset.name)
    call = _call(metric, row)
    if conditions:
        call = exp.Filter(this=call, expression=exp.Where(this=every(conditions)))
    if is_sum(measure) and (conditions or may_be_null(_row(metric), block.dataset)):
        call = zero_if_missing(call)
    if block.rule is Rule.MEAN:
        return quotient(call, how_many(block, plan))
    return call


def _row(metric: Measured) -> str:
    """What is aggregated, of each row."""
    return (isinstance(metric, Cohort) and metric.amount) or metric.expression


def _call(metric: Measured, row: exp.Expr) -> exp.Expr:
    if isinstance(metric, Percentile):
        return percentile(metric, row)
    if counts_each_once(metric):
        return exp.Count(this=exp.Distinct(expressions=[row]))
    if isinstance(metric, Simple | SemiAdditive):
        return AGGREGATES[metric.aggregation](this=row)
    return exp.Sum(this=row)


def is_sum(measure: Measure) -> bool:
    metric = measure.leaf.metric
    if isinstance(metric, Simple | SemiAdditive):
        return metric.aggregation == "sum"
    return isinstance(metric, Cohort) and metric.take == "first"


def is_zero_without_rows(measure: Measure) -> bool:
    """Sums and counts; the least, greatest and mean of nothing are nothing."""
    metric = measure.leaf.metric
    if isinstance(metric, SemiAdditive) and not metric.carry_forward:
        return False  # what was not counted at all is not known to be nothing
    if isinstance(metric, Simple | SemiAdditive):
        return metric.aggregation in ADDED_UP
    return isinstance(metric, Distinct | Cohort | Funnel)
