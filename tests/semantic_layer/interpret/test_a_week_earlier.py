"""Days against the same ones a week earlier, and what an average one of them brings."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.calendars.resolve import locate
from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Period, Unit
from semantic_layer.query import ComparisonKind
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, whole_index
from tests.semantic_layer.interpret.test_binding import filters


def days(period: Period | None) -> tuple[date, date]:
    assert period is not None
    found = locate(period, whole_index(), CLOCK)
    return found.start, found.end


def november(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("orders tue vs tue lw", 10),
        ("orders Tuesday vs Tuesday last week by store", 10),
        ("orders this Tuesday vs last Tuesday", 10),
        ("orders on Tuesday compared to the same day last week", 10),
        ("orders on Thursday against the Thursday before that", 12),
        ("orders sun v last sun", 8),
        ("orders yesterday vs the same day last week", 12),
        ("orders yesterday against the same day a week earlier", 12),
        ("orders on 9 November vs the same day last week", 9),
        ("orders on November 10, 2026 vs same day the week before", 10),
    ],
)
def test_it_sets_a_day_against_the_same_one_a_week_earlier(text: str, day: int) -> None:
    query = query_of(text)
    (comparison,) = query.comparisons

    assert comparison.kind is ComparisonKind.PERIOD
    assert days(query.period) == (november(day), november(day))
    earlier = date.fromordinal(november(day).toordinal() - 7)
    assert days(comparison.period) == (earlier, earlier)
    assert filters(query) == {}


@pytest.mark.parametrize(
    "text",
    ["units last weekend vs the weekend before", "units last weekend and the weekend before that"],
)
def test_it_sets_a_weekend_against_the_one_before(text: str) -> None:
    query = query_of(text)
    (comparison,) = query.comparisons

    assert days(query.period) == (november(7), november(8))
    assert days(comparison.period) == (date(2026, 10, 31), november(1))


def test_it_knows_the_weekend_before_last() -> None:
    period = query_of("units the weekend before last by region").period

    assert days(period) == (date(2026, 10, 31), november(1))


def test_it_sets_a_day_of_the_week_against_the_same_day_last_year() -> None:
    (comparison,) = query_of("orders Tuesday vs same day last year").comparisons

    assert comparison.kind is ComparisonKind.LAST_YEAR


@pytest.mark.parametrize(
    "text",
    [
        "orders Friday vs Friday last week",  # today is a Friday, and the last one was of last week
        "orders sat vs sat lw",
        "orders on Tuesday vs orders on Tuesday last week",
        "orders on 3 November vs the same day last week",
        "orders last month and the weekend before",
        "Belts vs Belts units in May",
    ],
)
def test_it_does_not_guess_which_days_are_meant(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "unit", "weekday"),
    [
        ("units on an average day in May", Unit.DAY, None),
        ("units in a typical week in Q3", Unit.WEEK, None),
        ("what does an average day bring in units in May", Unit.DAY, None),
        ("units on an average Tuesday in Q3", Unit.DAY, "Tuesday"),
        ("average Tuesday units in Q3", Unit.DAY, "Tuesday"),
        ("average units on a Tuesday this year", Unit.DAY, "Tuesday"),
        ("units on a typical Tuesday", Unit.DAY, "Tuesday"),
    ],
)
def test_it_averages_over_one_of_many_days(text: str, unit: Unit, weekday: str | None) -> None:
    query = query_of(text)

    assert (query.metrics, query.averaged) == (("units_sold",), ("time",))
    assert query.grain is not None
    assert query.grain.unit is unit
    kept = {value for _, values in filters(query).values() for value in values}
    assert kept == ({weekday} if weekday else set())


def test_it_averages_over_the_average_store() -> None:
    assert query_of("units at the average store in May").averaged == ("store_name",)


@pytest.mark.parametrize(
    "text",
    [
        "units on an average day and total units in May",
        "units on an average weekend in May",
        "average days on hand in May",
    ],
)
def test_it_averages_over_nothing_else(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_takes_a_bare_n_for_and() -> None:
    assert query_of("units n refunds by region in May").metrics == ("units_sold", "returns_amount")
