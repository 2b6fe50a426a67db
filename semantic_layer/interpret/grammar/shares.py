"""Is a metric's part of its total asked for: "what share of", "with share", "mix"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

BETWEEN_THEM = {Role.WHERE, Role.PERIOD, Role.MEMBER, Role.AND, Role.ANY, Role.EACH}


def shares(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SHARE):
        metric = draft.after(at, over=BETWEEN_THEM)
        if draft.role(metric) is Role.METRIC and " of" in f" {draft.items[at].folded}":
            draft = draft.bind(
                (at,), "share", share=True, shares=(*draft.shares, draft.name(metric))
            )
        else:
            draft = draft.bind((at,), "share", share=True)
    return draft
