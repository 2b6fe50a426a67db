"""Which days may a query be about instead, in one pick: this week, last quarter, two dates?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from semantic_layer.calendars.describe import describe_days, describe_period
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.resolve import locate, period_unsaid, resolve
from semantic_layer.edits.edit import Asks, Edit, Menu, Option, PartOf
from semantic_layer.errors import NotUnderstood, OutsideData
from semantic_layer.interpret.describe import timeless
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Dates, Period, Relative, Unit
from semantic_layer.query import MetricQuery

DATES = "dates"
OFFERED = {
    "yesterday": ("Yesterday", Unit.DAY, -1, 1),
    "this_week": ("This week", Unit.WEEK, 0, 1),
    "last_week": ("Last week", Unit.WEEK, -1, 1),
    "last_4_weeks": ("Last 4 weeks", Unit.WEEK, -4, 4),
    "last_13_weeks": ("Last 13 weeks", Unit.WEEK, -13, 13),
    "this_month": ("This month", Unit.MONTH, 0, 1),
    "last_month": ("Last month", Unit.MONTH, -1, 1),
    "this_quarter": ("This quarter", Unit.QUARTER, 0, 1),
    "last_quarter": ("Last quarter", Unit.QUARTER, -1, 1),
    "this_year": ("This year", Unit.YEAR, 0, 1),
    "last_year": ("Last year", Unit.YEAR, -1, 1),
}
SAY_BOTH = "Say the first and the last day, such as 2026-10-04 and 2026-10-31."


def period_menu(query: MetricQuery, index: ModelIndex, clock: Clock) -> tuple[Menu, ...]:
    """None where the numbers are kept as they stand, without their past."""
    if timeless(query.metrics, index):
        return ()
    days = locate(query.period or period_unsaid(query.metrics, index), index, clock)
    options = tuple(_options(query, days, index, clock))
    ticked = (days.start.isoformat(), days.end.isoformat())
    return (Menu(PartOf.PERIOD, 0, options, asks=Asks.DATES, ticked=ticked),)


def _options(
    query: MetricQuery, own: ResolvedPeriod, index: ModelIndex, clock: Clock
) -> Iterator[Option]:
    for to, (label, *_) in OFFERED.items():
        period = _offered(to, query)
        try:
            days = resolve(period, index, clock)
        except OutsideData:
            continue
        same = (days.start, days.whole_end) == (own.start, own.whole_end)
        yield Option(to, label, describe_period(days), same)


def _offered(to: str, query: MetricQuery) -> Period:
    """On the calendar that the query is on."""
    _, unit, offset, count = OFFERED[to]
    calendar = getattr(query.period, "calendar", None)
    return Relative(unit=unit, offset=offset, count=count, calendar=calendar)


def edit_period(query: MetricQuery, edit: Edit) -> MetricQuery:
    period = _dates(edit.values) if edit.to == DATES else _offered(edit.to, query)
    return query.model_copy(update={"period": period})


def _dates(values: tuple[str, ...]) -> Dates:
    try:
        first, last = (date.fromisoformat(each) for each in values)
    except ValueError as error:
        raise NotUnderstood(SAY_BOTH) from error
    if first > last:
        raise NotUnderstood(f"{describe_days(last, first)} runs backwards. {SAY_BOTH}")
    return Dates(start=first, end=last)
