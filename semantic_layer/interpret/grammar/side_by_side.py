"""Are members asked for one beside the other: "how much was Online, and how much App"?

Each "how much" asks for a number of its own, so that the members are not added up.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import LIGHT, Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import DataType

MUCH = ("how much", "how many", "what", "what is", "what was", "what were", "what are")
APART = "Ask for the share of all by itself, such as “share of net sales by channel”."


def side_by_side(draft: Draft, context: Context) -> Draft:
    asked = [at for at in draft.all(Role.MEMBER) if _is_asked_for(draft, at)]
    names = {draft.name(at) for at in asked}
    if len(asked) < 2 or len(names) != 1:
        return draft
    name = names.pop()
    if not context.index.has_dimension(name) or any(n == name for _, n in draft.breakdowns):
        return draft
    counts = [n for at in asked if (n := _much(draft, at)) >= 0 and draft.free(n, Role.COUNT)]
    draft = draft.bind(counts, "how many", breakdowns=(*draft.breakdowns, (asked[0], name)))
    values = {value for at in asked for value in draft.items[at].meaning.values}
    both = context.index.dimension(name).type is DataType.BOOLEAN and len(values) == 2
    percents = [n for n in draft.all(Role.PERCENT) if _is_asked_beside(draft, n)]
    if (draft.all(Role.SHARE) or percents) and not both:  # of these two, or of all?
        return draft.bind(percents, "share", trouble=draft.trouble or APART)
    return draft.bind(percents, "share", share=True) if percents else draft


def _is_asked_beside(draft: Draft, at: int) -> bool:
    """ "... and the percentage", at the end."""
    lead = draft.role(draft.ahead_of(at, over={Role.ANY})) in (Role.AND, Role.WHERE, Role.PAUSE)
    return lead and draft.role(draft.after(at)) in (None, Role.PAUSE)


def _is_asked_for(draft: Draft, at: int) -> bool:
    return _much(draft, at) >= 0


def _much(draft: Draft, at: int) -> int:
    """ "How much" right before a member, or before the number and "was"."""
    before = at - 1
    while before >= 0 and _passes(draft, before):
        before -= 1
    return before if before >= 0 and draft.items[before].folded in MUCH else -1


def _passes(draft: Draft, at: int) -> bool:
    item = draft.items[at]
    if item.folded in MUCH or item.role is Role.AND or item.role is Role.PAUSE:
        return False
    return item.role in LIGHT or item.role in (Role.METRIC, Role.PERIOD)
