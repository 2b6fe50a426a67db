"""The greatest and the least of a period's snapshots, of what is summed in each of them.

    stock_highest_each  each group's sum in each snapshot, and how many snapshots there are
    stock_highest       the greatest sum of each group

A group without a row in one of the snapshots counts 0 there, as it does in the mean.
"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.snapshots import COUNT, how_many

EXTREMES = (Rule.HIGHEST, Rule.LOWEST)


def extreme(block: Block, sums: exp.Column, inner: str, plan: Plan) -> exp.Expr:
    """Over the rows of the first step, and 0 where a snapshot has none of them."""
    highest = block.rule is Rule.HIGHEST
    found: exp.Expr = exp.Max(this=sums) if highest else exp.Min(this=sums)
    outermost = exp.Greatest if highest else exp.Least
    with_none = outermost(this=found.copy(), expressions=[exp.Literal.number(0)], ignore_nulls=True)
    in_series = plan.query.grain is not None
    counted = exp.Max(this=exp.column(COUNT, table=inner)) if in_series else how_many(block, plan)
    lacks = exp.LT(this=exp.Count(this=exp.Star()), expression=counted)
    return exp.Case(ifs=[exp.If(this=lacks, true=with_none)], default=found)
