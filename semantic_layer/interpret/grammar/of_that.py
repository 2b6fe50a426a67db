"""What share of a whole is the number just asked for: "refunds of Beauty, and what share is that"?

What narrows that number is then the part, and the whole is the same number without it.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Share

THAT = frozenset({"that", "this", "it", "those", "these", "they"})
OF = (Role.WHERE, Role.ANY, Role.ALONE, Role.COMPANY, Role.OWN)
ENDS = (Role.PAUSE, Role.AND)
SPLIT = (
    "I cannot tell of what that is the share, as the answer has several rows. "
    "Ask for it in total, or for the share of each row in the total."
)
OTHER = "I can tell what share of the same number it is. Ask for each number by itself."
NOTHING = "I cannot tell what the share would be of. Name the part, such as “outlets”, ahead of it."


def refer_to_that(draft: Draft) -> Draft:
    """Marks the words; the number that they speak of is known when all others are bound."""
    for at in draft.all(Role.SHARE):
        found = _referring(draft, at)
        if found is not None:
            metric = found if draft.role(found) is Role.METRIC else -1
            draft = draft.bind(
                (at, metric), "share of that", of_that=draft.name(metric) if metric >= 0 else "any"
            )
    return draft


def _referring(draft: Draft, at: int) -> int | None:
    """The metric of which it is said to be a share, or the last word before "is that"."""
    metric = at
    behind = draft.after(at, over=OF)
    if draft.free(behind, Role.METRIC):
        metric = behind
    rest = []
    for n in range(metric + 1, len(draft.items)):
        if draft.role(n) in ENDS:
            break
        rest.append(n)
    silent = all(
        draft.role(n) in (Role.FILLER, Role.VERB, *OF) or draft.items[n].folded == "total"
        for n in rest
    )
    said = {word for n in rest for word in draft.items[n].folded.split()}
    ahead = any(draft.role(n) in (Role.METRIC, Role.SELL) for n in range(at))
    return metric if silent and said & THAT and ahead else None


def of_that(draft: Draft, context: Context) -> Draft:
    """The filters become the part of a share, where there is one number for them."""
    if not draft.of_that:
        return draft
    names = list(dict.fromkeys(name for _, name in draft.measures))
    metric = draft.of_that if draft.of_that != "any" else next(iter(names), "")
    split = draft.breakdowns or draft.grain is not None or draft.trend
    if split and not draft.filters and metric in names:
        return replace(draft, share=True, shares=(*draft.shares, metric))  # that of each row
    trouble = ""
    if metric not in names or context.index.metric(metric).unit == "fraction":
        trouble = OTHER
    elif split:
        trouble = SPLIT
    elif not draft.filters or any(each.members is not None for each in draft.filters):
        trouble = NOTHING
    if trouble:
        return replace(draft, trouble=draft.trouble or trouble)
    part = Share(metric=metric, part=draft.filters)
    return replace(draft, parts=(*draft.parts, part), filters=())
