"""The calendar: retail years of 52 and 53 weeks, the 4-5-4 months and the holidays."""

from datetime import date

import duckdb
import pytest

from bi_app.demo.larkfield.calendar_table import holidays
from tests.demo.larkfield.asking import figure

HOLIDAYS_2026 = {
    date(2026, 1, 1): "New Year's Day",
    date(2026, 2, 14): "Valentine's Day",
    date(2026, 4, 5): "Easter Sunday",
    date(2026, 5, 10): "Mother's Day",
    date(2026, 5, 25): "Memorial Day",
    date(2026, 6, 21): "Father's Day",
    date(2026, 7, 4): "Independence Day",
    date(2026, 9, 7): "Labor Day",
    date(2026, 10, 31): "Halloween",
    date(2026, 11, 26): "Thanksgiving",
    date(2026, 11, 27): "Black Friday",
    date(2026, 11, 30): "Cyber Monday",
    date(2026, 12, 24): "Christmas Eve",
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 26): "Boxing Day",
}


def test_it_knows_the_holidays_of_a_year() -> None:
    assert holidays(2026) == HOLIDAYS_2026


@pytest.mark.parametrize(
    ("year", "day"), [(2022, "04-17"), (2023, "04-09"), (2024, "03-31"), (2025, "04-20")]
)
def test_it_finds_easter(year: int, day: str) -> None:
    assert holidays(year)[date.fromisoformat(f"{year}-{day}")] == "Easter Sunday"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-01-29", (2023, 1, 1, 1, "February")),
        ("2024-02-03", (2023, 4, 12, 53, "January")),
        ("2024-02-04", (2024, 1, 1, 1, "February")),
        ("2026-08-30", (2026, 3, 8, 31, "September")),
        ("2026-10-03", (2026, 3, 8, 35, "September")),
        ("2026-10-04", (2026, 3, 9, 36, "October")),
        ("2026-11-12", (2026, 4, 10, 41, "November")),
        ("2027-01-30", (2026, 4, 12, 52, "January")),
    ],
)
def test_it_counts_fiscal_periods_on_the_4_5_4_calendar(
    small: duckdb.DuckDBPyConnection, day: str, expected: tuple[int, int, int, int, str]
) -> None:
    row = small.execute(
        """SELECT fiscal_year, fiscal_quarter, fiscal_month, fiscal_week, fiscal_month_name
           FROM calendar WHERE date = CAST(? AS DATE)""",
        [day],
    ).fetchone()

    assert row == expected


def test_it_has_53_weeks_in_fiscal_2023_only(small: duckdb.DuckDBPyConnection) -> None:
    rows = small.execute(
        "SELECT fiscal_year, max(fiscal_week), count(*) FROM calendar GROUP BY 1 ORDER BY 1"
    ).fetchall()

    assert rows == [
        (year, 53 if year == 2023 else 52, 371 if year == 2023 else 364)
        for year in range(2021, 2028)
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "comparable_date <> date - 364",
        "fiscal_week_start <> date - CAST(dayofweek(date) AS INTEGER)",
        "day_of_week <> dayname(date)",
        "calendar_month <> date_trunc('month', date)",
        "calendar_quarter <> date_trunc('quarter', date)",
        "calendar_year <> year(date)",
        "is_holiday <> (holiday_name IS NOT NULL)",
    ],
)
def test_it_is_right_about_each_day(small: duckdb.DuckDBPyConnection, wrong: str) -> None:
    assert figure(small, f"SELECT count(*) FROM calendar WHERE {wrong}") == 0
