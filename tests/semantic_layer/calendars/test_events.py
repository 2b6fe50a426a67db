"""Which week stands beside which, where holidays are moved onto each other?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.events import Alignment, align
from semantic_layer.calendars.holidays import holiday_date
from semantic_layer.calendars.resolve import resolve
from semantic_layer.calendars.units import holding
from semantic_layer.errors import NotModelled
from semantic_layer.model.holidays import FixedDay, FromEaster, HolidayDefinition, WrittenDays
from semantic_layer.period import Named, Period, Relative, Unit
from semantic_layer.query import Basis, Comparison, ComparisonKind
from tests.semantic_layer.calendars.retailers import (
    CLOCK,
    EASTER,
    FISCAL,
    HOLIDAYS,
    INDEX,
    THANKSGIVING,
    holiday,
    index_with,
    thanksgiving,
)

EVENT = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.EVENT)
WEEK = timedelta(weeks=1)


def week_of(day: date) -> date:
    return holding(FISCAL, Unit.WEEK, day).start


def aligned(year: int, holidays: tuple[HolidayDefinition, ...] = HOLIDAYS) -> Alignment:
    return align(date(year, 1, 1), date(year, 12, 31), index_with(holidays=holidays))


def moved(alignment: Alignment) -> dict[str, str]:
    return {str(week): str(alignment.of(week)) for week in sorted(alignment.before)}


def rule(period: Period) -> str:
    return compare_period(EVENT, period, resolve(period, INDEX, CLOCK), INDEX, CLOCK).rule


def test_a_late_easter_meets_an_early_one_and_their_partners_change_places() -> None:
    # Easter: 20 April 2025 and 5 April 2026; the two weeks are 50 weeks apart.
    swapped = moved(aligned(2026, (EASTER,)))

    assert swapped["2026-04-05"] == "2025-04-20"
    assert swapped["2026-04-19"] == "2025-04-06"


def test_a_later_thanksgiving_takes_cyber_monday_along() -> None:
    swapped = moved(aligned(2024))

    assert swapped["2024-11-24"] == "2023-11-19"
    assert swapped["2024-12-01"] == "2023-11-26"
    assert swapped["2024-11-17"] == "2023-12-03"


def test_a_holiday_that_is_364_days_later_moves_nothing() -> None:
    assert "2026-11-22" not in moved(aligned(2026, (THANKSGIVING,)))


def test_the_earlier_one_of_the_table_settles_a_week() -> None:
    # Easter 2026 and the fair a week later both want the week of 20 April 2025.
    fair = holiday("Fair", WrittenDays(dates=(date(2025, 4, 22), date(2026, 4, 15))), moves=True)

    first, second = aligned(2026, (EASTER, fair)), aligned(2026, (fair, EASTER))

    assert first.of(date(2026, 4, 5)) == date(2025, 4, 20)
    assert ("Fair", date(2026, 4, 12)) in first.left
    assert second.of(date(2026, 4, 12)) == date(2025, 4, 20)
    assert ("Easter Sunday", date(2026, 4, 5)) in second.left


def test_a_holiday_that_stays_keeps_its_week_from_one_later_in_the_table() -> None:
    still = holiday("Quarter Day", FixedDay(month=4, day=8), moves=True)

    kept = aligned(2026, (still, EASTER))

    assert kept.of(date(2026, 4, 5)) == date(2025, 4, 6)
    assert ("Easter Sunday", date(2026, 4, 5)) in kept.left


def test_a_day_that_is_not_known_moves_nothing() -> None:
    fair = holiday("Fair", WrittenDays(dates=(date(2026, 4, 15),)), moves=True)

    assert moved(aligned(2026, (fair,))) == {}


@pytest.mark.parametrize("year", range(2001, 2099))
def test_each_moving_holiday_meets_itself_in_every_year(year: int) -> None:
    whit = holiday("Whit Monday", FromEaster(easter=50), moves=True)
    table = (EASTER, whit, THANKSGIVING, holiday("Cyber Monday", thanksgiving(4), moves=True))

    found = aligned(year, table)

    assert found.left == ()
    for each in table:
        day, before = holiday_date(each, year), holiday_date(each, year - 1)
        assert day is not None
        assert before is not None
        assert found.of(week_of(day)) == week_of(before)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 160), st.permutations(HOLIDAYS))
def test_no_day_of_last_year_is_used_twice(
    first: date, weeks: int, table: list[HolidayDefinition]
) -> None:
    found = align(first, first + weeks * WEEK, index_with(holidays=tuple(table)))
    start = week_of(first) - 10 * WEEK

    partners = [found.of(start + n * WEEK) for n in range(weeks + 20)]

    assert len(set(partners)) == len(partners)
    assert set(found.before) == {week + 52 * WEEK for week in found.before.values()}


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.integers(0, 3), st.integers(1, 3))
def test_a_week_has_one_partner_whatever_the_period(first: date, before: int, after: int) -> None:
    alone = align(first, first, INDEX)
    wide = align(first - before * 52 * WEEK, first + after * 52 * WEEK, INDEX)

    assert alone.of(week_of(first)) == wide.of(week_of(first))


def test_the_rule_names_the_holidays_and_their_weeks() -> None:
    assert rule(Relative(unit=Unit.YEAR)) == (
        "Each day is compared with the day 364 days earlier, but weeks change places so that "
        "holidays meet: the week of 5 April 2026 meets that of 20 April 2025 (Easter Sunday); "
        "the week of 6 September 2026 meets that of 31 August 2025 (Labor Day): "
        "2 February to 13 November 2025."
    )


def test_the_rule_says_that_none_had_to_be_moved() -> None:
    assert rule(Named(unit=Unit.MONTH, number=9, year=2026)) == (
        "Each day is compared with the day 364 days earlier; no holiday had to be moved: "
        "5 October to 1 November 2025."
    )


def test_the_rule_says_why_a_week_without_a_holiday_was_moved() -> None:
    third_week_of_april = Named(unit=Unit.WEEK, number=12, year=2026)

    assert "but for weeks that change places with those of a holiday" in rule(third_week_of_april)


def test_a_model_whose_holidays_do_not_move_has_no_such_comparison() -> None:
    christmas = holiday("Christmas Day", FixedDay(month=12, day=25))

    with pytest.raises(NotModelled, match="no holidays that move"):
        aligned(2026, (christmas,))
