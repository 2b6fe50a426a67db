"""May the numbers of an answer be subtracted from each other until they tell of few people?

A number of some days is what was added up by their end less what was added up before their first.
So numbers whose days begin or end together tell of the days between any two such points. Where
groups may be too small to show, all that can be worked out in this way has to be shown as well, or
be made up of what is: who stands behind other days is counted nowhere. A block also counts whom one
of its measures has and another has not, so sums that are narrowed differently have to be shown by
one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, groupby, pairwise

from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.small_groups import path_to_people
from semantic_layer.errors import NotYet
from semantic_layer.model.lineage import Among
from semantic_layer.query import Filter

Days = tuple[date, date]  # the first, and the one after the last
SUMS = (Rule.FLOW, Rule.ADDED, Rule.PIECES, Rule.COUNTED)
# Which rows of some days count.
Narrowing = tuple[frozenset[Filter], frozenset[str], Among | None]


def refuse_telling_differences(plan: Plan) -> None:
    """Raises NotYet; it passes what can give no small group."""
    blocks = [block for block in plan.blocks if _tells(block, plan)]
    for _, of_one in groupby(sorted(blocks, key=_dated), key=_dated):
        shown = defaultdict[Days, list[frozenset[Narrowing]]](list)
        for block in of_one:
            for days in _days(block):
                shown[days].append(_narrowings(block))
        if not all(_are_shown(points, shown) for points in _together(shown)):
            raise NotYet(
                "Numbers of days that overlap are not answered together where groups may be "
                "too small to show: what is hidden could be worked out from their difference. "
                "Ask for each of them alone, for the period as a whole, or without those "
                "groups."
            )


def _are_shown(points: Sequence[date], shown: Mapping[Days, list[frozenset[Narrowing]]]) -> bool:
    """Whether one block shows all that is counted of the days between any two points."""
    within = set(points)
    linked = {days: every for days, every in shown.items() if days[0] in within}
    for start, end in pairwise(points):
        over = (every for days, every in linked.items() if days[0] <= start and end <= days[1])
        wanted = frozenset[Narrowing]().union(*chain.from_iterable(over))
        if not any(narrowings >= wanted for narrowings in shown.get((start, end), ())):
            return False
    return True


def _narrowings(block: Block) -> frozenset[Narrowing]:
    """Empty for counts of events, which cannot be taken from sums of rows."""
    if block.rule not in SUMS:
        return frozenset()
    return frozenset(
        (frozenset(each.all_filters), frozenset(each.all_where), each.among)
        for each in (measure.leaf for measure in block.measures)
    )


def _dated(block: Block) -> tuple[str, str]:
    """Rows of two datasets, or by two of their dates, are no part of each other."""
    return block.dataset.name, block.time or ""


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
