"""Which days does a bare year mean behind an answer: "orders in October", "and in 2025"?

The same stretch of that year, where the one asked about has a name that each year has. Of "last
month" it is as likely the whole year, so that the question is asked back.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.lent_years import in_year
from semantic_layer.calendars.resolve import resolve
from semantic_layer.calendars.units import holding
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.period import Holiday, Named, Period, Relative, Season, Unit
from semantic_layer.query import Comparison, ComparisonKind

WHOLE = frozenset({"all", "whole", "full", "entire", "total", "complete"})
A_YEAR = {Unit.DAY: 364, Unit.WEEK: 52, Unit.MONTH: 12, Unit.QUARTER: 4}
# the days that one unit may have
LENGTHS = {
    Unit.DAY: (1, 1),
    Unit.WEEK: (7, 7),
    Unit.MONTH: (28, 35),
    Unit.QUARTER: (84, 98),
    Unit.YEAR: (364, 371),
}
NOT_ONE = (
    "I cannot tell from where you count back, as the answer before is of another stretch of time. "
    "Name the days that you mean."
)
WHICH = (
    "I cannot tell whether you mean the same days of that year or all of it. "
    "Say “the year before”, or “all of” that year."
)


def same_stretch(draft: Draft, before: Period | None, context: Context) -> Draft:
    """The draft with the stretch, or with why there is none."""
    compared = _compared_alike(draft.comparisons, before, context)
    if compared is None:
        return replace(draft, trouble=draft.trouble or WHICH)
    draft = replace(draft, comparisons=compared)
    said = draft.period
    if _counts_otherwise(draft, before, context):
        return replace(draft, trouble=draft.trouble or NOT_ONE)
    if said is None or before is None or not _is_a_year(said) or not _is_within_a_year(before):
        return draft
    if any(WHOLE & set(item.folded.split()) for item in draft.items):
        return draft
    found = (
        _a_year_earlier(before, context) if draft.follows else _in_the_year(before, said, context)
    )
    if found is None:
        return replace(draft, trouble=draft.trouble or WHICH)
    return replace(draft, period=found, follows=False)


def _counts_otherwise(draft: Draft, before: Period | None, context: Context) -> bool:
    """Whether "the week before" stands behind something else than one week."""
    said = getattr(draft.period, "unit", None)
    if not draft.follows or before is None or said is None:
        return False
    if said is Unit.YEAR and _is_within_a_year(before):
        return False
    known = resolve(before, context.index, context.clock)
    least, most = LENGTHS[said]
    return not least <= (known.whole_end - known.start).days + 1 <= most


def _compared_alike(
    compared: tuple[Comparison, ...], before: Period | None, context: Context
) -> tuple[Comparison, ...] | None:
    """Comparisons with a bare year, with the same stretch of it; None where there is none."""
    found: list[Comparison] = []
    for each in compared:
        other = each.period
        bare = each.kind is ComparisonKind.PERIOD and other is not None and _is_a_year(other)
        if bare and other is not None and before is not None and _is_within_a_year(before):
            stretch = _in_the_year(before, other, context)
            if stretch is None:
                return None
            each = each.model_copy(update={"period": stretch})
        found.append(each)
    return tuple(found)


def _is_a_year(period: Period) -> bool:
    if isinstance(period, Relative):
        return period.unit is Unit.YEAR and period.count == 1 and period.offset < 0
    return isinstance(period, Named) and period.unit is Unit.YEAR


def _is_within_a_year(period: Period) -> bool:
    if isinstance(period, (Holiday, Season)):
        return True
    return isinstance(period, (Named, Relative)) and period.unit is not Unit.YEAR


def _in_the_year(before: Period, year: Period, context: Context) -> Period | None:
    if isinstance(before, Relative):
        return None
    own = year.year if isinstance(year, Named) else None
    return in_year(before, own or _year(year, context))


def _a_year_earlier(before: Period, context: Context) -> Period | None:
    if isinstance(before, Relative):
        return before.model_copy(update={"offset": before.offset - A_YEAR[before.unit]})
    own = getattr(before, "year", None)
    if own is None and isinstance(before, Holiday):
        own = resolve(before, context.index, context.clock).start.year
    return in_year(before, (own or _year(before, context)) - 1)


def _year(period: Period, context: Context) -> int:
    """The year of the retailer's calendar in which a period begins."""
    start = resolve(period, context.index, context.clock).start
    calendar = context.index.calendar(getattr(period, "calendar", None))
    return holding(calendar, Unit.YEAR, start).year
