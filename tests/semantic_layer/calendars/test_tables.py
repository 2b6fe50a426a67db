"""Calendars that a table of days lays out: what is in the table, what is not, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bi_app.demo.larkfield.calendar_table import calendar_rows
from bi_app.demo.larkfield.time_axis import day_of
from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.known import KnownCalendar, with_days
from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.phrases import find_periods
from semantic_layer.calendars.resolve import locate
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.tables import DayRow, TableNotWhole, calendar_days
from semantic_layer.calendars.units import (
    gregorian_year,
    holding,
    is_retail,
    month_name_of,
    month_number,
    moved,
    numbered,
    units_between,
    week_year,
    year_with,
)
from semantic_layer.errors import NotModelled, NotUnderstood, OutsideData
from semantic_layer.model.definitions import CalendarColumns, CalendarDefinition
from semantic_layer.period import Named, Unit
from semantic_layer.present.formats import bucket_label
from semantic_layer.query import Comparison, ComparisonKind
from tests.semantic_layer.calendars.retailers import FISCAL, index_with

DAY = timedelta(days=1)
COLUMNS = CalendarColumns(date="date", year="year", month="month", week="week")
# Thirteen months of four weeks a year, from Sunday 4 January 2026 for two years.
THIRTEEN = [
    DayRow(date(2026, 1, 4) + n * DAY, 2026 + n // 364, n % 364 // 28 + 1, n % 364 // 7 + 1)
    for n in range(2 * 364)
]
LARKFIELD = [
    DayRow(
        day_of(row["day"]),
        row["fiscal_year"],
        row["fiscal_month"],
        row["fiscal_week"],
        row["fiscal_quarter"],
    )
    for row in calendar_rows().to_pylist()
]


def known(rows: list[DayRow]) -> KnownCalendar:
    return KnownCalendar(
        name="own",
        label="Own",
        kind="table",
        dataset="days",
        columns=COLUMNS,
        days=calendar_days(rows),
    )


def of_months() -> Iterator[DayRow]:
    """Years from April by Gregorian months, with weeks of ISO 8601 over their turns."""
    for n in range(3 * 365 + 1):
        day = date(2023, 4, 1) + n * DAY
        week = (day - date(2023, 4, 3)).days // 7 % 52 + 1
        yield DayRow(day, day.year - (day.month < 4), (day.month - 4) % 12 + 1, week)


TABLE, PERIODS, APRIL = known(LARKFIELD), known(THIRTEEN), known(list(of_months()))


@pytest.mark.parametrize("unit", Unit)
def test_the_table_of_a_4_5_4_calendar_is_the_computed_one(unit: Unit) -> None:
    for row in LARKFIELD:
        assert holding(TABLE, unit, row.day) == holding(FISCAL, unit, row.day)


@pytest.mark.parametrize("unit", Unit)
def test_its_units_are_numbered_and_follow_as_computed_ones(unit: Unit) -> None:
    first = holding(TABLE, unit, LARKFIELD[0].day)
    for steps, found in enumerate(units_between(TABLE, unit, first.start, LARKFIELD[-1].day)):
        assert moved(TABLE, first, steps) == found == moved(FISCAL, first, steps)
        assert moved(TABLE, found, -steps) == first
        assert numbered(TABLE, unit, found.year, found.number) == found


def test_its_months_have_the_names_of_computed_ones() -> None:
    for month in range(1, 13):
        assert month_number(TABLE, month) == month_number(FISCAL, month)
        assert month_name_of(TABLE, month) == month_name_of(FISCAL, month)
        for year in range(2021, 2028):
            assert gregorian_year(TABLE, year, month) == gregorian_year(FISCAL, year, month)
            in_it = gregorian_year(FISCAL, year, month)
            assert year_with(TABLE, in_it, month) == year
    assert is_retail(TABLE)
    assert [week_year(TABLE, y) for y in range(2021, 2028)] == [
        week_year(FISCAL, y) for y in range(2021, 2028)
    ]


def test_it_holds_a_53rd_week_where_the_table_does() -> None:
    week = numbered(TABLE, Unit.WEEK, 2023, 53)

    assert week == Stretch(Unit.WEEK, 2023, 53, date(2024, 1, 28), date(2024, 2, 3))
    assert numbered(TABLE, Unit.WEEK, 2024, 53) is None


@pytest.mark.parametrize(
    ("unit", "year", "number", "first", "last"),
    [
        (Unit.YEAR, 2026, 1, date(2026, 1, 4), date(2027, 1, 2)),
        (Unit.MONTH, 2026, 1, date(2026, 1, 4), date(2026, 1, 31)),
        (Unit.MONTH, 2026, 2, date(2026, 2, 1), date(2026, 2, 28)),
        (Unit.MONTH, 2026, 13, date(2026, 12, 6), date(2027, 1, 2)),
        (Unit.MONTH, 2027, 1, date(2027, 1, 3), date(2027, 1, 30)),
        (Unit.WEEK, 2027, 52, date(2027, 12, 26), date(2028, 1, 1)),
        (Unit.DAY, 2027, 364, date(2028, 1, 1), date(2028, 1, 1)),
    ],
)
def test_thirteen_months_of_four_weeks(
    unit: Unit, year: int, number: int, first: date, last: date
) -> None:
    assert numbered(PERIODS, unit, year, number) == Stretch(unit, year, number, first, last)
    assert holding(PERIODS, unit, last) == Stretch(unit, year, number, first, last)


def test_thirteen_months_go_by_numbers() -> None:
    index = with_days(
        index_with(
            "own", CalendarDefinition(name="own", label="Own", kind="table", synonyms=("own",))
        ),
        {"own": calendar_days(THIRTEEN)},
    )
    clock = Clock(date(2027, 6, 1), date(2027, 5, 31), date(2026, 1, 4))

    period = locate(Named(unit=Unit.MONTH, number=13, year=2026), index, clock)
    (said,) = find_periods("sales in own period 13 of 2026", index, clock)

    assert period.label == "period 13 of own 2026"
    assert (period.start, period.end) == (date(2026, 12, 6), date(2027, 1, 2))
    assert locate(said.period, index, clock) == period
    assert bucket_label(PERIODS, Unit.MONTH, date(2026, 12, 6), "en") == "P13 2026"
    with pytest.raises(NotUnderstood, match="go by numbers"):
        locate(Named(unit=Unit.MONTH, month_of=10, year=2026), index, clock)
    with pytest.raises(NotModelled, match="has no quarters"):
        locate(Named(unit=Unit.QUARTER, number=1, year=2026), index, clock)


def test_months_of_a_year_from_april_have_their_names() -> None:
    assert month_number(APRIL, 4) == 1
    assert month_name_of(APRIL, 12) == 3
    assert gregorian_year(APRIL, 2024, 3) == 2025
    assert numbered(APRIL, Unit.MONTH, 2023, 11) == Stretch(
        Unit.MONTH, 2023, 11, date(2024, 2, 1), date(2024, 2, 29)
    )


def test_weeks_may_run_over_the_turn_of_a_year_of_months() -> None:
    assert not is_retail(APRIL)
    assert holding(APRIL, Unit.WEEK, date(2024, 4, 1)) == Stretch(
        Unit.WEEK, 2024, 1, date(2024, 4, 1), date(2024, 4, 7)
    )
    assert holding(APRIL, Unit.WEEK, date(2025, 4, 1)) == Stretch(
        Unit.WEEK, 2025, 1, date(2025, 3, 31), date(2025, 4, 6)
    )


def test_a_week_that_the_tables_edge_cuts_is_not_known() -> None:
    with pytest.raises(OutsideData):
        holding(APRIL, Unit.WEEK, date(2023, 4, 2))
    assert holding(APRIL, Unit.MONTH, date(2023, 4, 2)).start == date(2023, 4, 1)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("day", [date(2026, 1, 3), date(2028, 1, 2)])
def test_outside_its_table_it_knows_nothing(unit: Unit, day: date) -> None:
    if unit is Unit.QUARTER:
        return
    with pytest.raises(OutsideData, match="“Own” holds 4 January 2026 to 1 January 2028"):
        holding(PERIODS, unit, day)


def test_it_does_not_move_out_of_its_table() -> None:
    month = holding(PERIODS, Unit.MONTH, date(2027, 12, 31))
    with pytest.raises(OutsideData):
        moved(PERIODS, month, 1)
    with pytest.raises(OutsideData):
        moved(PERIODS, month, -26)
    assert numbered(PERIODS, Unit.YEAR, 2025, 1) is None
    assert numbered(PERIODS, Unit.DAY, 2026, 365) is None


def test_a_table_that_was_not_read_is_told_so() -> None:
    unread = CalendarDefinition(name="own", label="Own", kind="table")
    with pytest.raises(NotModelled, match="it has not been read"):
        holding(unread, Unit.DAY, date(2026, 1, 4))


COMPUTED = [
    *(
        CalendarDefinition(
            name="own", label="Own", kind=kind, ends_near=ends_near, year_named_by=named_by
        )
        for kind in ("retail_454", "retail_445", "retail_544")
        for ends_near in (1, 6, 12)
        for named_by in ("start", "end")
    ),
    CalendarDefinition(name="own", label="Own", kind="gregorian", week_starts="monday"),
    CalendarDefinition(name="own", label="Own", kind="gregorian", week_starts="sunday"),
]


def written(calendar: CalendarDefinition) -> Iterator[DayRow]:
    """The table that somebody would keep of a computed calendar, of ten whole years."""
    first, last = (numbered(calendar, Unit.YEAR, year, 1) for year in (2020, 2029))
    assert first
    assert last
    for day in units_between(calendar, Unit.DAY, first.start, last.end):
        units = (holding(calendar, u, day.start) for u in (Unit.MONTH, Unit.WEEK, Unit.QUARTER))
        yield DayRow(day.start, day.year, *(unit.number for unit in units))


def _said(calendar: CalendarDefinition) -> str:
    ends = f"{calendar.ends_near} by {calendar.year_named_by}"
    return f"{calendar.kind} {calendar.week_starts} {ends}"


@pytest.mark.parametrize("calendar", COMPUTED, ids=_said)
def test_a_computed_calendar_written_down_is_the_same(calendar: CalendarDefinition) -> None:
    table = known(list(written(calendar)))

    assert is_retail(table) == is_retail(calendar)
    for unit in Unit:
        stretch = numbered(calendar, unit, 2024, 1)
        assert stretch
        for found in units_between(calendar, unit, stretch.start, stretch.start + 370 * DAY):
            assert holding(table, unit, found.end) == found
            assert numbered(table, unit, found.year, found.number) == found
            assert moved(table, found, 3) == moved(calendar, found, 3)
    for month in range(1, 13):
        assert month_name_of(table, month) == month_name_of(calendar, month)
        assert gregorian_year(table, 2024, month) == gregorian_year(calendar, 2024, month)


@pytest.mark.parametrize(
    ("rows", "year", "last_year"),
    [
        (THIRTEEN, 2027, (date(2026, 2, 1), date(2026, 2, 28))),
        (list(of_months()), 2024, (date(2023, 5, 1), date(2023, 5, 31))),
    ],
    ids=["whole weeks meet weeks", "months meet the same dates"],
)
def test_the_second_month_meets_that_of_last_year(
    rows: list[DayRow], year: int, last_year: tuple[date, date]
) -> None:
    own = CalendarDefinition(name="own", label="Own", kind="table")
    index = with_days(index_with("own", own), {"own": calendar_days(rows)})
    clock = Clock(date(2027, 6, 1), date(2027, 5, 31), date(2023, 4, 1))
    period = Named(unit=Unit.MONTH, number=2, year=year)
    comparison = Comparison(kind=ComparisonKind.LAST_YEAR)

    found = compare_period(comparison, period, locate(period, index, clock), index, clock)

    assert (found.period.start, found.period.end) == last_year


def changed(at: int, **cells: Any) -> Callable[[list[DayRow]], list[DayRow]]:
    return lambda rows: [*rows[:at], rows[at]._replace(**cells), *rows[at + 1 :]]


def each(where: Callable[[DayRow], bool], **cells: Any) -> Callable[[list[DayRow]], list[DayRow]]:
    return lambda rows: [row._replace(**cells) if where(row) else row for row in rows]


WRONG: dict[str, tuple[Callable[[list[DayRow]], list[DayRow]], str]] = {
    "nothing": (lambda _: [], "it has no rows"),
    "a row without its day": (changed(9, day=None), "a row has no day"),
    "a day left out": (lambda rows: rows[:9] + rows[10:], "2026-01-13 is missing"),
    "a day twice": (lambda rows: [*rows, rows[9]], "2026-01-13 stands in it twice"),
    "an empty number": (changed(9, month=None), "2026-01-13 has an empty year, month or week"),
    "a quarter here and there": (changed(9, quarter=1), "such as 2026-01-13"),
    "a short week": (
        changed(13, week=3),
        "week 2 from 2026-01-11 to 2026-01-16 has 6 days, not 7",
    ),
    "two weeks in one": (
        each(lambda row: row.week == 3, week=2),
        "week 2 from 2026-01-11 to 2026-01-24 has 14 days",
    ),
    "a week that is skipped": (
        each(lambda row: row.week == 3, week=60),
        "week 60 of 2026 begins on 2026-01-18, right after week 2 of 2026",
    ),
    "a month that comes again": (
        each(lambda row: row.month == 3, month=1),
        "month 1 of 2026 begins on 2026-03-01, right after month 2 of 2026",
    ),
    "a year that is skipped": (
        each(lambda row: row.year == 2027, year=2028),
        "2028 begins on 2027-01-03, right after 2026",
    ),
    "a beginning amid a year": (lambda rows: rows[28:], "in month 2 of 2026"),
    "a quarter amid a month": (
        lambda rows: [row._replace(quarter=1 + (row.week > 25)) for row in rows],
        "quarter 2 of 2026 begins on 2026-06-28, amid a month",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_table_with_a_mistake_makes_no_calendar(name: str) -> None:
    change, says = WRONG[name]
    with pytest.raises(TableNotWhole, match=re.escape(says)):
        calendar_days(change(THIRTEEN))
