"""Blocks that look at each one (customer, order, snapshot) before they count: two steps.

    repeat_customers_each  a row for each group and customer, with the number of its orders
    repeat_customers       how many of them have two

The people behind a group are counted by the first of each one's people, so that one who is several
people never makes a group look larger than it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from semantic_layer.compile.aggregates import aggregate
from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.expressions import every, placed
from semantic_layer.compile.extremes import EXTREMES, extreme
from semantic_layer.compile.formulas import Measure
from semantic_layer.compile.percentiles import percentile
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.small_groups import COUNTED, path_to_people
from semantic_layer.compile.snapshots import COUNT, how_many
from semantic_layer.compile.values import value
from semantic_layer.errors import InvariantError
from semantic_layer.model.metrics import Cohort, Percentile, SemiAdditive
from semantic_layer.model.policies import SmallGroups

LOOKING_AT_EACH = (Rule.REPEAT, Rule.EACH, Rule.HIGHEST, Rule.LOWEST)
PERSON = "_person"
TWICE = 2
Narrowed = Mapping[str, list[exp.Expr]]


def looked_at(block: Block) -> str:
    """Who, or what, has a row of its own in the first step: an expression of the model."""
    match block.measures[0].leaf.metric:
        case Cohort(expression=who):
            return who
        case Percentile(of_each=str(each)):
            return each
        case SemiAdditive() if block.time is not None:
            return block.time
    raise InvariantError(f"{block.name} looks at nobody before it counts.")


def of_each(block: Block, narrowed: Narrowed, plan: Plan) -> Iterator[exp.Expr]:
    """The first step's numbers: for each measure, and who stands behind it."""
    for measure in block.measures:
        yield _number(measure, block, narrowed[measure.name], plan).as_(block.column(measure))
    if block.rule in EXTREMES and plan.query.grain is not None:
        yield how_many(block, plan).as_(COUNT)
    for small, name, narrower in _people(block, narrowed, plan):
        first = exp.Min(this=exp.column(small.key, table=small.dataset))
        conditions = [] if narrower is None else narrowed[narrower.name]
        yield _narrowed(first, conditions).as_(name + PERSON)


def over_each(block: Block, inner: str, narrowed: Narrowed, plan: Plan) -> Iterator[exp.Expr]:
    """The second step's numbers, over the rows of the first."""
    for measure in block.measures:
        column = exp.column(block.column(measure), table=inner)
        of_snapshots = block.rule in EXTREMES
        number = extreme(block, column, inner, plan) if of_snapshots else _counted(measure, column)
        yield number.as_(block.column(measure))
    for _, name, _ in _people(block, narrowed, plan):
        person = exp.column(name + PERSON, table=inner)
        yield exp.Count(this=exp.Distinct(expressions=[person])).as_(name)


def _number(measure: Measure, block: Block, conditions: list[exp.Expr], plan: Plan) -> exp.Expr:
    metric = measure.leaf.metric
    if isinstance(metric, SemiAdditive):
        return aggregate(measure, block, conditions, plan)
    if isinstance(metric, Cohort):
        event = placed(metric.event, block.dataset.name)
        return _narrowed(exp.Count(this=exp.Distinct(expressions=[event])), conditions)
    return _narrowed(exp.Sum(this=placed(metric.expression, block.dataset.name)), conditions)


def _counted(measure: Measure, column: exp.Column) -> exp.Expr:
    metric = measure.leaf.metric
    if isinstance(metric, Percentile):
        return percentile(metric, column)
    twice = exp.GTE(this=column, expression=value(TWICE))
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=twice))


def _people(
    block: Block, narrowed: Narrowed, plan: Plan
) -> Iterator[tuple[SmallGroups, str, Measure | None]]:
    """The counts of people: of the whole block, and of each measure that is narrowed further."""
    for small in plan.small_groups:
        if path_to_people(block, small, plan) is None:
            continue
        yield small, f"{small.name}{COUNTED}{block.name}", None
        for measure in block.measures:
            if narrowed[measure.name]:
                yield small, f"{small.name}{COUNTED}{block.column(measure)}", measure


def _narrowed(number: exp.Expr, conditions: list[exp.Expr]) -> exp.Expr:
    if not conditions:
        return number
    return exp.Filter(
        this=number, expression=exp.Where(this=every([node.copy() for node in conditions]))
    )
