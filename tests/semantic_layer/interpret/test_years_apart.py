"""A year that stands apart from its period is the year of the period."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Holiday, Named, Season, Unit, WeekOf
from semantic_layer.query import ComparisonKind
from tests.semantic_layer.interpret.asking import ask, query_of

LAST_YEAR = -1
PERIODS = {
    "Q4 refunds by state last year": Named(unit=Unit.QUARTER, number=4, year_offset=LAST_YEAR),
    "last year's refunds by state in Q4": Named(unit=Unit.QUARTER, number=4, year_offset=LAST_YEAR),
    "Boxing Day refunds by state last year": Holiday(name="Boxing Day", year_offset=LAST_YEAR),
    "peak season refunds by state last year": Season(name="holiday season", year_offset=LAST_YEAR),
    "Father's Day week refunds by state last year": WeekOf(
        unit=Unit.WEEK, of=Holiday(name="Father's Day", year_offset=LAST_YEAR)
    ),
    "refunds in fiscal 2024 by state in Q4": Named(unit=Unit.QUARTER, number=4, year=2024),
}


@pytest.mark.parametrize("text", PERIODS)
def test_it_puts_the_period_into_the_year(text: str) -> None:
    found, wanted = query_of(text).period, PERIODS[text]

    assert found is not None
    assert found.model_dump(exclude={"calendar"}) == wanted.model_dump(exclude={"calendar"})


def test_the_year_before_is_that_of_the_period() -> None:
    query = query_of("Boxing Day refunds by state last year vs the year before")

    assert query.period == Holiday(name="Boxing Day", year_offset=LAST_YEAR)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.LAST_YEAR]


def test_it_joins_no_year_that_is_asked_for_beside() -> None:
    assert isinstance(ask("refunds in Q4 and last year"), Refusal)
