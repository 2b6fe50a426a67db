"""Does an end only say again when stock is counted: "stockouts in May and stock at month end"?

Over a period a stock is that of its end, whatever else is asked for; so "at month end" beside the
month, or "at its end", adds nothing. Without a stock the words would say something else.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import DataType
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.period import Named, Relative, Within

OTHERS = frozenset({"each", "every", "by", "per"})
OWN = frozenset({"its", "that", "the"})
ENDS = frozenset({"end", "close"})


def ends(draft: Draft, context: Context) -> Draft:
    periods = draft.all(Role.PERIOD)
    if not periods or not _is_of_stock(draft, context):
        return draft
    wholes = [at for at in periods if not isinstance(draft.items[at].meaning.period, Within)]
    if len(wholes) != 1:
        return draft
    whole = wholes[0]
    for at in draft.all(Role.GRAIN):
        if _is_its_end(draft, at, whole):
            draft = draft.bind((at,), "the period's end")
    for at in periods:
        if at != whole and _ends_it(draft, at, whole):
            draft = draft.bind((at,), "the period's end")
    for at in draft.all(Role.DIMENSION):
        draft = _its_own(draft, at, context)
    return draft


def _is_of_stock(draft: Draft, context: Context) -> bool:
    leaves = (
        leaf.metric
        for at in draft.all(Role.METRIC)
        for leaf in context.index.leaves(draft.name(at))
    )
    return any(isinstance(each, SemiAdditive) and each.over_time == "last" for each in leaves)


def _is_its_end(draft: Draft, at: int, whole: int) -> bool:
    """ "At month end" of the one month that is named."""
    meaning, period = draft.items[at].meaning, draft.items[whole].meaning.period
    if not meaning.at_ends or meaning.grain is None:
        return False
    if OTHERS.intersection(draft.items[at].folded.split()):
        return False
    if isinstance(period, Relative) and period.count > 1:
        return False
    return isinstance(period, Named | Relative) and period.unit is meaning.grain.unit


def _ends_it(draft: Draft, at: int, whole: int) -> bool:
    """ "At the end of October" beside October; "at the end of the quarter" beside Q2."""
    end, own = draft.items[at].meaning, draft.items[whole].meaning.resolved
    if not isinstance(end.period, Within) or own is None:
        return False
    last = end.period.position == -1 and end.resolved is not None
    if last and end.resolved is not None and end.resolved.whole_end == own.whole_end:
        return end.resolved.start == end.resolved.whole_end
    words = draft.items[at].folded.split()
    bare = words[-2:] == ["the", own.unit.value] if own.unit is not None else False
    return bool(end.period.position == -1 and bare and ENDS & set(words))


def _its_own(draft: Draft, at: int, context: Context) -> Draft:
    """ "At its end": no day that anything else ends on."""
    lead = draft.items[at - 1].folded if at else ""
    day = context.index.dimension(draft.name(at)).type in (DataType.DATE, DataType.TIMESTAMP)
    place = draft.ahead_of(at)
    led = place >= 0 and draft.items[place].folded == "at"
    if draft.items[at].folded in ENDS and lead in OWN and led and day:
        return draft.bind((place, at), "the period's end")
    return draft
