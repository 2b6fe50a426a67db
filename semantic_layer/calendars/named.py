"""Which unit or season of a calendar has a name?"""

from __future__ import annotations

import calendar as gregorian
from datetime import date

from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.units import holding, month_number, numbered, year_with
from semantic_layer.errors import NotModelled
from semantic_layer.model.definitions import CalendarDefinition, SeasonDefinition
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Named, Unit

YEARS_LOOKED_BACK = 12  # a 53rd week comes every five or six years


def named_unit(period: Named, calendar: CalendarDefinition, clock: Clock) -> Stretch | None:
    """The unit with that name; without a year the latest that has begun, or that is over."""
    number = 1 if period.number is None else period.number
    if period.month_of is not None:
        number = month_number(calendar, period.month_of)
    if period.year is not None:
        year = period.year
        if period.year_of == "gregorian" and period.month_of is not None:
            year = year_with(calendar, period.year, period.month_of)
        return numbered(calendar, period.unit, year, number)
    this_year = holding(calendar, Unit.YEAR, clock.today).year
    if period.year_offset is not None:
        return numbered(calendar, period.unit, this_year + period.year_offset, number)
    for year in range(this_year + 1, this_year - YEARS_LOOKED_BACK, -1):
        unit = numbered(calendar, period.unit, year, number)
        if unit is not None and has_come(unit.start, unit.end, clock, over=period.over):
            return unit
    return None


def has_come(start: date, end: date, clock: Clock, *, over: bool) -> bool:
    return end <= clock.watermark if over else start <= clock.today


def find_season(name: str, index: ModelIndex) -> SeasonDefinition:
    for season in index.model.seasons:
        if name.casefold() in {season.name.casefold(), *map(str.casefold, season.synonyms)}:
            return season
    known = ", ".join(season.name for season in index.model.seasons) or "no season"
    raise NotModelled(f"The model has no season “{name}”. It knows {known}.")


def months_earlier(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))
