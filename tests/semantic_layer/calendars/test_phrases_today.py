"""More ways to say when, on a retailer's 4-5-4 calendar.

Its fiscal 2024 began on 4 February 2024, 2025 on 2 February 2025 and 2026 on 1 February 2026; a
quarter is 13 weeks, its months 4, 5 and 4. Today is Friday, 13 November 2026.
"""

from __future__ import annotations

import pytest

from semantic_layer.calendars.phrases import find_grains, find_periods
from semantic_layer.period import Unit
from tests.semantic_layer.calendars.retailers import CLOCK, INDEX
from tests.semantic_layer.calendars.test_phrases import compared_days, days, one

PERIODS = {
    # a noun that two ordinals share
    "the second and third quarters of 2024": "2024-05-05..2024-11-02",
    "the first and the second fiscal quarters of 2025": "2025-02-02..2025-08-02",
    "third and fourth calendar quarters of 2024": "2024-07-01..2024-12-31",
    "the first and second quarters": "2026-02-01..2026-08-01",
    "second & third quarters of last year": "2025-05-04..2025-11-01",
    "from the first quarter to the second": "2026-02-01..2026-08-01",
    "from the second quarter of 2024 to the fourth": "2024-05-05..2025-02-01",
    # so many of a longer period
    "first two quarters of 2024": "2024-02-04..2024-08-03",
    "the first three quarters of last year": "2025-02-02..2025-11-01",
    "the last two quarters of fiscal 2025": "2025-08-03..2026-01-31",
    # so many up to a day, that day among them
    "the 6 weeks to 26 September": "2026-08-16..2026-09-26",
    "two weeks ending August 29, 2026": "2026-08-16..2026-08-29",
    "five weeks through 2026-08-01": "2026-06-28..2026-08-01",
    "the 12 days to October 20": "2026-10-09..2026-10-20",
    "3 weeks ended 5/30/2026": "2026-05-10..2026-05-30",
    # so many up to another day, or to a unit of their own kind
    "9 weeks to the end of September": "2026-08-02..2026-10-03",
    "the 5 weeks to last Saturday": "2026-10-04..2026-11-07",
    "6 weeks ending yesterday": "2026-10-02..2026-11-12",
    "3 weeks to week 30": "2026-08-09..2026-08-29",
    "the six months to September": "2026-04-05..2026-10-03",
    "12 months to May 2026": "2025-06-01..2026-05-30",
    "3 months to 15 October 2026": "2026-07-16..2026-10-15",
    # a unit that runs, and months as retailers call them
    "for the quarter": "2026-11-01..2026-11-12",
    "the last three periods": "2026-08-02..2026-10-31",
    "the past 2 periods": "2026-09-13..2026-11-12",
    "since the start of the half": "2026-08-02..2026-11-12",
    # halves
    "this half": "2026-08-02..2026-11-12",
    "the half to date": "2026-08-02..2026-11-12",
    "this half-year so far": "2026-08-02..2026-11-12",
    "calendar half to date": "2026-07-01..2026-11-12",
    "last half": "2026-02-01..2026-08-01",
    "the previous half year": "2026-02-01..2026-08-01",
    "the half just gone": "2026-02-01..2026-08-01",
    "the half before last": "2025-08-03..2026-01-31",
    "last half of 2024": "2024-08-04..2025-02-01",
    "the first half-year": "2026-02-01..2026-08-01",
    # what is just over
    "the week just ended": "2026-11-01..2026-11-07",
    "the month just gone": "2026-10-04..2026-10-31",
    "the calendar month that has just closed": "2026-10-01..2026-10-31",
    "the fortnight just past": "2026-10-25..2026-11-07",
    # a trading day is a day
    "last trading week": "2026-11-01..2026-11-07",
    "trading week 31": "2026-08-30..2026-09-05",
    # months by their numbers
    "periods 4 to 6": "2026-05-03..2026-08-01",
    "months 2-3 of fiscal 2025": "2025-03-02..2025-05-03",
    "FY to date": "2026-02-01..2026-11-12",
    # fortnights
    "the fortnight before last": "2026-10-11..2026-10-24",
    "the fortnight to 26 September": "2026-09-13..2026-09-26",
    "the last fortnight": "2026-10-25..2026-11-07",
    "the previous fortnight": "2026-10-25..2026-11-07",
    "last three fortnights": "2026-09-27..2026-11-07",
    "the past fortnight": "2026-10-30..2026-11-12",
    # up to now
    "the quarter until now": "2026-11-01..2026-11-12",
    "the month till today": "2026-11-01..2026-11-12",
    "the week until now": "2026-11-08..2026-11-12",
    "the year until today": "2026-02-01..2026-11-12",
    "from August until now": "2026-08-02..2026-11-12",
    "from 20 August 2026 till date": "2026-08-20..2026-11-12",
    "Q2 up to now": "2026-05-03..2026-11-12",
    "August to the present": "2026-08-02..2026-11-12",
    "from last quarter until now": "2026-08-02..2026-11-12",
    "starting in July until now": "2026-07-05..2026-11-12",
    "August month": "2026-08-02..2026-08-29",
    # a day of the week that something goes on from is one day
    "since Tuesday": "2026-11-10..2026-11-12",
    "since the Saturday": "2026-11-07..2026-11-12",
    "from Wednesday on": "2026-11-11..2026-11-12",
    "from Sunday until now": "2026-11-08..2026-11-12",
    "on a trailing 26 week basis": "2026-05-15..2026-11-12",
    "on a rolling 3 month basis": "2026-08-13..2026-11-12",
    # a unit whose year stands behind an article
    "the August of last year": "2025-08-03..2025-08-30",
    "August of the last year": "2025-08-03..2025-08-30",
    "the March of 2024": "2024-03-03..2024-04-06",
    "second quarter of the last year": "2025-05-04..2025-08-02",
    "the first half of the year": "2026-02-01..2026-08-01",
    "second half of the fiscal year": "2026-08-02..2026-11-12",
    "second quarter of the year": "2026-05-03..2026-08-01",
    "March of the calendar year": "2026-03-01..2026-03-31",
    "first half of the year 2024": "2024-02-04..2024-08-03",
    "Q2 of the year 2025": "2025-05-04..2025-08-02",
    "last YTD": "2025-02-02..2025-11-13",
    "prior ytd": "2025-02-02..2025-11-13",
    # a year joined to its part, and before a half
    "Q2-2024": "2024-05-05..2024-08-03",
    "Q2/FY24": "2024-05-05..2024-08-03",
    "2024 H2": "2024-08-04..2025-02-01",
    "FY24 H1": "2024-02-04..2024-08-03",
    "May 2024 to March 2025": "2024-05-05..2025-04-05",
    "calendar May and June 2024": "2024-05-01..2024-06-30",
    "fiscal year to date": "2026-02-01..2026-11-12",
    "FYTD": "2026-02-01..2026-11-12",
    "CYTD": "2026-01-01..2026-11-12",
    "LYTD": "2025-02-02..2025-11-13",
    "LTM": "2025-11-13..2026-11-12",
    # one day
    "on the day of Memorial Day": "2026-05-25..2026-05-25",
    "the day of Easter 2025": "2025-04-20..2025-04-20",
    "on the day of Independence Day last year": "2025-07-04..2025-07-04",
    "at the close of Q1": "2026-05-02..2026-05-02",
    "the close of last year": "2026-01-31..2026-01-31",
    "at the end of the first two quarters of 2024": "2024-08-03..2024-08-03",
    "at the close of Wednesday, September 9, 2026": "2026-09-09..2026-09-09",
    "the end of Wednesday 9 September": "2026-09-09..2026-09-09",
    "12 September last year": "2025-09-12..2025-09-12",
    "from 3 May to 9 June last year": "2025-05-03..2025-06-09",
    "between 20 December and 5 January last year": "2024-12-20..2025-01-05",
}


