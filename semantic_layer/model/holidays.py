"""The holidays of a trade: the rule by which each falls on a day of any Gregorian year."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from semantic_layer.model.definition import Definition

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class FixedDay(Definition):
    """The same day of each year: Christmas Day is month 12, day 25."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)


class WeekdayOf(Definition):
    """The nth, or the last, of a weekday in a month; `plus_days` counts from there.

    Thanksgiving is the 4th thursday of month 11, Black Friday that plus 1 day.
    """

    month: int = Field(ge=1, le=12)
    weekday: Weekday
    nth: Annotated[int, Field(ge=1, le=4)] | Literal["last"]
    plus_days: int = Field(default=0, ge=-31, le=31)


class FromEaster(Definition):
    """So many days after Western Easter Sunday: Good Friday is -2."""

    easter: int = Field(ge=-80, le=80)


class WrittenDays(Definition):
    """Its day in each year that is known, where no rule of this calendar gives it."""

    dates: tuple[dt.date, ...] = Field(min_length=1)


def _shape(rule: Any) -> str:
    """Its keys say which rule is meant; the tags are no keys of any of them."""
    keys = frozenset(rule if isinstance(rule, dict) else getattr(rule, "model_fields_set", ()))
    if "dates" in keys:
        return "written days"
    if "easter" in keys:
        return "from easter"
    return "weekday of" if keys & {"weekday", "nth", "plus_days"} else "fixed day"


HolidayRule = Annotated[
    Annotated[FixedDay, Tag("fixed day")]
    | Annotated[WeekdayOf, Tag("weekday of")]
    | Annotated[FromEaster, Tag("from easter")]
    | Annotated[WrittenDays, Tag("written days")],
    Discriminator(_shape),
]


class HolidayDefinition(Definition):
    """A day that people name. Words are matched without regard to case and possessives.

    `moves`: a comparison aligned by events compares its week with its week of last year.
    """

    name: str = Field(min_length=1)
    rule: HolidayRule
    synonyms: tuple[str, ...] = ()
    moves: bool = False
