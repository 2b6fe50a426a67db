"""Does a verb only lead to a breakdown that is said behind: "split net sales by channel"?

Its particle may stand apart from it: "break returns out by reason", "split sales up by week".
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role

VERBS = frozenset(
    {"split", "break", "break out", "break down", "break up", "split out", "split up", "slice"}
    | {"slice up", "cut", "cut up", "divide", "divide up", "segment", "group", "dice", "itemise"}
    | {"itemize", "carve up", "slice and dice", "breakdown", "splitting", "breaking"}
    | {"breaking down", "breaking out", "splitting out", "slicing", "broken"}
)
PARTICLES = frozenset({"out", "down", "up", "apart"})
WHAT = (Role.METRIC, Role.AMBIGUOUS, Role.SELL, Role.MEMBER)


def splitting(draft: Draft, _: Context) -> Draft:
    for at in range(len(draft.items)):
        what = draft.after(at, over={Role.ANY, Role.WHERE})
        by = _split_by(draft, what)
        if draft.items[at].folded in VERBS and draft.free(at) and by >= 0:
            particle = by - 1 if draft.items[by - 1].folded in PARTICLES else -1
            draft = draft.bind((at, particle), "by")
    return draft


def _split_by(draft: Draft, what: int) -> int:
    """The word behind a number that leads to what it is split by; -1 where there is none."""
    if draft.role(what) not in WHAT:
        return -1
    return next((n for n in draft.all(Role.BY) if n > what), -1)
