"""Which words only say again that no others are meant: "Gold but not the lower tiers"?

What was named is kept already. The words limit it to that, and must be of the same kind of thing.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

OTHERS = frozenset({"other", "others", "rest", "remaining", "remainder"})
LESSER = frozenset({"lower", "lesser"})
GREATER = frozenset({"higher", "upper"})


def not_the_others(
    draft: Draft, chain: tuple[int, ...], *, negated: bool, context: Context
) -> Draft:
    no = draft.after(chain[-1], over={Role.PAUSE, Role.DIMENSION})
    if negated or not draft.free(no, Role.NOT):
        return draft
    other, noun = no + 1, -1
    while draft.role(other) in (Role.FILLER, Role.ANY, Role.WHERE):
        other += 1
    words = draft.items[other].folded.split() if draft.free(other) else []
    if not words or not _excludes(words[-1], draft, chain, context):
        return draft
    behind = draft.after(other, over={Role.WHERE})
    if draft.free(behind, Role.DIMENSION, Role.CONDITION):
        if draft.name(behind) != draft.name(chain[0]):
            return draft  # "West but not the other formats" is about something else
        noun = behind
    name = draft.name(chain[0])
    return draft.bind(
        (no, other, noun), "only what was named", restricted=draft.restricted.union({name})
    )


def _excludes(word: str, draft: Draft, chain: tuple[int, ...], context: Context) -> bool:
    """Whether the word means members that were not named: of an order, those on one side."""
    if word in OTHERS:
        return True
    name = draft.name(chain[0])
    order = context.index.dimension(name).ordered if context.index.has_dimension(name) else ()
    named = [
        order.index(str(v)) for n in chain for v in draft.items[n].meaning.values if v in order
    ]
    if not named:
        return False
    whole = sorted(named)[-1] - sorted(named)[0] + 1 == len(set(named))  # none of them between
    return whole and word in (
        LESSER if min(named) > 0 else GREATER if max(named) < len(order) - 1 else ()
    )
