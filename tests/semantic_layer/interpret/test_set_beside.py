"""A period set beside another is what it is compared with; no two are added up unsaid."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Named, Period, Relative, Span, Unit
from semantic_layer.query import TIME, Comparison, ComparisonKind
from tests.semantic_layer.interpret.asking import ask, query_of

LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR)
PREVIOUS = Comparison(kind=ComparisonKind.PREVIOUS_PERIOD)
THIS_YEAR, THIS_MONTH = Relative(unit=Unit.YEAR), Relative(unit=Unit.MONTH)
YEAR_TO_DATE = Relative(unit=Unit.YEAR, calendar="fiscal")  # where no period is named


def quarter(number: int) -> Named:
    return Named(unit=Unit.QUARTER, number=number)


def against(period: Period) -> Comparison:
    return Comparison(kind=ComparisonKind.PERIOD, period=period)


BESIDE = {
    "footfall this year and last year by state": (THIS_YEAR, LAST_YEAR),
    "footfall by state, this year and last": (THIS_YEAR, LAST_YEAR),
    "refunds, this year, last year": (THIS_YEAR, LAST_YEAR),
    "refunds this month and last by state": (THIS_MONTH, PREVIOUS),
    "footfall in Q1 by state, and a year earlier": (quarter(1), LAST_YEAR),
    "footfall in Q1, and what was it a year before?": (quarter(1), LAST_YEAR),
    "Q2 on Q1 growth in footfall": (quarter(2), against(quarter(1))),
    "change in footfall, Q2 over Q1": (quarter(2), against(quarter(1))),
    "footfall in Q2 as opposed to Q1": (quarter(2), against(quarter(1))),
    "footfall in Q2 set against Q1": (quarter(2), against(quarter(1))),
    "footfall in Q2, measured against Q1": (quarter(2), against(quarter(1))),
    "footfall in Q2 next to Q1": (quarter(2), against(quarter(1))),
    "footfall in Q2 alongside Q1": (quarter(2), against(quarter(1))),
    "footfall in Q2 against Q2 a year earlier": (quarter(2), LAST_YEAR),
    "Q2 footfall, Q2 last year": (quarter(2), LAST_YEAR),
    "footfall in Q2 by state and in Q2 last year": (quarter(2), LAST_YEAR),
    "footfall in Q2 in contrast to Q1": (quarter(2), against(quarter(1))),
    "growth of footfall in Q2 against the year-ago quarter": (quarter(2), LAST_YEAR),
    "footfall in Q2 versus the prior-year period": (quarter(2), LAST_YEAR),
    "has footfall gone up or down since last year": (YEAR_TO_DATE, LAST_YEAR),
    "have refunds improved since last month": (
        THIS_MONTH,
        against(Relative(unit=Unit.MONTH, offset=-1)),
    ),
}


@pytest.mark.parametrize("text", BESIDE)
def test_it_compares_with_what_is_set_beside(text: str) -> None:
    query = query_of(text)

    (comparison,) = query.comparisons
    found = comparison.model_copy(update={"show": LAST_YEAR.show})
    assert (query.period, found) == BESIDE[text]


NOT_COMPARED = {
    "footfall in the thirteen weeks of Q2": quarter(2),
    "footfall for the four weeks of fiscal May": Named(
        unit=Unit.MONTH, month_of=5, year_of="calendar"
    ),
    "footfall since last month by week": Span(start=Relative(unit=Unit.MONTH, offset=-1)),
    "footfall in the first three quarters": Span(start=quarter(1), end=quarter(3)),
    "footfall over the fiscal year": THIS_YEAR,
    "footfall in each quarter of the fiscal year": THIS_YEAR,
    "footfall since the start of the fiscal year": Span(start=THIS_YEAR),
}


@pytest.mark.parametrize("text", NOT_COMPARED)
def test_a_stretch_stays_a_stretch(text: str) -> None:
    query = query_of(text)

    assert (query.period, query.comparisons) == (NOT_COMPARED[text], ())


@pytest.mark.parametrize(
    "text",
    [
        "footfall this year and last May",
        "footfall in Q1 and last",
        "footfall for the seven weeks of May",
        "our 5 largest doors by footfall last year: how have they done this year",
    ],
)
def test_it_guesses_no_period_that_is_half_said(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_the_months_of_a_year_are_listed() -> None:
    query = query_of("in which months of fiscal 2024 were we short of plan")

    assert query.grain is not None
    assert (query.grain.unit, query.metrics) == (Unit.MONTH, ("sales_vs_plan",))


def test_the_shares_of_several_periods_are_of_each() -> None:
    query = query_of("units share by marque in Q1 and Q2")

    assert query.grain is not None
    assert (query.grain.unit, query.shares[0].of) == (Unit.QUARTER, (TIME,))


@pytest.mark.parametrize(
    "text", ["share of units by marque, Q1 vs last year", "channel mix of orders, May versus April"]
)
def test_it_gives_no_share_beside_a_value_for_its_change(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_a_share_may_stand_beside_what_is_compared() -> None:
    query = query_of("units by marque, Q1 vs last year, with share of total")

    assert (len(query.comparisons), len(query.shares)) == (1, 1)
