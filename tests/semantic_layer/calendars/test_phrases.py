"""English time expressions, anywhere in a question."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.phrases import PeriodMention, find_grains, find_periods
from semantic_layer.period import Unit
from semantic_layer.query import Basis, ComparisonKind
from tests.semantic_layer.calendars.retailers import CLOCK, INDEX, index_with

CORPUS = Path(__file__).parents[2] / "corpora/questions/time_expressions.jsonl"
EXPRESSIONS = [json.loads(line) for line in CORPUS.read_text().splitlines()]


def one(text: str) -> PeriodMention:
    found = find_periods(text, INDEX, CLOCK)
    assert len(found) == 1, [mention.text for mention in found]
    return found[0]


def days(mention: PeriodMention) -> str:
    resolved = mention.resolved
    return f"{resolved.start}..{resolved.end}" if resolved else "none"


def compared_days(mention: PeriodMention) -> str | None:
    if mention.comparison is None or mention.period is None or mention.resolved is None:
        return None
    found = compare_period(mention.comparison, mention.period, mention.resolved, INDEX, CLOCK)
    return f"{found.period.start}..{found.period.end}"


@pytest.mark.parametrize("expected", EXPRESSIONS, ids=lambda entry: entry["text"])
def test_it_reads_an_expression_to_the_day(expected: dict[str, Any]) -> None:
    mention = one(expected["text"])
    resolved = mention.resolved

    assert resolved is not None
    assert mention.text == expected["text"]
    assert days(mention) == f"{expected['start']}..{expected['end']}"
    assert resolved.unit == expected["grain"]
    assert resolved.calendar == expected["calendar"]
    assert resolved.complete == expected["complete"]
    wanted = None
    if "comparison_start" in expected:
        wanted = f"{expected['comparison_start']}..{expected['comparison_end']}"
    assert compared_days(mention) == wanted


PERIODS = {
    "since the beginning of the year": "2026-02-01..2026-11-12",
    "so far this year": "2026-02-01..2026-11-12",
    "month-to-date": "2026-11-01..2026-11-12",
    "this month so far": "2026-11-01..2026-11-12",
    "YTD last year": "2025-02-02..2025-11-13",
    "LY YTD": "2025-02-02..2025-11-13",
    "rest of the year": "2026-11-13..2027-01-30",
    "a rolling 4 weeks": "2026-10-16..2026-11-12",
    "R12": "2025-11-02..2026-10-31",
    "L13W": "2026-08-09..2026-11-07",
    "past 3 months": "2026-08-13..2026-11-12",
    "rolling 4 weeks": "2026-10-16..2026-11-12",
    "last couple of weeks": "2026-10-25..2026-11-07",
    "the last fifty-two weeks": "2025-11-09..2026-11-07",
    "three weeks ago": "2026-10-18..2026-10-24",
    "2 days ago": "2026-11-11..2026-11-11",
    "most recent week": "2026-11-01..2026-11-07",
    "FY25 Q3": "2025-08-03..2025-11-01",
    "3Q25": "2025-08-03..2025-11-01",
    "Q3'25": "2025-08-03..2025-11-01",
    "2025 Q3": "2025-08-03..2025-11-01",
    "last year's Q3": "2025-08-03..2025-11-01",
    "Q3 last year": "2025-08-03..2025-11-01",
    "H1 2025": "2025-02-02..2025-08-02",
    "first half of last year": "2025-02-02..2025-08-02",
    "2025 week 12": "2025-04-20..2025-04-26",
    "weeks 36-40 of 2026": "2026-10-04..2026-11-07",
    "P9 2025": "2025-10-05..2025-11-01",
    "calendar month 9": "2026-09-01..2026-09-30",
    "January": "2026-01-04..2026-01-31",
    "January 2026": "2026-01-04..2026-01-31",
    "fiscal January 2026": "2027-01-03..2027-01-30",
    "January of fiscal 2026": "2027-01-03..2027-01-30",
    "October last year": "2025-10-05..2025-11-01",
    "first 2 weeks of October": "2026-10-04..2026-10-17",
    "last two weeks of Q3": "2026-10-18..2026-10-31",
    "end of October": "2026-10-31..2026-10-31",
    "week of Oct 4": "2026-10-04..2026-10-10",
    "week ending 10/10/2026": "2026-10-04..2026-10-10",
    "Thanksgiving week 2025": "2025-11-23..2025-11-29",
    "Black Friday last year": "2025-11-28..2025-11-28",
    "4th of July": "2026-07-04..2026-07-04",
    "last holiday season": "2025-11-02..2026-01-03",
    "21st of October": "2026-10-21..2026-10-21",
    "10/21/2026": "2026-10-21..2026-10-21",
    "Oct 1-15, 2026": "2026-10-01..2026-10-15",
    "1 to 15 October 2026": "2026-10-01..2026-10-15",
    "between 10/1 and 10/15": "2026-10-01..2026-10-15",
    "December 20, 2025 to January 5": "2025-12-20..2026-01-05",
    "Nov 2025 to Jan 2026": "2025-11-02..2026-01-31",
    "November to January": "2025-11-02..2026-01-31",
    "Jan-Mar 2026": "2026-01-04..2026-04-04",
    "from March on": "2026-03-01..2026-11-12",
    "before October": "2023-01-29..2026-10-03",
    "up to last week": "2023-01-29..2026-11-07",
    "since Labor Day": "2026-09-07..2026-11-12",
    "between Thanksgiving and Christmas 2025": "2025-11-27..2025-12-25",
    "for the month of October": "2026-10-04..2026-10-31",
    "2026-10": "2026-10-04..2026-10-31",
    "10/2026": "2026-10-04..2026-10-31",
    "2023-2025": "2023-01-29..2026-01-31",
    "financial year 2025": "2025-02-02..2026-01-31",
    "Q4 to date": "2026-11-01..2026-11-12",
    "prior year to date": "2025-02-02..2025-11-13",
    "Saturday, November 7": "2026-11-07..2026-11-07",
    "from the 1st to the 7th of November 2026": "2026-11-01..2026-11-07",
    "2023, 2024 and 2025": "2023-01-29..2026-01-31",
    "Q1, Q2 and Q3 2025": "2025-02-02..2025-11-01",
    "October and September": "2026-08-30..2026-10-31",
    "Holiday season last year (fiscal November and December": "2025-11-02..2026-01-03",
    "in may": "2026-05-03..2026-05-30",
    "May": "2026-05-03..2026-05-30",
}


@pytest.mark.parametrize("text", PERIODS)
def test_it_reads_a_period(text: str) -> None:
    mention = one(text)

    assert (mention.text, days(mention)) == (text, PERIODS[text])
    assert mention.comparison is None


COMPARED = {
    "Q3 2025 vs Q2": ("2025-08-03..2025-11-01", "2025-05-04..2025-08-02"),
    "Q1 2026 vs Q4": ("2026-02-01..2026-05-02", "2025-11-02..2026-01-31"),
    "Q3 2025 vs 2024": ("2025-08-03..2025-11-01", "2024-08-04..2024-11-02"),
    "October 2025 vs 2024": ("2025-10-05..2025-11-01", "2024-10-06..2024-11-02"),
    "Black Friday 2025 vs 2024": ("2025-11-28..2025-11-28", "2024-11-29..2024-11-29"),
    "last holiday season compared with the holiday season before": (
        "2025-11-02..2026-01-03",
        "2024-11-03..2025-01-04",
    ),
    "holiday season 2024 vs 2023": ("2024-11-03..2025-01-04", "2023-10-29..2023-12-30"),
    "2024 against 2023": ("2024-02-04..2025-02-01", "2023-01-29..2024-02-03"),
    "this month vs last month": ("2026-11-01..2026-11-12", "2026-10-04..2026-10-15"),
    "MTD versus October": ("2026-11-01..2026-11-12", "2026-10-04..2026-10-15"),
    "TY vs LY": ("2026-02-01..2026-11-12", "2025-02-02..2025-11-13"),
    "last year vs the year before": ("2025-02-02..2026-01-31", "2024-02-04..2025-02-01"),
    "last quarter vs the same quarter a year ago": (
        "2026-08-02..2026-10-31",
        "2025-08-03..2025-11-01",
    ),
    "this October vs last October": ("2026-10-04..2026-10-31", "2025-10-05..2025-11-01"),
    "last year vs two years ago": ("2025-02-02..2026-01-31", "2024-02-04..2025-02-01"),
    "Q4 so far vs last year": ("2026-11-01..2026-11-12", "2025-11-02..2025-11-13"),
    "last week, compared with last year": ("2026-11-01..2026-11-07", "2025-11-02..2025-11-08"),
    "YTD vs the same dates last year": ("2026-02-01..2026-11-12", "2025-02-01..2025-11-12"),
    "last 4 weeks vs prior 4 weeks": ("2026-10-11..2026-11-07", "2026-09-13..2026-10-10"),
    "Q1 2024 vs same week number last year": (
        "2024-02-04..2024-05-04",
        "2023-01-29..2023-04-29",
    ),
}


@pytest.mark.parametrize("text", COMPARED)
def test_it_reads_a_period_and_its_comparison(text: str) -> None:
    mention = one(text)

    assert (mention.text, days(mention), compared_days(mention)) == (text, *COMPARED[text])


IN_QUESTIONS = {
    "LW vs LY net sales by region": ["LW vs LY"],
    "year to date net sales growth over last year by channel": ["year to date", "over last year"],
    "orders between Oct 1 and Oct 15 2026 per channel": ["between Oct 1 and Oct 15 2026"],
    "net sales growth over the last 13 weeks": ["over the last 13 weeks"],
    "was fiscal 2024 really worse than 2023?": ["fiscal 2024", "than 2023"],
    "change in returns from September to October": ["from September to October"],
    "weekly growth from Q2 to Q3": ["from Q2 to Q3"],
    "compare sales in September and October": ["in September and October"],
    "what % of sales on Black Friday": ["on Black Friday"],
    "products launched since Jan 1, 2026 with a price over $50: sales ytd": [
        "since Jan 1, 2026",
        "ytd",
    ],
    "stores with more than 2024 units": [],
    "top 2025 products": [],
    "may I see sales": [],
    "how may sales differ": [],
    "what is the next best thing to march to": [],
    "next December": [],
    "the week before Christmas": [],
    "vs two years ago": [],
    "yesterday vs the week before": ["yesterday"],
    "October 32": [],
    "Oct-25": [],
    "Monday Nov 1 2026": [],
    "Monday sales last week": ["last week"],
    "App vs Store last week": ["last week"],
    "weeks of supply by department": [],
    "price over 50 and 24/7 support": [],
    "delete the last order of store 101": [],
}


@pytest.mark.parametrize("text", IN_QUESTIONS)
def test_it_finds_time_in_a_question_and_nothing_else(text: str) -> None:
    assert [mention.text for mention in find_periods(text, INDEX, CLOCK)] == IN_QUESTIONS[text]


@pytest.mark.parametrize(
    ("text", "kind", "basis", "implied"),
    [
        ("vs last year?", ComparisonKind.LAST_YEAR, None, None),
        ("sales YoY", ComparisonKind.LAST_YEAR, None, None),
        ("year-over-year growth", ComparisonKind.LAST_YEAR, None, None),
        ("sales y/y", ComparisonKind.LAST_YEAR, None, None),
        ("over the same days last year", ComparisonKind.LAST_YEAR, Basis.LIKE_FOR_LIKE, None),
        ("vs last year, holiday-aligned", ComparisonKind.LAST_YEAR, Basis.EVENT, None),
        ("sales versus last week", ComparisonKind.PERIOD, None, Unit.WEEK),
        ("against the previous quarter", ComparisonKind.PREVIOUS_PERIOD, None, Unit.QUARTER),
        ("sales week over week", ComparisonKind.PREVIOUS_PERIOD, None, Unit.WEEK),
        ("vs prior period", ComparisonKind.PREVIOUS_PERIOD, None, None),
    ],
)
def test_it_reads_a_comparison_alone(
    text: str, kind: ComparisonKind, basis: Basis | None, implied: Unit | None
) -> None:
    mention = one(text)

    assert mention.period is None
    assert mention.comparison is not None
    assert (mention.comparison.kind, mention.comparison.basis) == (kind, basis)
    assert (mention.implied.unit if mention.implied else None) == implied  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["rest of ", "the end of ", "first week of ", "Q1, ", "from "])
def test_it_survives_endless_phrases(words: str) -> None:
    found = find_periods(words * 2000, INDEX, CLOCK)

    assert all(mention.end <= 2000 for mention in found)


def test_it_tells_later_from_earlier_in_a_change() -> None:
    mention = one("difference in margin between Q2 and Q3")

    assert (days(mention), compared_days(mention)) == (
        "2026-08-02..2026-10-31",
        "2026-05-03..2026-08-01",
    )


@pytest.mark.parametrize("text", ["sell-through last week", "sell through last week"])
def test_what_is_sold_through_begins_no_range(text: str) -> None:
    assert one(text).text == "last week"


def test_it_marks_a_holiday_so_that_a_promotion_of_that_name_can_be_weighed() -> None:
    assert one("units for Black Friday 2025").holiday == "Black Friday"
    assert one("units last week").holiday is None


def test_it_marks_a_period_that_follows_the_turn_before() -> None:
    assert one("same thing for the week before").follows
    assert not one("last week").follows


@pytest.mark.parametrize("text", ["week 53 of 2025", "from 2026-03-02 to 2026-03-01"])
def test_it_keeps_a_period_without_days_so_that_it_is_refused_by_its_name(text: str) -> None:
    mention = one(text)

    assert (mention.text, mention.resolved) == (text, None)
    assert mention.period is not None


def test_it_marks_a_period_that_counts_units() -> None:
    assert one("last 13 weeks").grain_word
    assert one("fiscal 2023 to fiscal 2025").grain_word
    assert not one("last week").grain_word


def test_it_reads_the_other_calendar_where_the_default_is_gregorian() -> None:
    index = index_with("gregorian")
    plain, fiscal = (
        find_periods(text, index, CLOCK)[0].resolved for text in ("October", "fiscal October")
    )

    assert plain is not None
    assert (plain.start, plain.calendar) == (date(2026, 10, 1), "gregorian")
    assert fiscal is not None
    assert (fiscal.start, fiscal.calendar) == (date(2026, 10, 4), "fiscal")


GRAINS = {
    "weekly net sales": ("weekly", Unit.WEEK, None),
    "by calendar quarter": ("by calendar quarter", Unit.QUARTER, "gregorian"),
    "by fiscal month": ("by fiscal month", Unit.MONTH, None),
    "sales each week": ("each week", Unit.WEEK, None),
    "sales for every day": ("for every day", Unit.DAY, None),
    "by region and month": ("and month", Unit.MONTH, None),
    "month by month": ("month by month", Unit.MONTH, None),
    "on a monthly basis": ("on a monthly basis", Unit.MONTH, None),
    "sales per yr": ("per yr", Unit.YEAR, None),
    "sales trend": ("trend", None, None),
    "sales over time": ("over time", None, None),
}


@pytest.mark.parametrize("text", GRAINS)
def test_it_reads_a_grain(text: str) -> None:
    (mention,) = find_grains(text, INDEX)
    words, unit, calendar = GRAINS[text]

    assert mention.text == words
    assert (mention.grain.unit if mention.grain else None) == unit
    assert (mention.grain.calendar if mention.grain else None) == calendar


@pytest.mark.parametrize(
    "text", ["by day of the week", "by week 40", "weeks of supply", "by region, last week"]
)
def test_it_finds_no_grain_in_other_words_of_time(text: str) -> None:
    assert find_grains(text, INDEX) == ()


COUNTS = st.integers(1, 120)


@given(count=COUNTS, before=st.sampled_from(["sales ", "show me units by store, "]))
def test_it_counts_days_and_weeks_back_from_today(count: int, before: str) -> None:
    by_day, by_week = (one(f"{before}last {count} {unit}") for unit in ("days", "weeks"))
    sunday = date(2026, 11, 8)

    assert days(by_day) == f"{CLOCK.today - timedelta(days=count)}..{CLOCK.watermark}"
    assert days(by_week) == f"{sunday - timedelta(weeks=count)}..{sunday - timedelta(days=1)}"


FORMATS = ("%Y-%m-%d", "%B %d, %Y", "%b %d %Y", "%d %b %Y", "%m/%d/%Y", "%d of %B %Y", "%Y/%m/%d")


@given(
    start=st.dates(min_value=date(2023, 2, 1), max_value=date(2026, 3, 1)),
    length=st.integers(1, 200),
    style=st.sampled_from(FORMATS),
    join=st.sampled_from(["{} to {}", "between {} and {}", "from {} through {}", "{} - {}"]),
)
def test_it_reads_written_dates_in_every_usual_form(
    start: date, length: int, style: str, join: str
) -> None:
    end = start + timedelta(days=length)
    text = "units " + join.format(start.strftime(style), end.strftime(style)) + " by store"

    assert days(one(text)) == f"{start}..{end}"


SOUP = (
    "last this next week weeks of 2025 Q3 fiscal calendar october may 40 53 99 to and between vs "
    "year before the month since from , - first 31 feb thanksgiving FY25 999 0 9999-99-99 1/1 ' "
    "ytd ago day rest end compare growth over by ( ) 2026-02-30 holiday season"
)
WORDS = st.sampled_from(SOUP.split())


@settings(max_examples=300, deadline=None)
@given(words=st.lists(WORDS, max_size=14), noise=st.text(max_size=20))
def test_it_survives_any_words(words: list[str], noise: str) -> None:
    text = " ".join(words) + noise

    found = find_periods(text, INDEX, CLOCK)

    assert all(mention.text == text[mention.start : mention.end] for mention in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(mention.period or mention.comparison for mention in found)
    for mention in find_grains(text, INDEX):
        assert mention.text == text[mention.start : mention.end]