@pytest.mark.parametrize("text", PERIODS)
def test_it_reads_a_period(text: str) -> None:
    mention = one(text)

    assert (mention.text, days(mention)) == (text, PERIODS[text])
    assert mention.comparison is None


COMPARED = {
    "last Tuesday vs the Tuesday before": ("2026-11-10..2026-11-10", "2026-11-03..2026-11-03"),
    "last Sunday compared with the Sunday prior": (
        "2026-11-08..2026-11-08",
        "2026-11-01..2026-11-01",
    ),
    "last Friday versus the Friday before": ("2026-11-06..2026-11-06", "2026-10-30..2026-10-30"),
    "yesterday vs the Thursday before": ("2026-11-12..2026-11-12", "2026-11-05..2026-11-05"),
    "October 21 vs the Wednesday before": ("2026-10-21..2026-10-21", "2026-10-14..2026-10-14"),
    "30 May against 30 May last year": ("2026-05-30..2026-05-30", "2025-05-30..2025-05-30"),
    "June 6th vs June 6th last year": ("2026-06-06..2026-06-06", "2025-06-06..2025-06-06"),
    "August vs the August of last year": ("2026-08-02..2026-08-29", "2025-08-03..2025-08-30"),
    "the March of 2025 against the March of 2024": (
        "2025-03-02..2025-04-05",
        "2024-03-03..2024-04-06",
    ),
    "the last fortnight vs last year": ("2026-10-25..2026-11-07", "2025-10-26..2025-11-08"),
    "the last fortnight vs the fortnight before": (
        "2026-10-25..2026-11-07",
        "2026-10-11..2026-10-24",
    ),
    "last half versus the half before": ("2026-02-01..2026-08-01", "2025-08-03..2026-01-31"),
    "this half against the same half last year": (
        "2026-08-02..2026-11-12",
        "2025-08-03..2025-11-13",
    ),
    "October vs this time last year": ("2026-10-04..2026-10-31", "2025-10-05..2025-11-01"),
    "last month against twelve months ago": ("2026-10-04..2026-10-31", "2025-10-05..2025-11-01"),
    "the second and third quarters of 2025 vs last year": (
        "2025-05-04..2025-11-01",
        "2024-05-05..2024-11-02",
    ),
}


