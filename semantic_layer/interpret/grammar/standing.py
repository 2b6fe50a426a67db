"""Is a number asked for "today" that is kept without days, such as what is open at the moment?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.describe import timeless
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.period import Days

TODAY = Days()


def standing(draft: Draft, context: Context) -> Draft:
    """Of what stands as of now, today says nothing more; any other day cannot be told."""
    names = tuple(name for _, name in draft.measures)
    if (
        draft.period != TODAY
        or draft.comparisons
        or not names
        or not timeless(names, context.index)
    ):
        return draft
    return replace(draft, period=None, resolved=None, now=True)
