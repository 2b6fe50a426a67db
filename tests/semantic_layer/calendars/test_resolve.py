"""The retailer's rulings about time, each under its own name."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semantic_layer.calendars.buckets import buckets
from semantic_layer.calendars.describe import describe_period
from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.resolve import default_period, locate, resolve
from semantic_layer.errors import NotModelled, NotUnderstood, OutsideData
from semantic_layer.period import (
    Before,
    Dates,
    Days,
    Holiday,
    Named,
    Period,
    Relative,
    Remaining,
    Rolling,
    Season,
    Span,
    Unit,
    WeekOf,
    Within,
)
from semantic_layer.query import Grain
from tests.semantic_layer.calendars.retailers import CLOCK, INDEX, index_with

OCTOBER = Named(unit=Unit.MONTH, month_of=10)


def days_of(period: Period, clock: Clock = CLOCK) -> tuple[str, str]:
    found = resolve(period, INDEX, clock, future=True)
    return found.start.isoformat(), found.end.isoformat()


def clock_on(today: str) -> Clock:
    day = date.fromisoformat(today)
    return Clock(today=day, watermark=day - timedelta(days=1), first_day=CLOCK.first_day)


RULINGS: dict[str, tuple[Period, str, str]] = {
    "October is fiscal October 2026": (OCTOBER, "2026-10-04", "2026-10-31"),
    "last quarter is fiscal Q3 2026": (
        Relative(unit=Unit.QUARTER, offset=-1),
        "2026-08-02",
        "2026-10-31",
    ),
    "last week": (Relative(unit=Unit.WEEK, offset=-1), "2026-11-01", "2026-11-07"),
    "this month is fiscal November to date": (
        Relative(unit=Unit.MONTH),
        "2026-11-01",
        "2026-11-12",
    ),
    "last year is fiscal 2025": (Relative(unit=Unit.YEAR, offset=-1), "2025-02-02", "2026-01-31"),
    "2025 is fiscal 2025": (Named(unit=Unit.YEAR, year=2025), "2025-02-02", "2026-01-31"),
    "calendar October is the Gregorian one": (
        Named(unit=Unit.MONTH, month_of=10, calendar="gregorian"),
        "2026-10-01",
        "2026-10-31",
    ),
    "a written date is a date": (
        Dates(start=date(2026, 10, 1), end=date(2026, 10, 15)),
        "2026-10-01",
        "2026-10-15",
    ),
    "since a written date": (Dates(start=date(2026, 3, 1)), "2026-03-01", "2026-11-12"),
    "last 30 days ends on the watermark": (
        Relative(unit=Unit.DAY, offset=-30, count=30),
        "2026-10-14",
        "2026-11-12",
    ),
    "last N weeks are the N whole weeks before the current one": (
        Relative(unit=Unit.WEEK, offset=-13, count=13),
        "2026-08-09",
        "2026-11-07",
    ),
    "rolling N weeks are 7N days to the watermark": (
        Rolling(unit=Unit.WEEK, count=4),
        "2026-10-16",
        "2026-11-12",
    ),
    "rolling N months reach back to the day after the same day N months earlier": (
        Rolling(unit=Unit.MONTH, count=12),
        "2025-11-13",
        "2026-11-12",
    ),
    "rolling quarters are months by three": (
        Rolling(unit=Unit.QUARTER, count=2),
        "2026-05-13",
        "2026-11-12",
    ),
    "a bare December is the latest that has begun": (
        Named(unit=Unit.MONTH, month_of=12),
        "2025-11-30",
        "2026-01-03",
    ),
    "a bare Q4 is the latest that has begun": (
        Named(unit=Unit.QUARTER, number=4),
        "2026-11-01",
        "2026-11-12",
    ),
    "a bare holiday season is the latest that has begun": (
        Season(name="holiday season"),
        "2026-11-01",
        "2026-11-12",
    ),
    "last holiday season is the latest that is over": (
        Season(name="holiday season", over=True),
        "2025-11-02",
        "2026-01-03",
    ),
    "holiday season of last year": (
        Season(name="Holiday Season", year_offset=-1),
        "2025-11-02",
        "2026-01-03",
    ),
    "since June starts with fiscal June": (
        Span(start=Named(unit=Unit.MONTH, month_of=6)),
        "2026-05-31",
        "2026-11-12",
    ),
    "a month with a year is the fiscal month that lies in that Gregorian year": (
        Named(unit=Unit.MONTH, month_of=1, year=2026, year_of="gregorian"),
        "2026-01-04",
        "2026-01-31",
    ),
    "fiscal January 2026 is the January of fiscal 2026": (
        Named(unit=Unit.MONTH, month_of=1, year=2026),
        "2027-01-03",
        "2027-01-30",
    ),
    "Q4 2025 counts by fiscal year": (
        Named(unit=Unit.QUARTER, number=4, year=2025),
        "2025-11-02",
        "2026-01-31",
    ),
    "no period is the fiscal year to date": (default_period(INDEX), "2026-02-01", "2026-11-12"),
    "R12 is the last 12 whole fiscal months": (
        Relative(unit=Unit.MONTH, offset=-12, count=12),
        "2025-11-02",
        "2026-10-31",
    ),
    "last Saturday is the latest before today": (Days(weekday=5), "2026-11-07", "2026-11-07"),
    "last Friday on a Friday is a week ago": (Days(weekday=4), "2026-11-06", "2026-11-06"),
    "a week by a date": (
        WeekOf(unit=Unit.WEEK, day=date(2026, 10, 7)),
        "2026-10-04",
        "2026-10-10",
    ),
    "the last week of Q4 is counted by the whole quarter": (
        Within(unit=Unit.WEEK, position=-1, period=Named(unit=Unit.QUARTER, number=4, year=2023)),
        "2024-01-28",
        "2024-02-03",
    ),
    "the second day of a month": (
        Within(unit=Unit.DAY, position=2, period=OCTOBER),
        "2026-10-05",
        "2026-10-05",
    ),
    "week 53 without a year is the latest there was": (
        Named(unit=Unit.WEEK, number=53),
        "2024-01-28",
        "2024-02-03",
    ),
    "Q3 of last year": (
        Named(unit=Unit.QUARTER, number=3, year_offset=-1),
        "2025-08-03",
        "2025-11-01",
    ),
    "a holiday without a year is the latest that has passed": (
        Holiday(name="Christmas Day"),
        "2025-12-25",
        "2025-12-25",
    ),
    "a holiday of last year": (
        Holiday(name="Black Friday", year_offset=-1),
        "2025-11-28",
        "2025-11-28",
    ),
    "from November to January takes the November before": (
        Span(start=Named(unit=Unit.MONTH, month_of=11), end=Named(unit=Unit.MONTH, month_of=1)),
        "2025-11-02",
        "2026-01-31",
    ),
    "after October begins on the day after it": (
        Span(start=OCTOBER, exclusive_start=True),
        "2026-11-01",
        "2026-11-12",
    ),
    "before October ends on the day before it": (
        Span(end=OCTOBER, exclusive_end=True),
        "2023-01-29",
        "2026-10-03",
    ),
    "the 13 weeks before the last 13": (
        Before(period=Relative(unit=Unit.WEEK, offset=-13, count=13)),
        "2026-05-10",
        "2026-08-08",
    ),
    "the period before a month to date has as many days": (
        Before(period=Relative(unit=Unit.MONTH)),
        "2026-10-04",
        "2026-10-15",
    ),
    "the rest of fiscal Q4 begins tomorrow": (
        Remaining(period=Relative(unit=Unit.QUARTER)),
        "2026-11-13",
        "2027-01-30",
    ),
    "all of the data": (Dates(), "2023-01-29", "2026-11-12"),
}


@pytest.mark.parametrize("ruling", RULINGS)
def test_it_keeps_the_ruling(ruling: str) -> None:
    period, start, end = RULINGS[ruling]

    assert days_of(period) == (start, end)


def test_it_says_whether_a_period_is_over() -> None:
    this_month = resolve(Relative(unit=Unit.MONTH), INDEX, CLOCK)

    assert (this_month.complete, this_month.whole_end) == (False, date(2026, 11, 28))
    assert resolve(OCTOBER, INDEX, CLOCK).complete


def test_it_keeps_the_own_end_of_a_period_that_has_not_begun() -> None:
    assert days_of(Relative(unit=Unit.MONTH, offset=1)) == ("2026-11-29", "2027-01-02")


@pytest.mark.parametrize(
    ("period", "says"),
    [
        (Named(unit=Unit.YEAR, year=2019), "29 January 2023 to 12 November 2026"),
        (Relative(unit=Unit.WEEK, offset=1), "week 42 of fiscal 2026"),
        (Days(offset=1), "14 November 2026"),
        (Days(), "13 November 2026"),
        (Named(unit=Unit.WEEK, number=53, year=2025), "no week 53"),
        (Within(unit=Unit.WEEK, position=6, period=OCTOBER), "4 weeks"),
        (Relative(unit=Unit.YEAR, offset=-5000), "outside the years"),
        (Remaining(period=OCTOBER), "is over"),
    ],
)
def test_it_refuses_days_outside_the_data(period: Period, says: str) -> None:
    with pytest.raises(OutsideData, match=says):
        resolve(period, INDEX, CLOCK)


def test_it_refuses_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(NotUnderstood, match="earlier date first"):
        resolve(Dates(start=date(2026, 3, 2), end=date(2026, 3, 1)), INDEX, CLOCK)


@pytest.mark.parametrize("period", [Holiday(name="Oktoberfest"), Season(name="monsoon")])
def test_it_names_the_holidays_and_seasons_that_it_knows(period: Period) -> None:
    with pytest.raises(NotModelled, match="It knows"):
        resolve(period, INDEX, CLOCK)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (OCTOBER, "fiscal October 2026 (4 to 31 October 2026)"),
        (
            Relative(unit=Unit.MONTH),
            "fiscal November 2026 to date (1 to 12 November 2026)",
        ),
        (
            Named(unit=Unit.MONTH, month_of=1, year=2026, year_of="gregorian"),
            "January of fiscal 2025 (4 to 31 January 2026)",
        ),
        (
            Named(unit=Unit.QUARTER, number=3, calendar="gregorian"),
            "calendar Q3 2026 (1 July to 30 September 2026)",
        ),
        (
            Named(unit=Unit.YEAR, year=2025),
            "fiscal 2025 (2 February 2025 to 31 January 2026)",
        ),
        (
            Relative(unit=Unit.WEEK, offset=-13, count=13),
            "weeks 28 to 40 of fiscal 2026 (9 August to 7 November 2026)",
        ),
        (
            Relative(unit=Unit.WEEK, offset=-52, count=52),
            "week 41 of fiscal 2025 to week 40 of fiscal 2026 (9 November 2025 to 7 November 2026)",
        ),
        (
            Relative(unit=Unit.MONTH, offset=-3, count=3),
            "August to October of fiscal 2026 (2 August to 31 October 2026)",
        ),
        (Days(offset=-1), "12 November 2026"),
        (
            Dates(start=date(2025, 12, 20), end=date(2026, 1, 5)),
            "20 December 2025 to 5 January 2026",
        ),
        (Holiday(name="Thanksgiving"), "Thanksgiving 2025 (27 November 2025)"),
        (
            Season(name="holiday season", over=True),
            "holiday season 2025 (2 November 2025 to 3 January 2026)",
        ),
        (
            Remaining(period=Relative(unit=Unit.QUARTER)),
            "the rest of fiscal Q4 2026 (13 November 2026 to 30 January 2027)",
        ),
    ],
)
def test_it_says_a_period_as_people_do(period: Period, words: str) -> None:
    assert describe_period(resolve(period, INDEX, CLOCK, future=True)) == words


def test_it_names_gregorian_periods_plainly_where_nothing_else_could_be_meant() -> None:
    index = index_with("gregorian")

    assert resolve(OCTOBER, index, CLOCK).label == "October 2026"


def test_it_has_an_empty_week_on_the_first_day_of_a_week() -> None:
    week = locate(Relative(unit=Unit.WEEK), INDEX, clock_on("2026-11-08"))

    assert (week.start, week.end) == (date(2026, 11, 8), date(2026, 11, 14))
    assert not week.complete


@given(
    today=st.dates(min_value=date(2023, 3, 1), max_value=date(2040, 12, 31)),
    unit=st.sampled_from([Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR]),
    count=st.integers(1, 60),
    calendar=st.sampled_from(["fiscal", "gregorian"]),
)
def test_it_ends_whole_periods_where_the_current_one_begins(
    today: date, unit: Unit, count: int, calendar: str
) -> None:
    clock = clock_on(today.isoformat())
    last = locate(Relative(unit=unit, offset=-count, count=count, calendar=calendar), INDEX, clock)
    current = locate(Relative(unit=unit, calendar=calendar), INDEX, clock)

    assert last.complete
    assert last.end + timedelta(days=1) == current.start
    assert current.start <= today <= current.whole_end
    if unit is Unit.WEEK:
        assert last.days == 7 * count


@given(
    start=st.dates(min_value=date(2023, 1, 29), max_value=date(2026, 11, 12)),
    length=st.integers(0, 1200),
    unit=st.sampled_from(Unit),
    calendar=st.sampled_from(["fiscal", "gregorian", None]),
)
def test_it_cuts_a_period_into_buckets_without_gap_or_overlap(
    start: date, length: int, unit: Unit, calendar: str | None
) -> None:
    period = Dates(start=start, end=start + timedelta(days=length))
    resolved = locate(period, INDEX, CLOCK)

    found = buckets(resolved, Grain(unit=unit, calendar=calendar), INDEX)

    assert (found[0].first, found[-1].last) == (resolved.start, resolved.end)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(found))
    assert all(bucket.start <= bucket.first <= bucket.last for bucket in found)
