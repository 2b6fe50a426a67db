"""Days up to which a year counts, and names and percentages that are their own."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.calendars.resolve import resolve
from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Holiday, Relative, Span, Unit
from semantic_layer.query import Filter, FilterOp
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, whole_index


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("cumulative net sales for the year by state as of the end of June", Unit.YEAR),
        ("year to date refunds by state as of 9 September", Unit.YEAR),
        ("refunds for the quarter to date by state as of the end of last week", Unit.QUARTER),
    ],
)
def test_it_counts_a_unit_that_goes_on_up_to_a_day(text: str, unit: Unit) -> None:
    query = query_of(text)

    assert isinstance(query.period, Span)
    assert query.period.start == Relative(unit=unit)
    assert query.period.end is not None
    assert query.dimensions == ("state",)


@pytest.mark.parametrize(
    "text",
    [
        "refunds this year by state as of 9 September 2024",
        "refunds this month by state as of 9 September",
    ],
)
def test_it_declines_a_day_outside_the_unit(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("refunds last year by state as of 9 September", (date(2025, 2, 2), date(2025, 9, 9))),
        ("as of 30 June, footfall last year by state", (date(2025, 2, 2), date(2025, 6, 30))),
        ("payroll in 2024 as of 1 August", (date(2024, 2, 4), date(2024, 8, 1))),
        ("footfall last quarter as of 10 September", (date(2026, 8, 2), date(2026, 9, 10))),
        ("refunds last year through 9 September", (date(2025, 2, 2), date(2025, 9, 9))),
        ("refunds through 9 September last year", (date(2025, 2, 2), date(2025, 9, 9))),
        ("footfall until the end of May last year", (date(2025, 2, 2), date(2025, 5, 31))),
        ("payroll 2025 through 9 September", (date(2025, 2, 2), date(2025, 9, 9))),
        ("refunds from last year through September", (date(2025, 2, 2), date(2026, 10, 3))),
    ],
)
def test_it_counts_a_past_unit_up_to_a_day_in_it(text: str, days: tuple[date, date]) -> None:
    query = query_of(text)

    assert query.period is not None
    found = resolve(query.period, whole_index(), CLOCK)
    assert (found.start, found.end) == days


@pytest.mark.parametrize("text", ["stock on hand units last year as of 9 September"])
def test_it_looks_at_a_stock_on_that_day(text: str) -> None:
    query = query_of(text)

    assert query.period is not None
    found = resolve(query.period, whole_index(), CLOCK)
    assert (found.start, found.end) == (date(2025, 9, 9), date(2025, 9, 9))


@pytest.mark.parametrize(
    "text",
    [
        "refunds last year as of 15 January",
        "refunds and on hand units last year as of 9 September",
        "refunds last month as at the 20th",
    ],
)
def test_it_declines_a_number_over_days_of_one_moment(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("before", "days"),
    [
        ("refunds last year by state", (date(2025, 2, 2), date(2025, 9, 9))),
        ("footfall last quarter", (date(2026, 8, 2), date(2026, 9, 9))),
    ],
)
def test_it_counts_what_was_shown_up_to_a_day_in_it(before: str, days: tuple[date, date]) -> None:
    query = query_of("as of 9 September", query_of(before))

    assert query.period is not None
    found = resolve(query.period, whole_index(), CLOCK)
    assert (found.start, found.end) == days


def test_it_declines_a_day_outside_what_was_shown() -> None:
    assert isinstance(ask("as of 9 September", previous=query_of("refunds last week")), Refusal)


def promotions(text: str) -> set[object]:
    return {
        value
        for each in query_of(text).filters
        if each.dimension == "promotion_name"
        for value in each.values
    }


@pytest.mark.parametrize("text", ["refunds in the Memorial Day Sale", "Memorial Day Sale orders"])
def test_it_takes_a_name_that_begins_with_a_day_for_what_is_called_so(text: str) -> None:
    assert "Memorial Day Sale 2024" in promotions(text)
    assert not isinstance(query_of(text).period, Holiday)


@pytest.mark.parametrize(
    "text", ["Memorial Day sales", "Labor Day orders", "Labor Day sale", "orders on Memorial Day"]
)
def test_it_takes_a_day_for_itself(text: str) -> None:
    assert promotions(text) == set()
    assert isinstance(query_of(text).period, Holiday)


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("refunds of promotions with a discount of 35 per cent or more", FilterOp.GTE, 35),
        ("orders by promotion with a discount under 15%", FilterOp.LT, 15),
    ],
)
def test_it_limits_a_percentage_that_the_noun_has_itself(
    text: str, op: FilterOp, value: int
) -> None:
    query = query_of(text)

    assert Filter(dimension="discount_pct", op=op, values=(value,)) in query.filters
    assert query.thresholds == ()


@pytest.mark.parametrize(
    "text", ["states with discounts over 15%", "promotions with discounts under $900"]
)
def test_it_limits_the_number_where_the_noun_has_none(text: str) -> None:
    query = query_of(text)

    assert query.filters == ()
    assert len(query.thresholds) == 1
