"""Holidays that are named side by side are days of one year, kept and split by the holiday."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Holiday, Named, Unit
from semantic_layer.query import Filter
from tests.semantic_layer.interpret.asking import ask, query_of

ROWS = {
    "discounts on Boxing Day and Father's Day 2025": ("Boxing Day", "Father's Day"),
    "2025 discounts on Father's Day, Memorial Day and Boxing Day": (
        *("Father's Day", "Memorial Day", "Boxing Day"),
    ),
    "how much discount on Memorial Day and on Independence Day in 2025": (
        *("Memorial Day", "Independence Day"),
    ),
}


@pytest.mark.parametrize("text", ROWS)
def test_it_gives_each_its_row(text: str) -> None:
    query = query_of(text)

    assert query.filters == (Filter(dimension="holiday_name", values=ROWS[text]),)
    assert query.dimensions == ("holiday_name",)
    assert query.period == Named(unit=Unit.YEAR, year=2025, calendar="gregorian")


def test_it_takes_the_year_in_which_all_have_just_been() -> None:
    query = query_of("visitors on Father's Day and Memorial Day by state")

    assert query.period == Named(unit=Unit.YEAR, year=2026, calendar="gregorian")
    assert query.dimensions == ("holiday_name", "state")


def test_it_means_a_day_and_no_promotion_beside_another_holiday() -> None:
    query = query_of("hours worked on Boxing Day, Black Friday and Cyber Monday 2024")

    assert [each.dimension for each in query.filters] == ["holiday_name"]


def test_it_leaves_one_holiday_a_period() -> None:
    assert query_of("visitors on Boxing Day 2024").period == Holiday(name="Boxing Day", year=2024)


@pytest.mark.parametrize(
    "text",
    [
        "visitors on Father's Day and Boxing Day",  # of 2026 and of 2025
        "visitors on Father's Day 2025 and Father's Day 2024",
        "visitors on Father's Day and Boxing Day this year",  # one is still to come
    ],
)
def test_it_says_that_the_days_are_not_of_one_year(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "holidays of one year" in outcome.detail


@pytest.mark.parametrize("years", ["this year vs last year", "this yr against last yr"])
def test_a_holiday_of_two_years_is_compared_with_itself(years: str) -> None:
    query = query_of(f"wages on Father's Day by state, {years}")

    assert query.period == Holiday(name="Father's Day")
    (against,) = query.comparisons
    assert against.period == Holiday(name="Father's Day", year_offset=-1)
