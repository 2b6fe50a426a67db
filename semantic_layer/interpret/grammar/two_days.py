"""Between which two days has a stock changed: "from the end of Q2 to the end of Q3"?

What is held is not added up over time, so a change over a range of days is that of the last day
against the first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from semantic_layer.calendars.words import OPENING
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.period import Dates, Days, Named, Period, Span, Unit, Within
from semantic_layer.query import Comparison, ComparisonKind

SINCE_WHEN = "Say since which day of it, such as “since the end of May”."


def two_days(draft: Draft, context: Context) -> Draft:
    apart = draft.grain is not None or draft.trend or draft.comparisons
    period = draft.period
    if not draft.shows or apart or not _is_held(draft, context):
        return draft
    if isinstance(period, Dates) and period.start is not None and period.start != period.end:
        return _compared(draft, _day(period.start), _day(period.end) if period.end else None)
    if isinstance(period, Span) and period.start is not None:
        return _between(draft, period.start, period.end)
    return draft


def _between(draft: Draft, start: Period, end: Period | None) -> Draft:
    """A bare "Q2" stands for its end, as it does for every stock; not where it is open."""
    words = {
        word
        for item in draft.items
        if item.meaning.period == draft.period
        for word in item.folded.split()
    }
    if words & OPENING:
        start = Within(unit=Unit.DAY, position=1, period=start)
    of_a_day = isinstance(start, Dates | Days) or getattr(start, "unit", None) is Unit.DAY
    if end is None and not of_a_day:
        return replace(draft, trouble=draft.trouble or SINCE_WHEN)
    if of_a_day and isinstance(end, Named) and end.unit is not Unit.DAY:
        end = Within(unit=Unit.DAY, position=-1, period=end)
    return _compared(draft, start, end)


def _compared(draft: Draft, first: Period, last: Period | None) -> Draft:
    then = Comparison(kind=ComparisonKind.PERIOD, period=first)
    return replace(draft, period=last, comparisons=(then,))


def _day(day: date) -> Dates:
    return Dates(start=day, end=day)


def _is_held(draft: Draft, context: Context) -> bool:
    leaves = [leaf.metric for _, name in draft.measures for leaf in context.index.leaves(name)]
    held = (isinstance(each, SemiAdditive) and each.over_time == "last" for each in leaves)
    return bool(leaves) and all(held)
