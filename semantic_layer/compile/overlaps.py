"""May the numbers of an answer be subtracted from each other until they tell of few people?

Where groups may be too small to show, no two numbers are of days that overlap without being the
same: their difference would be of the days that only one of them has, and who stands behind those
days is counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from semantic_layer.compile.block import Block
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.small_groups import path_to_people
from semantic_layer.errors import NotYet


def refuse_overlapping_days(plan: Plan) -> None:
    """Raises NotYet; it passes what can give no small group."""
    days = sorted({each for block in plan.blocks if _tells(block, plan) for each in _days(block)})
    for (_, last), (first, _) in pairwise(days):
        if first <= last:
            raise NotYet(
                "Numbers of days that overlap are not answered together where groups may be too "
                "small to show: what is hidden could be worked out from their difference. Ask for "
                "each of them alone, or without the customers' own groups."
            )


def _tells(block: Block, plan: Plan) -> bool:
    """Whether people stand behind the rows of the block."""
    return any(path_to_people(block, small, plan) is not None for small in plan.small_groups)


def _days(block: Block) -> Iterator[tuple[date, date]]:
    role = block.role
    yield from ((each.first, each.last) for each in role.buckets)
    if not role.buckets:
        yield role.period.start, role.period.end
