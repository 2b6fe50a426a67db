"""Which of the groups shown before are meant: "drill into the worst one by category"?

Where another split or another number is asked for, the superlative says of whom: of those that
were shown, by the number that was shown. Alone, "the first three" cuts the ranking short.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft, Ranked
from semantic_layer.interpret.pointing import SHOWN, THESE, shown_noun
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Direction, MetricQuery, Show

WAYS = {
    Role.HIGH: Direction.DESC,
    Role.BEST: Direction.DESC,
    Role.LOW: Direction.ASC,
    Role.WORST: Direction.ASC,
}
QUALITY = (Role.BEST, Role.WORST)
SPLITS = (Role.BY, Role.EACH, Role.GRAIN, Role.TREND)
ENDS = (None, Role.PAUSE, Role.AND, Role.WHERE, Role.PERIOD, *SPLITS)
LEADS = (Role.WHERE, Role.ONLY)


def picked(draft: Draft, context: Context) -> Draft:
    before = context.previous
    if before is None or len(before.dimensions) != 1:
        return draft
    for at, item in enumerate(draft.items):
        if item.folded in THESE:
            draft = _shown(draft, at, before)
    for at in draft.all(Role.FIRST, *WAYS):
        draft = _picked(draft, at, before)
    return draft


def _shown(draft: Draft, at: int, before: MetricQuery) -> Draft:
    """ "These five brands", of five that were shown: no split, and no kind of thing."""
    noun = shown_noun(draft, at)
    number = next((n for n in (at + 1, at + 2) if _number(draft, n)), -1)
    limit = before.ranking.limit if before.ranking is not None else before.limit
    known = noun < 0 or draft.name(noun) in before.dimensions
    if not known or (number >= 0 and _number(draft, number) != limit):
        return draft
    return draft.bind((number, noun), SHOWN, turned=draft.turned or noun >= 0)


def _picked(draft: Draft, at: int, before: MetricQuery) -> Draft:
    noun = draft.after(at)
    if at + 1 < len(draft.items) and draft.items[at + 1].folded == "one":
        noun = at + 1
    numbered = 1 if noun == at + 1 and draft.items[noun].folded == "one" else _number(draft, noun)
    one = draft.free(noun, Role.DIMENSION) and draft.name(noun) in before.dimensions
    way = _way(draft, at, before)
    if way is None or not (numbered or one) or draft.role(draft.after(noun)) not in ENDS:
        return draft
    if not _asks_of_them(draft, before):
        alone = draft.role(at) is Role.FIRST and numbered
        return draft.bind((at, noun), "ranking", ranked=_few(way, numbered)) if alone else draft
    lead = draft.ahead_of(at)
    if draft.role(lead) not in LEADS and draft.items[noun].folded != "one":
        return draft
    only = lead if draft.free(lead, Role.ONLY) else -1
    return draft.bind((only, at, noun), "of those shown", picked=_few(way, numbered or 1))


def _few(way: Ranked, limit: int) -> Ranked:
    return Ranked(way.direction, limit, way.by, way.show, quality=way.quality)


def _number(draft: Draft, at: int) -> int:
    """How many are meant by "the worst two"; 0 where no whole number stands there."""
    if not draft.free(at, Role.NUMBER) or draft.items[at].meaning.sign:
        return 0
    number = draft.items[at].meaning.number or 0
    return int(number) if number == int(number) else 0


def _way(draft: Draft, at: int, before: MetricQuery) -> Ranked | None:
    """From which end; "the first" is that of the order in which they were shown."""
    role = draft.items[at].role
    if role is not Role.FIRST:
        return Ranked(WAYS[role], quality=role in QUALITY)
    if before.ranking is not None:
        return Ranked(before.ranking.direction, by=before.ranking.by, show=before.ranking.show)
    (order,) = before.order[:1] or (None,)
    if order is None or order.by not in before.metrics or order.show is not Show.VALUE:
        return None
    return Ranked(order.direction, by=order.by)


def _asks_of_them(draft: Draft, before: MetricQuery) -> bool:
    """Whether they are to be split another way, or another number is asked of them."""
    for at, item in enumerate(draft.items):
        if item.role in (Role.GRAIN, Role.TREND):
            return True
        if item.role is Role.METRIC and item.meaning.name not in before.metrics:
            return True
        split = draft.role(draft.ahead_of(at)) in (Role.BY, Role.EACH)
        if item.role is Role.DIMENSION and split and item.meaning.name not in before.dimensions:
            return True
    return False
