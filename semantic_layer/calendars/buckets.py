"""Into which groups of time does a period fall at a grain?"""

from __future__ import annotations

from semantic_layer.calendars.periods import Bucket, ResolvedPeriod
from semantic_layer.calendars.units import units_between
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Grain


def buckets(resolved: ResolvedPeriod, grain: Grain, index: ModelIndex) -> tuple[Bucket, ...]:
    """One for each unit that has a day in the period, in order; the outer two are cut to it."""
    calendar = index.calendar(grain.calendar)
    return tuple(
        Bucket(
            start=unit.start,
            first=max(unit.start, resolved.start),
            last=min(unit.end, resolved.end),
        )
        for unit in units_between(calendar, grain.unit, resolved.start, resolved.end)
    )
