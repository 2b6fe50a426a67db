"""Is a metric's part of its total asked for: "what share of", "with share", "mix"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

BETWEEN_THEM = {Role.WHERE, Role.PERIOD, Role.MEMBER, Role.AND, Role.ANY, Role.EACH}


def shares(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SHARE):
        metric = draft.after(at, over=BETWEEN_THEM)
        ahead = draft.ahead_of(at, over={Role.ANY, Role.WHERE})
        if draft.role(ahead) is Role.METRIC and draft.role(draft.after(at)) is Role.METRIC:
            said = f"“{draft.items[ahead].text}” by “{draft.items[draft.after(at)].text}”"
            draft = draft.bind((at,), "share", trouble=f"I cannot divide {said} on my own.")
            continue
        if draft.role(metric) is Role.METRIC and " of" in f" {draft.items[at].folded}":
            draft = draft.bind(
                (at,), "share", share=True, shares=(*draft.shares, draft.name(metric))
            )
        else:
            draft = draft.bind((at,), "share", share=True)
    return draft
