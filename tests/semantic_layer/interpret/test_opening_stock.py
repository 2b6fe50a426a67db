"""What stood when a period began, and what is told of a stock at a period's end."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.calendars.resolve import locate
from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, whole_index


@pytest.mark.parametrize(
    "text",
    [
        "opening stock in May by region, in units",
        "beginning stock of May by region, in units",
        "units on hand at the start of May by region",
        "units on hand at the beginning of May by region",
        "opening stock in May, i.e. at the close of May 2, by region, in units",
    ],
)
def test_it_takes_the_number_that_the_model_counts_at_an_opening(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("opening_on_hand_units",), ("region",))
    days = locate(query.period, whole_index(), CLOCK) if query.period else None
    assert days is not None
    assert (days.start, days.end) == (date(2026, 5, 3), date(2026, 5, 30))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("opening inventory value in May", date(2026, 5, 2)),
        ("opening inventory value of the quarter", date(2026, 10, 31)),
        ("starting inventory value last month", date(2026, 10, 3)),
        ("inventory value at the start of Q2", date(2026, 5, 2)),
        ("inventory value as of the beginning of the year", date(2026, 1, 31)),
    ],
)
def test_it_takes_the_stock_of_the_day_before_where_the_model_counts_none(
    text: str, day: date
) -> None:
    query = query_of(text)

    assert query.metrics == ("inventory_value",)
    days = locate(query.period, whole_index(), CLOCK) if query.period else None
    assert days is not None
    assert (days.start, days.end) == (day, day)


@pytest.mark.parametrize("ends", ["at the end of May", "at the close of May", "at May's end"])
def test_a_rate_of_sale_at_the_end_of_a_month_is_of_that_month(ends: str) -> None:
    assert query_of(f"sell-through by category {ends}") == query_of(
        "sell-through by category in May"
    )


@pytest.mark.parametrize(
    "text",
    [
        "opening stock in May, i.e. at the close of May 20, in units",
        "opening inventory value",
        "opening inventory value and net sales in May",
        "opening inventory value by week in Q2",
        "refunds at the start of May",
        "opening refunds in May",
        "stock turns at the end of May",
    ],
)
def test_it_does_not_guess_what_opened_when(text: str) -> None:
    assert isinstance(ask(text), Refusal)
