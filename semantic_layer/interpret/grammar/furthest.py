"""Which are furthest on one side: "departments furthest below plan", "5 stores most ahead of it"?

They are shown in that order, the furthest first, and only so many of them.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Draft, Sorted
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Direction, Show

MOST = frozenset({"furthest", "farthest", "most", "the most", "the furthest", "the farthest"})


def furthest(draft: Draft, side: int, by: str, show: Show, op: str) -> Draft:
    """The draft in the order that a superlative before the words of a side asks for."""
    most = draft.ahead_of(side)
    if not draft.free(most, Role.HIGH) or draft.items[most].folded not in MOST:
        return draft
    noun = draft.ahead_of(most)
    number = draft.ahead_of(noun)
    counted = draft.free(number, Role.NUMBER)
    one = draft.role(noun) is Role.DIMENSION and not draft.items[noun].folded.endswith("s")
    limit = int(draft.items[number].meaning.number or 1) if counted else 1 if one else None
    way = Direction.DESC if op.startswith("gt") else Direction.ASC
    return draft.bind(
        (most, number if counted else -1),
        "order",
        orders=(*draft.orders, Sorted(by, show, way)),
        limit=draft.limit or limit,
    )
