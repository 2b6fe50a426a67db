"""Which parts of the answer before are to go: "drop units", "orders instead of units"?

Bound before all else, so that what goes is not taken for what is asked for.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.taking_out import COMPARED, compared_with, has
from semantic_layer.period import Unit
from semantic_layer.query import MetricQuery

NAMES = (Role.METRIC, Role.DIMENSION, Role.MEMBER, Role.GRAIN, Role.TIME_UNIT, Role.PERIOD)
PARTS = (*NAMES, Role.SHARE, *COMPARED)
SPLITS = (Role.DIMENSION, Role.GRAIN, Role.TIME_UNIT)
SMALL = {Role.ANY, Role.BY, Role.WHERE, Role.THEIR}
FOR = (Role.WHERE, Role.BY)
FOR_WORDS = ("for", "with", "to", "by")
BEFORE_NOT = (None, Role.PAUSE, Role.AND)
ENDS = (None, Role.PAUSE, Role.AND)


def taken_out(draft: Draft, context: Context) -> Draft:
    before = context.previous
    if before is None:
        return draft
    for at in draft.all(Role.NOT):
        draft = _corrected(draft, at, before)
    for at in draft.all(Role.DROP):
        draft = _dropped(draft, at)
    for at in draft.all(Role.IN_PLACE):
        draft = _in_place_of(draft, at, before, context)
    for at in draft.all(Role.SWAP):
        draft = _swapped(draft, at)
    return draft


def _dropped(draft: Draft, at: int) -> Draft:
    """ "Drop units and discounts"; "drop the limit of 10" is not read."""
    found = _listed(draft, at)
    if not found:
        return draft
    draft = _gone(draft, (at,), found)
    noun = draft.after(found[-1])
    kind = draft.free(noun, Role.DIMENSION) and draft.name(noun) == draft.name(found[-1])
    return draft.bind((noun,), "taken out") if kind else draft  # "drop the Kids department"


def _listed(draft: Draft, at: int) -> tuple[int, ...]:
    """The names behind, and those that are joined to them."""
    found: list[int] = []
    while True:
        nxt = draft.after(found[-1] if found else at, over=SMALL if not found else ())
        joined = found and draft.role(nxt) is Role.AND
        nxt = draft.after(nxt, over=SMALL) if joined else nxt
        if not draft.free(nxt, *PARTS) or (found and not joined):
            return tuple(found)
        found.append(nxt)


def _in_place_of(draft: Draft, at: int, before: MetricQuery, context: Context) -> Draft:
    """ "Units instead of orders", "by brand rather than category", "20 instead of 10"."""
    nxt = draft.after(at, over=SMALL)
    if draft.free(nxt, Role.NUMBER):
        limit = before.ranking.limit if before.ranking is not None else before.limit
        same = draft.items[nxt].meaning.number == limit
        return draft.bind((at, nxt), "taken out") if same else draft
    if draft.free(nxt, Role.UNIT):  # "units rather than dollars"
        money = all(context.index.metric(name).unit == "USD" for name in before.metrics)
        return draft.bind((at, nxt), "taken out", turned=True) if money else draft
    found = _listed(draft, at)
    return _gone(draft, (at,), found) if found else draft


def _swapped(draft: Draft, at: int) -> Draft:
    """ "Swap orders for units": what stands behind the small word is asked for."""
    found = _listed(draft, at)
    lead = found[-1] + 1 if found else -1
    if not draft.free(lead, *FOR) or draft.items[lead].folded not in FOR_WORDS:
        return draft
    return _gone(draft, (at, lead), found)


def _corrected(draft: Draft, at: int, before: MetricQuery) -> Draft:
    """ "Quarters, not months", "not orders, units": what was asked before goes.

    "No, returns" takes nothing out: it says that something else was meant.
    """
    nxt = draft.after(at, over=SMALL)
    if draft.ahead_of(at) < 0 and draft.role(nxt) is Role.PAUSE and draft.items[at].folded == "no":
        return draft.bind((at,), "a correction", turned=True)
    led = draft.role(draft.ahead_of(at)) in BEFORE_NOT or draft.ahead_of(at) < 0
    beside = draft.free(nxt, Role.SHARE, *COMPARED)
    beside = beside or (draft.free(nxt, *NAMES) and compared_with(before, draft.items[nxt]))
    if led and beside and draft.role(draft.after(nxt)) in ENDS:
        return _gone(draft, (at,), (nxt,))  # "no comparison", "without the share"
    if not led or not draft.free(nxt, *NAMES):
        return draft
    item = draft.items[nxt]
    others = (n for n in draft.all(*NAMES) if n != nxt)
    timed = item.role in (Role.GRAIN, Role.TIME_UNIT)
    kinds = SPLITS if item.role in SPLITS else (item.role,)
    again = any(draft.role(n) in kinds for n in others)
    known = _is_grain(draft, nxt, before) if timed else has(before, item)
    return _gone(draft, (at,), (nxt,)) if again and known else draft


def _is_grain(draft: Draft, at: int, before: MetricQuery) -> bool:
    unit = unit_of(draft, at)
    return before.grain is not None and before.grain.unit is unit


def unit_of(draft: Draft, at: int) -> Unit | None:
    """The unit of "by month" and of "months"."""
    item = draft.items[at]
    if item.meaning.grain is not None:
        return item.meaning.grain.unit
    word = item.folded.split()[-1].rstrip("s")
    return Unit(word) if word in set(Unit) else None


def _gone(draft: Draft, leads: tuple[int, ...], names: tuple[int, ...]) -> Draft:
    gone = tuple(draft.items[n] for n in names)
    small = (n for n in range(leads[0], names[-1]) if draft.free(n, Role.BY))
    return draft.bind((*leads, *small, *names), "taken out", gone=(*draft.gone, *gone))
