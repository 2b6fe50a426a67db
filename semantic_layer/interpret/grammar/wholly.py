"""Is a period or a place said to be meant with all that is in it: "full fiscal 2025"?

They always are. Before anything else such a word may limit, as in "full price".
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

WHOLE = frozenset({"whole", "entire", "full", "complete"})
ALL_OF = (Role.PERIOD, Role.COMPANY)


def wholly(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.UNKNOWN):
        behind = draft.after(at, over={Role.WHERE, Role.ANY})
        if draft.items[at].folded in WHOLE and draft.role(behind) in ALL_OF:
            draft = draft.bind((at,), "all of it")
    return draft
