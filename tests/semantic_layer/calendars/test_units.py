"""Retail years against published dates, and against calendars laid out by plain date arithmetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semantic_layer.calendars.units import (
    gregorian_year,
    holding,
    month_name_of,
    month_number,
    moved,
    numbered,
    units_between,
    year_with,
)
from semantic_layer.errors import InvariantError
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.period import Unit
from tests.semantic_layer.calendars.retailers import FISCAL, GREGORIAN

# The years that the National Retail Federation lists with a 53rd week, up to 2017, and those that
# its rule gives after them.
YEARS_OF_53_WEEKS = {2000, 2006, 2012, 2017, 2023, 2028, 2034, 2040}
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 12, 31))
KINDS = {"retail_454": (4, 5, 4), "retail_445": (4, 4, 5), "retail_544": (5, 4, 4)}


def years_by_counting(month: int = 1, last_weekday: int = 5) -> dict[int, list[date]]:
    """Every day of every fiscal year, by adding weeks until few days of the month remain.

    The rule as stores state it: a year has 52 weeks, and a 53rd where more than three days of its
    closing month would be left.
    """
    day = date(1978, month, 1)
    while day.weekday() != (last_weekday + 1) % 7:
        day += timedelta(days=1)
    years: dict[int, list[date]] = {}
    for opening in range(1979, 2085):
        month_end = date(opening + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        days: list[date] = []
        while (month_end - day).days + 1 > 3:
            days += [day + timedelta(days=step) for step in range(7)]
            day += timedelta(days=7)
        years[opening] = days
    return years


FISCAL_DAYS = years_by_counting()


@pytest.mark.parametrize(
    ("year", "start", "end"),
    [
        (2023, "2023-01-29", "2024-02-03"),
        (2024, "2024-02-04", "2025-02-01"),
        (2025, "2025-02-02", "2026-01-31"),
        (2026, "2026-02-01", "2027-01-30"),
        (2027, "2027-01-31", "2028-01-29"),
    ],
)
def test_it_starts_and_ends_fiscal_years_as_published(year: int, start: str, end: str) -> None:
    stretch = numbered(FISCAL, Unit.YEAR, year, 1)

    assert stretch is not None
    assert (stretch.start.isoformat(), stretch.end.isoformat()) == (start, end)


def test_it_adds_a_53rd_week_in_the_published_years() -> None:
    found = {year for year in range(2000, 2041) if numbered(FISCAL, Unit.WEEK, year, 53)}

    assert found == YEARS_OF_53_WEEKS


@pytest.mark.parametrize("year", range(2000, 2041))
def test_it_agrees_with_years_counted_week_by_week(year: int) -> None:
    stretch = numbered(FISCAL, Unit.YEAR, year, 1)

    assert stretch is not None
    counted = FISCAL_DAYS[year + 1]
    assert (stretch.start, stretch.end) == (counted[0], counted[-1])


@given(day=DAYS, kind=st.sampled_from(sorted(KINDS)))
def test_it_puts_each_day_in_its_week_month_and_quarter(day: date, kind: str) -> None:
    calendar = CalendarDefinition(name="c", label="C", kind=kind)  # type: ignore[arg-type]
    year = next(year - 1 for year, days in FISCAL_DAYS.items() if days[0] <= day <= days[-1])
    counted = FISCAL_DAYS[year + 1].index(day) // 7
    ends = [sum((KINDS[kind] * 4)[: number + 1]) for number in range(12)]
    month = next((n for n, end in enumerate(ends, 1) if counted < end), 12)

    assert (holding(calendar, Unit.WEEK, day).number, holding(calendar, Unit.WEEK, day).year) == (
        counted + 1,
        year,
    )
    assert holding(calendar, Unit.MONTH, day).number == month
    assert holding(calendar, Unit.QUARTER, day).number == (month + 2) // 3


@given(
    day=DAYS,
    unit=st.sampled_from(Unit),
    steps=st.integers(-300, 300),
    calendar=st.sampled_from([FISCAL, GREGORIAN]),
)
def test_it_moves_forth_and_back_without_gaps(
    day: date, unit: Unit, steps: int, calendar: CalendarDefinition
) -> None:
    here = holding(calendar, unit, day)
    after = moved(calendar, here, 1)

    assert here.start <= day <= here.end
    assert after.start == here.end + timedelta(days=1)
    there = moved(calendar, here, steps if unit is not Unit.YEAR else steps // 10)
    assert moved(calendar, there, -(steps if unit is not Unit.YEAR else steps // 10)) == here
    assert numbered(calendar, unit, here.year, here.number) == here


@given(
    day=DAYS,
    month=st.integers(1, 12),
    named=st.sampled_from(["start", "end"]),
    week_starts=st.sampled_from(["sunday", "monday"]),
)
def test_it_ends_years_near_any_month(day: date, month: int, named: str, week_starts: str) -> None:
    calendar = CalendarDefinition(
        name="c",
        label="C",
        kind="retail_445",
        ends_near=month,
        year_named_by=named,  # type: ignore[arg-type]
        week_starts=week_starts,  # type: ignore[arg-type]
    )
    year = holding(calendar, Unit.YEAR, day)

    assert year.start <= day <= year.end
    assert (year.end - year.start).days + 1 in (364, 371)
    assert year.end.weekday() == (5 if week_starts == "sunday" else 6)
    near = min(
        (date(y + month // 12, month % 12 + 1, 1) - timedelta(days=1) for y in range(1988, 2084)),
        key=lambda month_end: abs(month_end - year.end),
    )
    assert abs(near - year.end).days <= 3
    opening = year.start + timedelta(days=3)
    assert year.year == (near.year if named == "end" else opening.year)


@pytest.mark.parametrize(("number", "name"), [(1, 2), (9, 10), (11, 12), (12, 1)])
def test_it_calls_fiscal_month_1_february(number: int, name: int) -> None:
    assert month_name_of(FISCAL, number) == name
    assert month_number(FISCAL, name) == number


@given(year=st.integers(1990, 2080), month=st.integers(1, 12))
def test_it_finds_the_fiscal_month_that_lies_in_a_gregorian_year(year: int, month: int) -> None:
    fiscal = year_with(FISCAL, year, month)
    found = numbered(FISCAL, Unit.MONTH, fiscal, month_number(FISCAL, month))

    assert found is not None
    assert gregorian_year(FISCAL, fiscal, month) == year
    days = [found.start + timedelta(days=n) for n in range((found.end - found.start).days + 1)]
    inside = [day for day in days if (day.year, day.month) == (year, month)]
    assert len(inside) > len(days) / 2


@given(day=DAYS)
def test_it_numbers_monday_weeks_of_the_gregorian_year_as_iso_does(day: date) -> None:
    calendar = CalendarDefinition(name="c", label="C", kind="gregorian", week_starts="monday")
    week = holding(calendar, Unit.WEEK, day)

    assert (week.year, week.number) == day.isocalendar()[:2]


def test_it_has_no_53rd_week_in_a_year_of_52() -> None:
    assert numbered(FISCAL, Unit.WEEK, 2025, 53) is None
    assert numbered(FISCAL, Unit.MONTH, 2025, 13) is None


def test_it_lists_the_units_between_two_days() -> None:
    weeks = units_between(FISCAL, Unit.WEEK, date(2026, 10, 1), date(2026, 10, 18))

    assert [week.start.day for week in weeks] == [27, 4, 11, 18]


def test_it_refuses_a_day_beyond_the_calendar() -> None:
    with pytest.raises((InvariantError, ValueError, OverflowError)):
        moved(GREGORIAN, holding(GREGORIAN, Unit.YEAR, date(2026, 1, 1)), 9000)
