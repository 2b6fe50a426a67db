"""Is a year judged against a longer one: "was 2024 worse than 2023", which has a 53rd week?

The whole years are what was asked. The matching weeks stand beside them, as the answer may hang on
the week that the other year has more.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.resolve import locate
from semantic_layer.calendars.units import is_retail
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.beaten import BEATEN
from semantic_layer.query import Basis, Comparison, ComparisonKind

MATCHING = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.LIKE_FOR_LIKE)


def longer_years(draft: Draft, context: Context) -> Draft:
    compared = draft.comparisons[0].period if len(draft.comparisons) == 1 else None
    if BEATEN not in draft.used.values() or draft.period is None or compared is None:
        return draft
    own = locate(draft.period, context.index, context.clock)
    other = locate(compared, context.index, context.clock)
    if not _is_a_longer_one(other, own, context):
        return draft
    matching = compare_period(MATCHING, draft.period, own, context.index, context.clock).period
    if matching.start < other.start or matching.end > other.end:
        return draft
    said = f"the matching weeks too, as {other.label} has more of them"
    beside = MATCHING.model_copy(update={"show": draft.comparisons[0].show})
    return replace(draft, comparisons=(*draft.comparisons, beside), assumed=(*draft.assumed, said))


def _is_a_longer_one(other: ResolvedPeriod, own: ResolvedPeriod, context: Context) -> bool:
    """Of the same kind and calendar, both over, and with more days."""
    same = own.unit is not None and (other.unit, other.calendar) == (own.unit, own.calendar)
    over = own.complete and other.complete
    retail = own.calendar is not None and is_retail(context.index.calendar(own.calendar))
    return same and over and retail and other.days > own.days
