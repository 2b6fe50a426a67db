"""The period of the same kind and length just before another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from semantic_layer.calendars.describe import describe_days, name_units
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.units import DAY, holding, moved, units_between
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit


def previous_period(resolved: ResolvedPeriod, index: ModelIndex) -> ResolvedPeriod:
    """Whole units before whole units; as many days of them before a period to date.

    Where the days are no whole units of a calendar, the same number of days just before.
    """
    if resolved.unit is None or resolved.unit is Unit.DAY or resolved.calendar is None:
        return _days_before(resolved)
    calendar = index.calendar(resolved.calendar)
    units = units_between(calendar, resolved.unit, resolved.start, resolved.whole_end)
    if units[0].start != resolved.start or units[-1].end != resolved.whole_end:
        return _days_before(resolved)
    first = moved(calendar, units[0], -len(units))
    last = moved(calendar, units[-1], -len(units))
    label = name_units(calendar, first, last, index.calendar(None))
    if resolved.end < resolved.whole_end:
        end = min(first.start + timedelta(days=resolved.days - 1), last.end)
        label = f"the first {(end - first.start).days + 1} days of {label}"
    else:
        end = last.end
    return ResolvedPeriod(
        first.start, end, end, label, resolved.unit, resolved.calendar, complete=True
    )


def named_range(resolved: ResolvedPeriod, index: ModelIndex) -> ResolvedPeriod:
    """The same days, labelled by the units of the calendar where they are whole, else by date."""
    return replace(resolved, label=_whole_units(resolved, index) or _days(resolved))


def _whole_units(resolved: ResolvedPeriod, index: ModelIndex) -> str | None:
    if resolved.unit is None or resolved.unit is Unit.DAY or resolved.calendar is None:
        return None
    calendar = index.calendar(resolved.calendar)
    first = holding(calendar, resolved.unit, resolved.start)
    last = holding(calendar, resolved.unit, resolved.end)
    if (first.start, last.end) != (resolved.start, resolved.end):
        return None
    return name_units(calendar, first, last, index.calendar(None))


def _days(resolved: ResolvedPeriod) -> str:
    return describe_days(resolved.start, resolved.end)


def _days_before(resolved: ResolvedPeriod) -> ResolvedPeriod:
    end = resolved.start - DAY
    start = resolved.start - timedelta(days=resolved.days)
    return ResolvedPeriod(
        start,
        end,
        end,
        describe_days(start, end),
        resolved.unit,
        resolved.calendar,
        complete=True,
    )
