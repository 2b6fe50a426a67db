"""In which order are rows shown: "sorted by net sales", "alphabetically"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft, Sorted
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Direction

SUPERLATIVES = {
    Role.HIGH: Direction.DESC,
    Role.BEST: Direction.DESC,
    Role.LOW: Direction.ASC,
    Role.WORST: Direction.ASC,
}
WAYS = {Role.ASCENDING: Direction.ASC, Role.DESCENDING: Direction.DESC}


def orders(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SORT):
        draft = _sorted(draft, at)
    for at in draft.all(*WAYS):
        order = Sorted(direction=WAYS[draft.items[at].role])
        draft = draft.bind((at,), "order", orders=(*draft.orders, order))
    for at in draft.all(Role.ALPHABETICAL):
        names = [name for _, name in draft.breakdowns]
        if names:
            order = Sorted(names[0], direction=Direction.ASC)
            draft = draft.bind((at,), "order", orders=(*draft.orders, order))
    return draft


def _sorted(draft: Draft, at: int) -> Draft:
    noun = draft.after(at, over={Role.BY, Role.ANY, Role.WHERE})
    if draft.role(noun) in (Role.PERIOD, Role.MEMBER):
        thing = draft.after(noun, over={Role.PERIOD, Role.MEMBER})
        if draft.role(thing) is not Role.DIMENSION:
            return draft  # "the rank of one store" is no order
        noun = thing
    if draft.free(noun, *SUPERLATIVES):
        order = Sorted(
            direction=SUPERLATIVES[draft.items[noun].role],
            quality=draft.items[noun].role in (Role.BEST, Role.WORST),
        )
        return draft.bind((at, noun), "order", orders=(*draft.orders, order))
    if draft.free(noun, Role.DIMENSION) and draft.role(draft.after(noun)) is Role.BY:
        return draft.bind((at,), "order")  # "rank regions by net sales"
    if draft.role(noun) is not Role.METRIC:
        return draft.bind((at,), "order") if draft.all(*WAYS, Role.ALPHABETICAL) else draft
    way = draft.after(noun, over={Role.WHERE, Role.PAUSE})
    direction = WAYS.get(draft.items[way].role) if draft.free(way, *WAYS) else Direction.DESC
    used = [at, *(n for n in range(at, noun) if draft.free(n, Role.BY)), noun]
    if draft.free(way, *WAYS):
        used.append(way)
    return draft.bind(
        used,
        "order",
        orders=(*draft.orders, Sorted(draft.name(noun), direction=direction)),
        measures=(*draft.measures, (noun, draft.name(noun))),
    )