@pytest.mark.parametrize("text", COMPARED)
def test_it_reads_a_period_and_its_comparison(text: str) -> None:
    mention = one(text)

    assert (mention.text, days(mention), compared_days(mention)) == (text, *COMPARED[text])


def test_it_compares_two_that_with_joins_where_that_is_asked() -> None:
    mention = one("compare the refunds of August with the August of last year")

    assert (days(mention), compared_days(mention)) == (
        "2026-08-02..2026-08-29",
        "2025-08-03..2025-08-30",
    )


def test_it_tells_a_change_from_a_stretch() -> None:
    mention = one("change in refunds from the first quarter to the second")

    assert (days(mention), compared_days(mention)) == (
        "2026-05-03..2026-08-01",
        "2026-02-01..2026-05-02",
    )


APART = {
    "August with the August of last year": {
        "August": "2026-08-02..2026-08-29",
        "the August of last year": "2025-08-03..2025-08-30",
    },
    "refunds last quarter from the quarter before": {
        "last quarter": "2026-08-02..2026-10-31",
        "the quarter before": "2026-05-03..2026-08-01",
    },
    "refunds last month over the month before": {
        "last month": "2026-10-04..2026-10-31",
        "the month before": "2026-08-30..2026-10-03",
    },
    "refunds week by week through 2024": {"2024": "2024-02-04..2025-02-01"},
    "refunds through August": {"through August": "2023-01-29..2026-08-29"},
    "refunds last Tuesday vs the Monday before": {"last Tuesday": "2026-11-10..2026-11-10"},
    "on the third quarter of them": {"third quarter": "2026-08-02..2026-10-31"},
    "the second and third of them": {},
    "this fortnight": {},
    "a fortnight of refunds": {},
    "a half of refunds": {},
    "Q2's refunds": {"Q2's": "2026-05-03..2026-08-01"},
    "refunds for the quarter that was best": {},
    "refunds of the week": {},
    "the last period": {},
    "the half-year": {},
    "refunds in the run-up to June": {"June": "2026-05-31..2026-07-04"},
    "refunds up to March": {"up to March": "2023-01-29..2026-04-04"},
    "refunds in the lead up to October": {"October": "2026-10-04..2026-10-31"},
    "4 weeks to Q3": {"Q3": "2026-08-02..2026-10-31"},
    "just gone": {},
    "the day of the week": {},
    "the close of business": {},
}


@pytest.mark.parametrize("text", APART)
def test_it_finds_time_in_a_question_and_nothing_else(text: str) -> None:
    found = find_periods(text, INDEX, CLOCK)

    assert {each.text.removeprefix("on the "): days(each) for each in found} == APART[text]
    assert all(each.comparison is None for each in found)


def test_it_marks_the_period_before_so_that_it_can_be_compared() -> None:
    last, before = find_periods("refunds last quarter from the quarter before", INDEX, CLOCK)

    assert (last.follows, before.follows) == (False, True)


GRAINS = {
    "refunds, quarter wise": ("quarter wise", Unit.QUARTER, None),
    "week wise refunds": ("week wise", Unit.WEEK, None),
    "refunds year wise": ("year wise", Unit.YEAR, None),
    "refunds calendar month wise": ("calendar month wise", Unit.MONTH, "gregorian"),
}


@pytest.mark.parametrize("text", GRAINS)
def test_it_reads_a_grain(text: str) -> None:
    (mention,) = find_grains(text, INDEX)

    assert mention.grain is not None
    assert (mention.text, mention.grain.unit, mention.grain.calendar) == GRAINS[text]
    assert not mention.at_ends


ENDS = {
    "quarter-end on order units": ("quarter-end", Unit.QUARTER, None),
    "on order units at month end": ("at month end", Unit.MONTH, None),
    "year-end on order units": ("year-end", Unit.YEAR, None),
    "calendar quarter-end on order units": ("calendar quarter-end", Unit.QUARTER, "gregorian"),
    "EOQ on order units": ("EOQ", Unit.QUARTER, None),
    "EOW on order units": ("EOW", Unit.WEEK, None),
    "EOY on order units": ("EOY", Unit.YEAR, None),
    "on order units at the end of each month": ("at the end of each month", Unit.MONTH, None),
    "on order units at the close of every week": ("at the close of every week", Unit.WEEK, None),
    "at the end of each calendar quarter": (
        "at the end of each calendar quarter",
        Unit.QUARTER,
        "gregorian",
    ),
}


@pytest.mark.parametrize("text", ENDS)
def test_it_reads_what_stood_at_the_end_of_each_unit(text: str) -> None:
    (mention,) = find_grains(text, INDEX)

    assert mention.grain is not None
    assert (mention.text, mention.grain.unit, mention.grain.calendar) == ENDS[text]
    assert mention.at_ends


@pytest.mark.parametrize("text", ["on hand at the end of the month", "at the end of last quarter"])
def test_it_takes_the_end_of_one_unit_for_a_day(text: str) -> None:
    assert find_grains(text, INDEX) == ()
    assert one(text).resolved is not None
