"""Which members stand beside those that were kept, or in their place: "vs Texas", "the others"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import LIGHT, Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, FilterOp, MetricQuery

OTHER = frozenset({"other", "remaining"})
SMALL = {Role.WHERE, Role.ANY}
CUES = frozenset({Role.REPLACE, Role.SAME, Role.NOW, Role.ONLY})


def set_against(draft: Draft, context: Context) -> Draft:
    before = context.previous
    if before is None:
        return draft
    for at in draft.all(Role.VERSUS, Role.COMPARE):
        draft = _beside(draft, at, before)
    for at in draft.all(Role.DIMENSION):
        draft = _the_others(draft, at, before)
    return _all_else(draft, before)


def _kept(before: MetricQuery, name: str) -> Filter | None:
    """The members of a dimension that the answer before was limited to."""
    own = (each for each in before.filters if each.dimension == name and each.members is None)
    return next((each for each in own if each.op is FilterOp.IN), None)


def _beside(draft: Draft, at: int, before: MetricQuery) -> Draft:
    """ "Vs Texas", "compare it with Texas and Ohio": a row for each, those before among them."""
    member = draft.after(at, over=SMALL)
    if not draft.free(member, Role.MEMBER) or any(n < at for n in draft.all(Role.MEMBER)):
        return draft
    name = draft.name(member)
    kept = _kept(before, name)
    if kept is None:
        return draft
    chain = [member]
    while draft.role(draft.after(chain[-1])) in (Role.AND, Role.PAUSE):
        nxt = draft.after(chain[-1], over={Role.AND, Role.PAUSE, *SMALL})
        if not draft.free(nxt, Role.MEMBER) or draft.name(nxt) != name:
            break
        chain.append(nxt)
    values = dict.fromkeys(kept.values)
    values |= dict.fromkeys(value for n in chain for value in draft.items[n].meaning.values)
    both = kept.model_copy(update={"values": tuple(values)})
    return draft.bind(
        (at, *chain),
        "set against",
        filters=(*draft.filters, both),
        attributes=(*draft.attributes, (member, name)),
    )


def _the_others(draft: Draft, noun: int, before: MetricQuery) -> Draft:
    """ "The other states", "the rest of the states": a row for each, where there was one number."""
    ahead = draft.ahead_of(noun, over=SMALL)
    words = draft.items[ahead].folded.split() if ahead >= 0 else []
    if not draft.free(ahead, Role.OTHERS) and not (words and words[-1] in OTHER):
        return draft
    kept = _kept(before, draft.name(noun))
    if kept is None:
        return draft
    draft = _turned_out(draft, (ahead, noun), kept)
    if before.dimensions or before.grain is not None:
        return draft
    return draft.bind((), "", attributes=(*draft.attributes, (noun, draft.name(noun))))


def _all_else(draft: Draft, before: MetricQuery) -> Draft:
    """ "And the rest?", where the answer before was limited in one way only."""
    kept = [each for each in before.filters if each.op is FilterOp.IN and each.members is None]
    said = [n for n, item in enumerate(draft.items) if item.role not in LIGHT | CUES]
    if len(kept) != 1 or len(said) != 1 or not draft.free(said[0], Role.OTHERS):
        return draft
    return draft if before.ranking is not None else _turned_out(draft, (said[0],), kept[0])


def _turned_out(draft: Draft, used: tuple[int, ...], kept: Filter) -> Draft:
    others = kept.model_copy(update={"op": FilterOp.NOT_IN})
    return draft.bind(used, "the others", filters=(*draft.filters, others))
