"""On which day does a holiday of the table fall?"""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.calendars.holidays import easter, holiday_date
from semantic_layer.calendars.resolve import resolve
from semantic_layer.calendars.units import holding
from semantic_layer.errors import NotModelled, OutsideData
from semantic_layer.model.holidays import FixedDay, FromEaster, HolidayRule, WeekdayOf, WrittenDays
from semantic_layer.period import Holiday, Unit
from tests.semantic_layer.calendars.retailers import (
    CLOCK,
    FISCAL,
    INDEX,
    holiday,
    index_with,
    thanksgiving,
)

RULES: dict[str, tuple[HolidayRule, int, str]] = {
    "a fixed day": (FixedDay(month=12, day=25), 2026, "2026-12-25"),
    "the second Sunday of May": (WeekdayOf(month=5, weekday="sunday", nth=2), 2026, "2026-05-10"),
    "a first Monday that is the 1st": (
        WeekdayOf(month=9, weekday="monday", nth=1),
        2025,
        "2025-09-01",
    ),
    "the last Monday of a May of five": (
        WeekdayOf(month=5, weekday="monday", nth="last"),
        2027,
        "2027-05-31",
    ),
    "the last Sunday of December": (
        WeekdayOf(month=12, weekday="sunday", nth="last"),
        2026,
        "2026-12-27",
    ),
    "the earliest Thanksgiving": (thanksgiving(), 2029, "2029-11-22"),
    "the latest Thanksgiving": (thanksgiving(), 2024, "2024-11-28"),
    "Cyber Monday of another month": (thanksgiving(4), 2024, "2024-12-02"),
    "Good Friday": (FromEaster(easter=-2), 2026, "2026-04-03"),
    "Whit Monday": (FromEaster(easter=50), 2026, "2026-05-25"),
    "a written day": (WrittenDays(dates=(date(2026, 2, 18), date(2027, 2, 8))), 2027, "2027-02-08"),
}


@pytest.mark.parametrize(("rule", "year", "day"), RULES.values(), ids=RULES)
def test_it_finds_the_day_of_a_rule(rule: HolidayRule, year: int, day: str) -> None:
    assert str(holiday_date(holiday("This", rule), year)) == day


@pytest.mark.parametrize(
    ("year", "day"),
    [(2022, "04-17"), (2023, "04-09"), (2024, "03-31"), (2025, "04-20"), (2026, "04-05"),
     (2027, "03-28"), (1961, "04-02"), (2038, "04-25"), (2285, "03-22")],
)  # fmt: skip
def test_it_computes_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    ("year", "week"), [(2022, 12), (2023, 11), (2024, 9), (2025, 12), (2026, 10), (2027, 9)]
)
def test_it_lets_easter_jump_between_fiscal_weeks(year: int, week: int) -> None:
    assert holding(FISCAL, Unit.WEEK, easter(year)).number == week


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (Holiday(name="Thanksgiving"), "2025-11-27"),  # this year's is yet to come
        (Holiday(name="thanksgiving"), "2025-11-27"),
        (Holiday(name="xmas", year=2024), "2024-12-25"),
        (Holiday(name="Christmas", year_offset=-2), "2024-12-25"),
        (Holiday(name="Diwali"), "2025-10-20"),  # the last one that is written
        (Holiday(name="Memorial Day"), "2026-05-25"),
    ],
)
def test_it_finds_the_day_that_is_meant(asked: Holiday, day: str) -> None:
    assert resolve(asked, INDEX, CLOCK).start.isoformat() == day


def test_it_does_not_guess_a_day_that_is_not_written() -> None:
    with pytest.raises(OutsideData, match="The day of Diwali in 2026 is not known"):
        resolve(Holiday(name="Diwali", year=2026), INDEX, CLOCK)


def test_a_model_without_holidays_has_none() -> None:
    bare = index_with(holidays=())

    with pytest.raises(NotModelled, match="It knows no holiday"):
        resolve(Holiday(name="Christmas Day"), bare, CLOCK)
