"""Up to which day does a period count, where one is said: "last year as of 9 September"?

What is counted over a period is counted from its beginning up to then; what stands at a moment
stands on that day.
"""

from __future__ import annotations

from semantic_layer.calendars.resolve import resolve
from semantic_layer.interpret.as_of import AS_OF, own_days
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.years import placed_in
from semantic_layer.interpret.opened import is_held
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Named, Period, Relative, Span, Unit
from semantic_layer.query import ComparisonKind

LONG = (Unit.MONTH, Unit.QUARTER, Unit.YEAR)
ALONG = (ComparisonKind.LAST_YEAR, ComparisonKind.PLAN)  # what goes along with any days


def up_to_a_day(draft: Draft, at: int, context: Context) -> Span | None:
    """The days of the period named before up to the one here, or the other way round."""
    here, compared = draft.items[at].meaning, draft.comparisons
    if here.period is None or draft.period is None or _is_of_stock(draft, context):
        return None
    if any(each.kind not in ALONG for each in compared):
        return None
    if draft.items[at].folded.startswith(AS_OF):
        return ended_in(draft.period, here.period, context)
    first = next((item for item in draft.items if item.meaning.period == draft.period), None)
    if first is None or not first.folded.startswith(AS_OF):
        return None
    return ended_in(here.period, draft.period, context)


def _is_of_stock(draft: Draft, context: Context) -> bool:
    named = (draft.name(n) for n, item in enumerate(draft.items) if item.role is Role.METRIC)
    index = context.index
    return any(is_held(name, index) or own_days((name,), index) for name in named)


def ended_in(whole: Period | None, end: Period | None, context: Context) -> Span | None:
    """A long unit, up to a day in it."""
    if not isinstance(whole, Relative | Named) or whole.unit not in LONG or end is None:
        return None
    if isinstance(whole, Relative) and whole.count != 1:
        return None
    end = placed_in(end, whole) or end
    days = resolve(whole, context.index, context.clock)
    last = resolve(end, context.index, context.clock)
    inside = days.start <= last.start and last.whole_end <= days.whole_end
    return Span(start=whole, end=end) if inside and last.start == last.whole_end else None
