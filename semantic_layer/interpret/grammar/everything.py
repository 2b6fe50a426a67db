"""Are all groups wanted, though one was asked for: "which store sold most? Show all the stores"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft, Sorted
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Direction

CLAUSE_ENDS = frozenset({".", "?", "!", ";", ":", ","})
ALL = (["all"], ["all", "the"], ["all", "of", "the"], ["all", "our"], ["every"])


def all_of_them(draft: Draft, context: Context) -> Draft:
    """Every group in the order of the ranking, where another clause asks for all of them."""
    ranked, places = draft.ranked, range(len(draft.items))
    if ranked is None or ranked.within or ranked.limit not in (None, 1) or ranked.others:
        return draft
    if len(draft.breakdowns) != 1 or any(draft.used.get(at) == "how many" for at in places):
        return draft
    asked = next((at for at in places if draft.used.get(at) == "ranking"), len(places))
    ends = [at for at in places if at > asked and draft.items[at].text in CLAUSE_ENDS]
    nouns = [
        at
        for at in places
        if ends and at > ends[0] and _all(draft, at) and _again(draft, at, context)
    ]
    if not nouns:
        return draft
    order = Sorted(ranked.by, ranked.show, ranked.direction or Direction.DESC, ranked.quality)
    return draft.bind(nouns, "all of them", ranked=None, orders=draft.orders or (order,))


def _all(draft: Draft, at: int) -> bool:
    before = " ".join(item.folded for item in draft.items[max(0, at - 3) : at]).split()
    return any(before[-len(words) :] == words for words in ALL)


def _again(draft: Draft, at: int, context: Context) -> bool:
    """Whether a noun says again by what the number is split: "days" of the days of the week."""
    ((_, name),) = draft.breakdowns
    if draft.role(at) is Role.DIMENSION:
        return draft.name(at) == name
    days = draft.free(at, Role.TIME_UNIT) and draft.items[at].folded == "days"
    return days and context.index.dimension(name).on.get("calendar") is not None
