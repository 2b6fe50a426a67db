"""Which noun only points at something: "this season", "that store", "season to date"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

POINTING, TO_DATE = ("this", "that"), "to date"


def is_pointed_at(draft: Draft, at: int, context: Context) -> bool:
    """One that the question itself does not name; in a follow-up it is the one before."""
    word = draft.items[at - 1].folded if at else ""
    behind = draft.items[at + 1].folded if at + 1 < len(draft.items) else ""
    alone = not draft.items[at].folded.endswith("s") and draft.role(at + 1) is not Role.MEMBER
    pointed = word in POINTING or behind == TO_DATE
    return pointed and alone and context.previous is None
