"""Add up, for each window of a series, the pieces of time that it is made of.

    SELECT months.month, SUM(pieces.net_sales) AS net_sales
    FROM pieces JOIN months ON pieces.from_day BETWEEN months.first_day AND months.last_day
    GROUP BY 1

A piece lies in a window whole or not at all, so its first day tells.
"""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from semantic_layer.compile.aggregates import AGGREGATES
from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.buckets import bucket_list, within
from semantic_layer.compile.cumulative import in_pieces
from semantic_layer.compile.draft import Step
from semantic_layer.compile.plan import Plan
from semantic_layer.model.metrics import COMBINED, Simple

FROM_DAY = "from_day"


def pieces_of(block: Block) -> Block:
    """The block by the pieces of time; it has a row for each with its first day."""
    return replace(
        block, name=f"{block.name}_by_piece", rule=Rule.PIECES, role=in_pieces(block.role)
    )


def added_up(block: Block, pieces: Block, says: str, plan: Plan) -> tuple[Step, Step]:
    """The windows, and the block with one row for each window and tuple of keys."""
    windows = bucket_list(block.role, plan)
    keys = [
        exp.column(key.name, table=windows.name if key.dimension is None else pieces.name)
        for key in plan.keys
    ]
    numbers = [
        AGGREGATES[COMBINED[measure.leaf.metric.aggregation]](
            this=exp.column(block.column(measure), table=pieces.name)
        ).as_(block.column(measure))
        for measure in block.measures
        if isinstance(measure.leaf.metric, Simple)
    ]
    inside = within(exp.column(FROM_DAY, table=pieces.name), windows.name)
    select = (
        exp.select(*keys, *numbers)
        .from_(pieces.name)
        .join(windows.name, on=inside)
        .group_by(*(exp.Literal.number(position + 1) for position in range(len(keys))))
    )
    return windows, Step(block.name, says, select)
