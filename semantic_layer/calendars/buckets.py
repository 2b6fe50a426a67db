"""Into which groups of time does a period fall at a grain?"""

from __future__ import annotations

from semantic_layer.calendars.periods import Bucket, ResolvedPeriod
from semantic_layer.calendars.units import units_between
from semantic_layer.errors import NotUnderstood
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import Grain

MOST = 3_000  # a series of eight years of days; nobody reads more, and it takes seconds to write
SHORTEST = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.QUARTER: 84, Unit.YEAR: 364}  # days


def buckets(resolved: ResolvedPeriod, grain: Grain, index: ModelIndex) -> tuple[Bucket, ...]:
    """One for each unit that has a day in the period, in order; the outer two are cut to it.

    Raises NotUnderstood where they are too many to be meant.
    """
    days = (resolved.end - resolved.start).days + 1
    if days // SHORTEST[grain.unit] > MOST:
        raise NotUnderstood(
            f"{resolved.label} has {days // SHORTEST[grain.unit]:,} {grain.unit}s, and a series "
            f"holds at most {MOST:,}. Ask for a shorter period, or by a longer unit."
        )
    calendar = index.calendar(grain.calendar)
    return tuple(
        Bucket(
            start=unit.start,
            first=max(unit.start, resolved.start),
            last=min(unit.end, resolved.end),
        )
        for unit in units_between(calendar, grain.unit, resolved.start, resolved.end)
    )
