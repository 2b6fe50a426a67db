"""Periods of a MetricQuery: relative until compile resolves them against the data's clock."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Part(BaseModel):
    """The manner of all parts of a query: frozen, closed to unknown keys, numbers finite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Unit(StrEnum):
    """A unit of time, from fine to coarse."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


# Periods. All are inclusive ranges of days once resolved against today and the watermark.


class Dates(Part):
    """Written dates; an open end is the first or last day of the data."""

    kind: Literal["dates"] = "dates"
    start: date | None = None
    end: date | None = None


class Days(Part):
    """One day relative to today: yesterday is -1."""

    kind: Literal["day"] = "day"
    offset: int = 0
    weekday: int | None = Field(
        default=None, ge=0, le=6, description="0 is Monday; the latest one before today"
    )


class Relative(Part):
    """Whole periods counted from the current one.

    offset 0, count 1 is the current period (to date when it is not over); offset -1 the one
    before; offset -13, count 13 the thirteen whole ones before the current; offset 1 the next.
    """

    kind: Literal["relative"] = "relative"
    unit: Unit
    offset: int = 0
    count: int = Field(default=1, ge=1, le=1000)
    calendar: str | None = None


class HalfYear(Part):
    """A half of the year, counted from the current one: offset -1 is the one before."""

    kind: Literal["half_year"] = "half_year"
    offset: int = 0
    calendar: str | None = None


class Rolling(Part):
    """The last `count` units up to and including the watermark ("rolling 12 months").

    With `to` they go up to the end of that period instead ("13 weeks to the end of October"):
    whole ones of its calendar where it is such a unit itself ("12 months to October").
    """

    kind: Literal["rolling"] = "rolling"
    unit: Unit
    count: int = Field(ge=1, le=5000)
    to: Period | None = None


class Named(Part):
    """A period by its number in a year: month 9, quarter 3, week 40, or the year itself.

    Without a year it is the latest one that has begun; with `over` the latest one that is over.
    `number` counts within the calendar's year (fiscal month 1 is February on a retail calendar);
    `month_of` names a month by its Gregorian name (1 = January) instead, so that "October" finds
    the month of that name on either calendar. With `year_of` "gregorian" the year is the Gregorian
    one in which most of the month lies ("January 2026"); else it is the calendar's own year.
    """

    kind: Literal["named"] = "named"
    unit: Unit
    number: int | None = Field(default=None, ge=1, le=366)
    month_of: int | None = Field(default=None, ge=1, le=12)
    year: int | None = Field(default=None, ge=1900, le=2200)
    year_of: Literal["calendar", "gregorian"] = "calendar"
    year_offset: int | None = Field(
        default=None, ge=-200, le=200, description="relative year: -1 is last year's"
    )
    over: bool = False
    calendar: str | None = None


class WeekOf(Part):
    """The week (month, quarter, year) that holds a date, or the first day of another period."""

    kind: Literal["holding"] = "holding"
    unit: Unit
    day: date | None = None
    of: Period | None = None
    calendar: str | None = None

    @model_validator(mode="after")
    def _has_one_anchor(self) -> WeekOf:
        if (self.day is None) == (self.of is None):
            raise ValueError("a holding period takes either a day or another period")
        return self


class Within(Part):
    """The nth unit of a longer period: position 1 is its first week, -1 its last."""

    kind: Literal["within"] = "within"
    unit: Unit
    position: int
    period: Period


class Holiday(Part):
    """A holiday's day by its rule; no year: the latest one that has passed.

    `year_offset` is relative to today's Gregorian year: -1 is last year's.
    """

    kind: Literal["holiday"] = "holiday"
    name: str
    year: int | None = Field(default=None, ge=1900, le=2200)
    year_offset: int | None = Field(default=None, ge=-200, le=200)


class Season(Part):
    """A named season of the model ("holiday season"): months of a calendar, in one year.

    `year` is the Gregorian one of its first month, `year_offset` counts from the calendar's own.
    """

    kind: Literal["season"] = "season"
    name: str
    year: int | None = Field(default=None, ge=1900, le=2200)
    year_offset: int | None = Field(default=None, ge=-200, le=200)
    over: bool = False


class Span(Part):
    """From the start of one period to the end of another; an open end is the data's edge.

    `exclusive_start` makes "after October 31" begin on the day after.
    """

    kind: Literal["span"] = "span"
    start: Period | None = None
    end: Period | None = None
    exclusive_start: bool = False
    exclusive_end: bool = False


class Before(Part):
    """The period of equal kind and length just before another one."""

    kind: Literal["before"] = "before"
    period: Period


class Remaining(Part):
    """What is left of a period after the watermark ("the rest of fiscal Q4"); for forecasts."""

    kind: Literal["remaining"] = "remaining"
    period: Period


Period = Annotated[
    Dates
    | Days
    | Relative
    | HalfYear
    | Rolling
    | Named
    | WeekOf
    | Within
    | Holiday
    | Season
    | Span
    | Before
    | Remaining,
    Field(discriminator="kind"),
]


for _part in (Rolling, WeekOf, Within, Span, Before, Remaining):
    _part.model_rebuild()
