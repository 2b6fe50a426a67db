"""With which days a period is compared: the rulings, and the same by plain date arithmetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semantic_layer.calendars.compare import ComparedPeriod, compare_period
from semantic_layer.calendars.resolve import locate
from semantic_layer.errors import NotUnderstood, OutsideData
from semantic_layer.period import Dates, Days, Named, Period, Relative, Rolling, Unit
from semantic_layer.query import Basis, Comparison, ComparisonKind
from tests.semantic_layer.calendars.retailers import CLOCK, INDEX

LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR)
PREVIOUS = Comparison(kind=ComparisonKind.PREVIOUS_PERIOD)
PLAN = Comparison(kind=ComparisonKind.PLAN)
SAME_WEEKS = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.SAME_WEEK_NUMBER)
SAME_DATES = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.SAME_DATES)


def against(period: Period) -> Comparison:
    return Comparison(kind=ComparisonKind.PERIOD, period=period)


def compared(period: Period, comparison: Comparison) -> ComparedPeriod:
    return compare_period(comparison, period, locate(period, INDEX, CLOCK), INDEX, CLOCK)


def fiscal_year(year: int) -> Period:
    return Named(unit=Unit.YEAR, year=year)


def calendar_month(month: int, year: int) -> Period:
    return Named(unit=Unit.MONTH, month_of=month, year=year, calendar="gregorian")


MTD = Relative(unit=Unit.MONTH)
RULINGS: dict[str, tuple[Period, Comparison, str, str]] = {
    "last year is 364 days earlier": (
        Relative(unit=Unit.WEEK, offset=-1), LAST_YEAR, "2025-11-02", "2025-11-08"),
    "days that are named by their dates are no fewer beside a period to date": (
        MTD, against(Dates(start=date(2026, 6, 3), end=date(2026, 8, 9))),
        "2026-06-03", "2026-08-09"),
    "fiscal 2024 meets the 52 matching weeks of fiscal 2023": (
        fiscal_year(2024), LAST_YEAR, "2023-02-05", "2024-02-03"),
    "both years named compare whole": (
        fiscal_year(2024), against(fiscal_year(2023)), "2023-01-29", "2024-02-03"),
    "the Gregorian calendar compares the same dates": (
        Relative(unit=Unit.YEAR, calendar="gregorian"), LAST_YEAR, "2025-01-01", "2025-11-12"),
    "a whole February meets a whole February of a leap year": (
        calendar_month(2, 2025), LAST_YEAR, "2024-02-01", "2024-02-29"),
    "a leap February meets the whole February before": (
        calendar_month(2, 2024), LAST_YEAR, "2023-02-01", "2023-02-28"),
    "a written date against last year shifts by 364 days": (
        Dates(start=date(2026, 10, 1), end=date(2026, 10, 15)), LAST_YEAR,
        "2025-10-02", "2025-10-16"),
    "same dates last year goes by the calendar": (
        Dates(start=date(2026, 10, 1), end=date(2026, 10, 15)), SAME_DATES,
        "2025-10-01", "2025-10-15"),
    "a rolling window against last year shifts by 364 days": (
        Rolling(unit=Unit.DAY, count=30), LAST_YEAR, "2025-10-15", "2025-11-13"),
    "a period to date takes as many days of the period before": (
        MTD, PREVIOUS, "2026-10-04", "2026-10-15"),
    "month to date against last month takes the same number of days": (
        MTD, against(Relative(unit=Unit.MONTH, offset=-1)), "2026-10-04", "2026-10-15"),
    "October against September compares whole months": (
        Named(unit=Unit.MONTH, month_of=10), against(Named(unit=Unit.MONTH, month_of=9)),
        "2026-08-30", "2026-10-03"),
    "last month against the month before compares whole months": (
        Relative(unit=Unit.MONTH, offset=-1), PREVIOUS, "2026-08-30", "2026-10-03"),
    "days before days": (
        Relative(unit=Unit.DAY, offset=-30, count=30), PREVIOUS, "2026-09-14", "2026-10-13"),
    "same week number after a 53-week year is 371 days earlier": (
        Named(unit=Unit.WEEK, number=12, year=2024), SAME_WEEKS, "2023-04-16", "2023-04-22"),
    "same week number of a 53-week year leaves its last week out": (
        fiscal_year(2023), SAME_WEEKS, "2022-01-30", "2023-01-28"),
    "the plan covers the whole weeks that are over": (
        MTD, PLAN, "2026-11-01", "2026-11-07"),
    "the plan covers the whole weeks inside written dates": (
        Dates(start=date(2026, 10, 1), end=date(2026, 10, 15)), PLAN, "2026-10-04", "2026-10-10"),
    "a whole quarter fits the weekly plan exactly": (
        Relative(unit=Unit.QUARTER, offset=-1), PLAN, "2026-08-02", "2026-10-31"),
}  # fmt: skip


@pytest.mark.parametrize("ruling", RULINGS)
def test_it_keeps_the_ruling(ruling: str) -> None:
    period, comparison, start, end = RULINGS[ruling]

    found = compared(period, comparison).period

    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("period", "comparison", "shift"),
    [
        (Relative(unit=Unit.QUARTER, offset=-1), LAST_YEAR, 364),
        (Relative(unit=Unit.WEEK, offset=-1), PREVIOUS, 7),
        (Named(unit=Unit.WEEK, number=12, year=2024), SAME_WEEKS, 371),
        (Relative(unit=Unit.MONTH, offset=-1), PREVIOUS, None),
        (MTD, PLAN, None),
        (Relative(unit=Unit.QUARTER, offset=-1), PLAN, 0),
    ],
)
def test_it_tells_the_shift_where_it_is_one_number(
    period: Period, comparison: Comparison, shift: int | None
) -> None:
    assert compared(period, comparison).shift == shift


@pytest.mark.parametrize(
    ("period", "comparison", "before"),
    [
        (fiscal_year(2023), LAST_YEAR, True),
        (fiscal_year(2024), LAST_YEAR, False),
        (Named(unit=Unit.QUARTER, number=1, year=2023), PREVIOUS, True),
    ],
)
def test_it_marks_a_comparison_that_reaches_before_the_data(
    period: Period, comparison: Comparison, before: bool
) -> None:
    assert compared(period, comparison).before_data is before


@pytest.mark.parametrize(
    ("period", "comparison", "rule"),
    [
        (
            Relative(unit=Unit.WEEK, offset=-1),
            LAST_YEAR,
            "Each day is compared with the day 364 days earlier, so that weeks meet weeks: "
            "2 to 8 November 2025.",
        ),
        (
            MTD,
            PREVIOUS,
            "Compared with the same number of days of the period before: the first 12 days of "
            "fiscal October 2026 (4 to 15 October 2026).",
        ),
        (
            MTD,
            PLAN,
            "The plan is by week, so both sides cover the whole week that is over: "
            "1 to 7 November 2026.",
        ),
        (
            Named(unit=Unit.MONTH, month_of=10),
            against(Named(unit=Unit.MONTH, month_of=9)),
            "Compared with fiscal September 2026 (30 August to 3 October 2026).",
        ),
    ],
)
def test_it_says_the_rule_in_words(period: Period, comparison: Comparison, rule: str) -> None:
    assert compared(period, comparison).rule == rule


def test_it_names_the_compared_month_as_a_month() -> None:
    found = compared(Relative(unit=Unit.MONTH, offset=-1), LAST_YEAR)

    assert found.period.label == "fiscal October 2025"


def test_it_is_polite_about_comparisons_it_cannot_make() -> None:
    with pytest.raises(NotUnderstood, match="which period"):
        compared(MTD, Comparison(kind=ComparisonKind.PERIOD))
    with pytest.raises(OutsideData, match="No whole week"):
        compared(Relative(unit=Unit.WEEK), PLAN)
    with pytest.raises(OutsideData, match="53rd week"):
        compared(Named(unit=Unit.WEEK, number=53, year=2023), SAME_WEEKS)


SPANS = st.builds(
    lambda start, length: Dates(start=start, end=start + timedelta(days=length)),
    st.dates(min_value=date(2023, 1, 29), max_value=date(2026, 6, 1)),
    st.integers(0, 160),
)


@given(period=SPANS)
def test_it_shifts_any_days_by_52_weeks_or_by_their_own_length(period: Dates) -> None:
    assert period.start is not None
    assert period.end is not None
    last_year = compared(period, LAST_YEAR).period
    before = compared(period, PREVIOUS).period

    assert (period.start - last_year.start).days == (period.end - last_year.end).days == 364
    assert last_year.start.weekday() == period.start.weekday()
    assert before.end == period.start - timedelta(days=1)
    assert before.days == (period.end - period.start).days + 1


@given(offset=st.integers(-1000, -1))
def test_it_compares_a_day_with_the_day_before(offset: int) -> None:
    found = compared(Days(offset=offset), PREVIOUS).period

    assert found.start == found.end == CLOCK.today + timedelta(days=offset - 1)
