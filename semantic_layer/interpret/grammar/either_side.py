"""Is it asked on which side of another number one is: "are we ahead of it or behind it"?

That other number is named beside it, or is part of the metric ("sales vs plan").
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Show

OF_WHAT = (
    "I cannot tell what it is ahead of or behind. "
    "Name it: the plan, last year, or the period before."
)
FAR = "how far"
SHOWS = (Role.GROWTH, Role.CHANGE)


def either_side(draft: Draft, context: Context) -> Draft:
    draft = _said_by_the_metric(draft, context)
    for at in draft.all(Role.EITHER_SIDE):
        if draft.comparisons:
            shows = draft.shows or (Show.CHANGE, Show.GROWTH)
            draft = draft.bind((at,), "comparison", shows=shows)
        elif _against_plan(draft, context):
            draft = draft.bind((at,), "comparison")
        else:
            draft = draft.bind((at,), "comparison", trouble=draft.trouble or OF_WHAT)
    return draft


def _said_by_the_metric(draft: Draft, context: Context) -> Draft:
    """ "By what percentage are we ahead of plan", "how far": that is the metric's own number."""
    said = [item.folded for item in draft.items if item.role in SHOWS]
    asked = said and all(each.split()[0] == "by" or each == FAR for each in said)
    if draft.comparisons or not asked or not _against_plan(draft, context):
        return draft
    return replace(draft, shows=())


def _against_plan(draft: Draft, context: Context) -> bool:
    """Whether a number and its plan are both in a metric that is asked for."""
    plans = {metric.name: metric.plan for metric in context.index.metrics.values()}
    for _, name in draft.measures:
        parts = {leaf.metric.name for leaf in context.index.leaves(name)}
        if any(plans.get(part) in parts for part in parts):
            return True
    return False
