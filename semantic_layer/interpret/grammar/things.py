"""Of which things is a limit said, where only their kind is named: "dresses with over 20 units"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

ANYTHING, INSIDE = "anything", ("in", "within")
HAVING = ("with", "w", "where", "whose", "having", "that have")


def things(draft: Draft, context: Context) -> Draft:
    """A kind of thing stands for the things of that kind, if a limit finds no other groups."""
    grouped = draft.breakdowns or draft.counted or draft.grain is not None or draft.trend
    if grouped or not draft.thresholds or context.previous is not None:
        return draft
    for at, item in enumerate(draft.items):
        if item.role is not Role.MEMBER or not _is_asked_for(draft, at):
            continue
        finest = _things_of(draft.name(at), context)
        if finest is None:
            continue
        label = context.index.dimension(finest).label.lower()
        said = f"by {label}, as no other noun was named"
        lead = draft.ahead_of(at, over={Role.WHERE, Role.ANY})
        draft = draft.bind((lead,), "which", breakdowns=((at, finest),))
        counted = finest if draft.role(lead) is Role.COUNT else ""
        return replace(draft, counted=counted, assumed=(*draft.assumed, said))
    return draft


def _is_asked_for(draft: Draft, member: int) -> bool:
    """ "Which tops", "how many of our tops", "tops with" and "anything ... in Tops"."""
    if draft.items[0].folded == ANYTHING and draft.items[member - 1].folded in INSIDE:
        return True
    lead = draft.ahead_of(member, over={Role.WHERE, Role.ANY})
    if draft.role(lead) in (Role.WHICH, Role.COUNT):
        return True
    behind = draft.after(member)
    return lead < 0 and draft.role(behind) is Role.WHERE and draft.items[behind].folded in HAVING


def _things_of(kind: str, context: Context) -> str | None:
    levels = (each.levels for each in context.index.model.hierarchies)
    return next((each[-1] for each in levels if kind in each[:-1]), None)
