"""Who is asked for, where no noun says it: "who is behind plan", "which ones missed it"?

In a conversation those are the groups just shown. Without one they may be stores as well as
regions, and are not guessed.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import LIGHT, Context, Draft
from semantic_layer.interpret.roles import Role

WHO = frozenset(
    {"who", "whos", "who s", "anyone", "anybody", "someone", "somebody", "everyone", "everybody"}
)
WHO_IS_MEANT = (
    "I cannot tell who is meant: say which groups, such as “which stores are behind plan” "
    "or “which regions are ahead of plan”."
)
NOUNS = (Role.DIMENSION, Role.GRAIN, Role.MEMBER, Role.PERSON)


def asked_who(draft: Draft, side: int) -> int:
    """The word right before what is said of somebody; -1 where a noun says who it is."""
    for at in range(side - 1, -1, -1):
        if draft.items[at].folded in WHO:
            return -1 if draft.role(draft.ahead_of(at)) in NOUNS else at
        if draft.role(at) not in LIGHT | {Role.NOT}:
            return -1
    return -1


def asks_which(draft: Draft, side: int) -> bool:
    """ "Which ones are below last year", "who is": no noun says of what."""
    which = any(draft.role(n) is Role.WHICH for n in range(side))
    return (which or asked_who(draft, side) >= 0) and not _has_a_noun(draft)


def _has_a_noun(draft: Draft) -> bool:
    return any(item.role in NOUNS for item in draft.items)


def of_the_groups_shown(draft: Draft, who: int, context: Context) -> Draft:
    """The draft about the groups of the answer before, where the question names none itself."""
    if _has_a_noun(draft):
        return draft
    shown = context.previous is not None and bool(context.previous.dimensions)
    trouble = draft.trouble or ("" if shown or who < 0 else WHO_IS_MEANT)
    return replace(draft.bind((who,), "which"), turned=shown or draft.turned, trouble=trouble)
