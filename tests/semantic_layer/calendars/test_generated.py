"""Are generated calendars those that plain date arithmetic gives, for every kind and year?"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import accumulate, product

import pytest

from semantic_layer.calendars.units import holding, numbered, units_between
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.period import Unit
from tests.semantic_layer.calendars.retailers import FISCAL

ONE = timedelta(days=1)
PATTERNS = {"retail_454": (4, 5, 4), "retail_445": (4, 4, 5), "retail_544": (5, 4, 4)}
OTHERS = tuple(product(PATTERNS, range(1, 13), ("sunday", "monday"), ("start", "end")))
YEARS = range(1995, 2056)


def retail(kind: str, ends_near: int, week_starts: str, named_by: str) -> CalendarDefinition:
    return CalendarDefinition.model_validate(
        {
            "name": "own",
            "label": "Own",
            "kind": kind,
            "ends_near": ends_near,
            "week_starts": week_starts,
            "year_named_by": named_by,
        }
    )


def last_day(closing: int, month: int, week_starts: str) -> date:
    """The last day of a week, of all days in reach the nearest to the month's end."""
    month_end = date(closing, month, calendar.monthrange(closing, month)[1])
    ends = [month_end + n * ONE for n in range(-7, 8)]
    closes = 5 if week_starts == "sunday" else 6
    return min((d for d in ends if d.weekday() == closes), key=lambda d: abs(d - month_end))


def test_it_has_the_53_week_years_that_the_trade_has_published() -> None:
    long = [year for year in range(1998, 2045) if numbered(FISCAL, Unit.WEEK, year, 53)]

    assert long == [2000, 2006, 2012, 2017, 2023, 2028, 2034, 2040]


@pytest.mark.parametrize(
    ("year", "first"),
    [(2022, "2022-01-30"), (2023, "2023-01-29"), (2024, "2024-02-04"), (2026, "2026-02-01")],
)
def test_it_begins_where_the_trade_has_published(year: int, first: str) -> None:
    found = numbered(FISCAL, Unit.YEAR, year, 1)

    assert found is not None
    assert str(found.start) == first


@pytest.mark.parametrize(("kind", "ends_near", "weeks", "named_by"), OTHERS)
def test_its_years_end_nearest_to_the_end_of_a_month(
    kind: str, ends_near: int, weeks: str, named_by: str
) -> None:
    own = retail(kind, ends_near, weeks, named_by)
    for year in YEARS:
        closing = year + 1 if named_by == "start" and ends_near != 12 else year
        found = numbered(own, Unit.YEAR, year, 1)

        assert found is not None
        assert found.end == last_day(closing, ends_near, weeks)
        assert found.start == last_day(closing - 1, ends_near, weeks) + ONE
        assert (found.end - found.start).days + 1 in (364, 371)


@pytest.mark.parametrize(("kind", "ends_near", "weeks", "named_by"), OTHERS)
def test_its_months_have_the_weeks_of_their_pattern_and_the_last_one_the_53rd(
    kind: str, ends_near: int, weeks: str, named_by: str
) -> None:
    own = retail(kind, ends_near, weeks, named_by)
    for year in YEARS:
        whole = numbered(own, Unit.YEAR, year, 1)
        assert whole is not None
        lengths = [*PATTERNS[kind] * 4]
        lengths[-1] += (whole.end - whole.start).days // 7 + 1 - 52
        firsts = [whole.start + 7 * n * ONE for n in (0, *accumulate(lengths))]
        months = units_between(own, Unit.MONTH, whole.start, whole.end)
        quarters = units_between(own, Unit.QUARTER, whole.start, whole.end)

        assert [each.start for each in months] == firsts[:-1]
        assert [each.end for each in months] == [first - ONE for first in firsts[1:]]
        assert [each.start for each in quarters] == firsts[:-1:3]
        assert quarters[-1].end == months[-1].end == whole.end


@pytest.mark.parametrize(("kind", "ends_near", "weeks"), [each[:3] for each in OTHERS[::2]])
def test_each_day_lies_in_the_unit_of_its_number(kind: str, ends_near: int, weeks: str) -> None:
    own = retail(kind, ends_near, weeks, "start")
    for step in range(0, 366 * 6, 5):
        day = date(2021, 12, 1) + step * ONE
        for unit in Unit:
            found = holding(own, unit, day)

            assert found.start <= day <= found.end
            assert numbered(own, unit, found.year, found.number) == found
