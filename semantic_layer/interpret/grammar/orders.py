"""In which order are rows shown: "sorted by net sales", "alphabetically"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft, Sorted
from semantic_layer.interpret.grammar.columns import COLUMNS
from semantic_layer.interpret.orderings import JUDGED_HIGH, JUDGED_LOW
from semantic_layer.interpret.roles import Role
from semantic_layer.query import TIME, Direction, Show

SUPERLATIVES = {
    Role.HIGH: Direction.DESC,
    Role.BEST: Direction.DESC,
    Role.LOW: Direction.ASC,
    Role.WORST: Direction.ASC,
}
JUDGED = frozenset((*JUDGED_HIGH, *JUDGED_LOW))
ALONE = ("ranked", "rank ordered", "in rank order", "league table")  # the highest first
WAYS = {Role.ASCENDING: Direction.ASC, Role.DESCENDING: Direction.DESC}


def orders(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.ROWS):
        draft = _first_rows(draft, at)
    for at in draft.all(Role.SORT):
        draft = _sorted_by_name(draft, at)
    for at in draft.all(Role.SORT):
        draft = _sorted(draft, at)
    for at in draft.all(*WAYS):
        judged = bool(JUDGED & set(draft.items[at].folded.split()))
        order = Sorted(direction=WAYS[draft.items[at].role], quality=judged)
        draft = draft.bind((at,), "order", orders=(*draft.orders, order))
    for at in draft.all(Role.ALPHABETICAL):
        names = [name for _, name in draft.breakdowns]
        if names:
            order = Sorted(names[0], direction=Direction.ASC)
            draft = draft.bind((at,), "order", orders=(*draft.orders, order))
    return draft


def _first_rows(draft: Draft, at: int) -> Draft:
    """ "First 20 rows", "the first row": how much of the answer is shown."""
    number = draft.ahead_of(at)
    first = draft.ahead_of(number) if draft.free(number, Role.NUMBER) else number
    if not draft.free(first, Role.FIRST):
        return draft
    said = draft.items[number].meaning.number if number != first else 1
    return draft.bind((first, number, at), "so many rows", limit=int(said or 1))


def _sorted_by_name(draft: Draft, at: int) -> Draft:
    """ "Sorted by store highest to lowest", "sorted by month ascending"."""
    noun = draft.after(at, over={Role.BY, Role.ANY, Role.WHERE})
    way = draft.after(noun, over={Role.WHERE, Role.PAUSE})
    if not draft.free(noun, Role.DIMENSION, Role.GRAIN, Role.TIME_UNIT) or not draft.free(
        way, *WAYS
    ):
        return draft
    name = draft.name(noun) if draft.role(noun) is Role.DIMENSION else TIME
    order = Sorted(name, direction=WAYS[draft.items[way].role])
    return draft.bind((at, noun, way), "order", orders=(*draft.orders, order))


def _by_name(draft: Draft, at: int, noun: int) -> Draft:
    """ "Sorted by region": by its names, and split by it if nothing else says so."""
    name = draft.name(noun)
    others = [n for n in draft.all(Role.DIMENSION) if n != noun and draft.name(n) == name]
    breakdowns = draft.breakdowns if others else (*draft.breakdowns, (noun, name))
    order = Sorted(name, direction=Direction.ASC)
    used = [n for n in range(at, noun + 1) if draft.free(n)]
    return draft.bind(used, "order", orders=(*draft.orders, order), breakdowns=breakdowns)


def _sorted(draft: Draft, at: int) -> Draft:
    noun = draft.after(at, over={Role.BY, Role.ANY, Role.WHERE})
    alone = noun < 0 or draft.role(noun) in (Role.PAUSE, Role.PERIOD)
    if alone and draft.items[at].folded in ALONE and not draft.all(*WAYS, Role.ALPHABETICAL):
        return draft.bind((at,), "order", orders=(*draft.orders, Sorted()))
    column = COLUMNS.get(draft.items[noun].role) if draft.free(noun) and noun >= 0 else None
    if column is not None:
        return _sorted_by_column(draft, at, noun, column)
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
        behind = draft.after(noun)
        first = behind if draft.free(behind, Role.FIRST) else -1  # "sort it lowest first"
        return draft.bind((at, noun, first), "order", orders=(*draft.orders, order))
    if draft.free(noun, Role.DIMENSION) and draft.role(draft.after(noun)) is Role.BY:
        return draft.bind((at,), "order")  # "rank regions by net sales"
    if draft.free(noun, Role.DIMENSION) and draft.items[at].folded.startswith(("sort", "order")):
        return _by_name(draft, at, noun)
    if draft.free(noun, Role.DIMENSION) and (ranked := _ranked_on(draft, at, noun)) is not None:
        return ranked
    if draft.role(noun) is not Role.METRIC:
        return draft.bind((at,), "order") if draft.all(*WAYS, Role.ALPHABETICAL) else draft
    behind = draft.after(noun)
    if draft.free(behind, Role.GROWTH, Role.CHANGE):
        return _sorted_by_column(draft, at, behind, COLUMNS[draft.role(behind)], noun)
    way = draft.after(noun, over={Role.WHERE, Role.PAUSE})
    direction = WAYS.get(draft.items[way].role) if draft.free(way, *WAYS) else None
    used = [at, *(n for n in range(at, noun) if draft.free(n, Role.BY)), noun]
    if draft.free(way, *WAYS):
        used.append(way)
    return draft.bind(
        used,
        "order",
        orders=(*draft.orders, Sorted(draft.name(noun), direction=direction)),
        measures=(*draft.measures, (noun, draft.name(noun))),
    )


def _ranked_on(draft: Draft, at: int, noun: int) -> Draft | None:
    """ "Rank brands in Kids on units": by what they are ranked stands behind a small word."""
    for on in draft.all(Role.WHERE, Role.BY):
        metric = draft.after(on)
        led = on > noun and draft.items[on].folded in ("on", "by")
        if not led or not draft.free(metric, Role.METRIC):
            continue
        order = Sorted(draft.name(metric))
        measures = (*draft.measures, (metric, draft.name(metric)))
        orders = (*draft.orders, order)
        rows = (*draft.breakdowns, (noun, draft.name(noun)))
        used = (at, noun, on, metric)
        return draft.bind(used, "order", orders=orders, measures=measures, breakdowns=rows)
    return None


def _sorted_by_column(draft: Draft, at: int, column: int, show: Show, metric: int = -1) -> Draft:
    """ "Sorted by growth of net sales", "sorted by net sales growth", "sorted by growth"."""
    behind = draft.after(column, over={Role.WHERE})
    metric = behind if metric < 0 and draft.free(behind, Role.METRIC) else metric
    way = draft.after(max(metric, column), over={Role.WHERE, Role.PAUSE})
    named = draft.free(way, *WAYS)
    direction = WAYS[draft.items[way].role] if named else Direction.DESC
    by = draft.name(metric) if metric >= 0 else ""
    return draft.bind(
        (at, column, metric, *([way] if named else [])),
        "order",
        orders=(*draft.orders, Sorted(by, show=show, direction=direction)),
        measures=(*draft.measures, *([(metric, by)] if by else [])),
        shows=(*draft.shows, show) if show in (Show.GROWTH, Show.CHANGE) else draft.shows,
    )
