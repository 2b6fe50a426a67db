"""May the numbers of an answer be subtracted from each other until they tell of few people?

A number of some days is what was added up by their end less what was added up before their first.
So numbers whose days begin or end together tell of the days between any two such points. Where
groups may be too small to show, all that can be worked out in this way has to be shown as well, or
be made up of what is: who stands behind other days is counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from semantic_layer.compile.block import Block
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.small_groups import path_to_people
from semantic_layer.errors import NotYet

Days = tuple[date, date]  # the first, and the one after the last


def refuse_telling_differences(plan: Plan) -> None:
    """Raises NotYet; it passes what can give no small group."""
    blocks = [block for block in plan.blocks if _tells(block, plan)]
    for _, of_one in groupby(sorted(blocks, key=_dataset), key=_dataset):
        shown = {days for block in of_one for days in _days(block)}
        for points in _together(shown):
            if any(days not in shown for days in pairwise(points)):
                raise NotYet(
                    "Numbers of days that overlap are not answered together where groups may be "
                    "too small to show: what is hidden could be worked out from their difference. "
                    "Ask for each of them alone, for the period as a whole, or without those "
                    "groups."
                )


def _dataset(block: Block) -> str:
    return block.dataset.name


def _tells(block: Block, plan: Plan) -> bool:
    """Whether people stand behind the rows of the block."""
    return any(path_to_people(block, small, plan) is not None for small in plan.small_groups)


def _days(block: Block) -> Iterator[Days]:
    after = timedelta(days=1)
    role = block.role
    yield from ((each.first, each.last + after) for each in role.buckets)
    if not role.buckets:
        yield role.period.start, role.period.end + after


def _together(shown: Iterable[Days]) -> list[list[date]]:
    """The points between which days can be worked out, in order; apart where nothing links them."""
    linked: dict[date, set[date]] = {}
    for first, after in shown:
        both = linked.get(first, {first}) | linked.get(after, {after})
        for point in both:
            linked[point] = both
    return [sorted(points) for points in {id(each): each for each in linked.values()}.values()]
