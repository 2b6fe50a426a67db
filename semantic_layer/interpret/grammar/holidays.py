"""Which holidays of one year are named side by side: "Easter and Mother's Day 2026"?

A query has one period. Days that are members of a dimension are kept and split by it, within their
year; any others are not answered together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from semantic_layer.calendars.holidays import find_holiday, holiday_date
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Dates, Holiday, Named, Period, Relative, Unit
from semantic_layer.query import Filter

JOINS = {Role.AND, Role.PAUSE, Role.WHERE, Role.ANY}
ONE_YEAR = (
    "I can show several holidays of one year in one answer, once they have passed. "
    "Name the year, or ask for each day by itself."
)
NO_MEMBERS = "I cannot show these days in one answer. Ask for one of them against another."


def holidays(draft: Draft, context: Context) -> Draft:
    for chain in tuple(_chains(draft)):
        if len(chain) > 1:
            draft = _side_by_side(draft, chain, context)
    return draft


def _chains(draft: Draft) -> Iterator[tuple[int, ...]]:
    chain: list[int] = []
    for at in draft.all(Role.PERIOD):
        if not isinstance(draft.items[at].meaning.period, Holiday):
            continue
        between = {draft.role(n) for n in range(chain[-1] + 1, at)} if chain else set()
        if chain and not (between and between <= {*JOINS, Role.FILLER}):
            yield tuple(chain)
            chain = []
        chain.append(at)
    yield tuple(chain)


def _side_by_side(draft: Draft, chain: tuple[int, ...], context: Context) -> Draft:
    days = [draft.items[at].meaning.day for at in chain]
    dates = sorted(r.start for at in chain if (r := draft.items[at].meaning.resolved))
    if len(chain) == 2 and (dates[-1] - dates[0]).days == 1:
        return draft  # neighbours are one stretch of days
    known = [day for day in days if day is not None]
    if len({name for name, _ in known}) != 1 or len(known) < len(days):
        return draft.bind(chain, "period", trouble=draft.trouble or NO_MEMBERS)
    year, said = _year(draft, chain, dates, context)
    if year is None or any(_day(draft, at, year, context) is None for at in chain):
        return draft.bind(chain, "period", trouble=draft.trouble or ONE_YEAR)
    name = known[0][0]
    kept = Filter(dimension=name, values=tuple(value for _, value in known))
    return draft.bind(
        (*chain, *said),
        "period",
        context.configuration.bound,
        filters=(*draft.filters, kept),
        breakdowns=(*draft.breakdowns, (chain[0], name)),
        period=_whole(year, context),
        resolved=None,
    )


def _year(
    draft: Draft, chain: tuple[int, ...], dates: list[date], context: Context
) -> tuple[int | None, tuple[int, ...]]:
    """The one Gregorian year of all of the days, and the items that say it apart from them."""
    today = context.clock.today.year
    beside = tuple(n for n in draft.all(Role.PERIOD) if n not in chain and _is_year(draft, n))
    named = {_named(draft.items[at].meaning.period, today) for at in (*chain, *beside)} - {None}
    if not named:
        named = {day.year for day in dates}
    names = {draft.items[at].meaning.holiday for at in chain}
    whole = len(named) == 1 and len(names) == len(chain)
    return (named.pop() if whole else None), beside


def _is_year(draft: Draft, at: int) -> bool:
    period = draft.items[at].meaning.period
    if isinstance(period, Relative):
        return period.unit is Unit.YEAR and period.count == 1
    return isinstance(period, Named) and period.unit is Unit.YEAR


def _named(period: Period | None, today: int) -> int | None:
    if isinstance(period, Relative):
        return today + period.offset
    if not isinstance(period, Holiday | Named):
        return None
    return period.year if period.year_offset is None else today + period.year_offset


def _day(draft: Draft, at: int, year: int, context: Context) -> date | None:
    """The day of that year, if the data have it."""
    holiday = find_holiday(draft.items[at].meaning.holiday or "", context.index)
    day = holiday_date(holiday, year)
    clock = context.clock
    return day if day is not None and clock.first_day <= day <= clock.watermark else None


def _whole(year: int, context: Context) -> Period:
    for each in context.index.calendars.values():
        if each.kind == "gregorian":
            return Named(unit=Unit.YEAR, year=year, calendar=each.name)
    return Dates(start=date(year, 1, 1), end=date(year, 12, 31))
