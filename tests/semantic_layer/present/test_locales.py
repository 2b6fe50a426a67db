"""Numbers and days by the custom of a language; the words stay English."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.present import draw, present
from semantic_layer.present.formats import say_number, write_day, write_number, write_tick
from semantic_layer.query import Show
from tests.semantic_layer.answers import larkfield_index
from tests.semantic_layer.present.results import compiled, table


def column(unit: str | None, show: Show | None = None) -> ResultColumn:
    return ResultColumn("n", "N", "metric", "number", unit, show=show)


@pytest.mark.parametrize(
    ("number", "unit", "english", "german"),
    [
        (1234.5, "USD", "$1,234.50", "1.234,50 $"),
        (-1234.5, "EUR", "−€1,234.50", "−1.234,50 €"),
        (0.5125, "fraction", "51.25%", "51,25 %"),
        (1234567.0, "units", "1,234,567.00", "1.234.567,00"),
    ],
)
def test_a_cell(number: float, unit: str, english: str, german: str) -> None:
    assert write_number(number, column(unit), 2, "en_US") == english
    assert write_number(number, column(unit), 2, "de_DE").replace("\xa0", " ") == german


@pytest.mark.parametrize(
    ("number", "unit", "english", "german"),
    [
        (12_500.0, "EUR", "€12.5K", "12.500 €"),
        (1_250_000.0, "EUR", "€1.25M", "1,25 Mio. €"),
        (0.025, "fraction", "2.5%", "2,5 %"),
        (50_000.0, "units", "50K", "50.000"),
        (0.5, "ratio", "0.5", "0,5"),
        (-20.0, "USD", "−$20", "−20 $"),
    ],
)
def test_a_tick(number: float, unit: str, english: str, german: str) -> None:
    assert write_tick(number, column(unit), "en_US") == english
    assert write_tick(number, column(unit), "de_DE").replace("\xa0", " ") == german


def test_a_number_in_a_sentence() -> None:
    assert say_number(1_250_000.0, column("EUR"), "en_US") == "€1.25M"
    assert say_number(1_250_000.0, column("EUR"), "de_DE").replace("\xa0", " ") == "1,25 Mio. €"
    assert say_number(-0.012, column("fraction", Show.CHANGE), "de_DE") == "−1,2 points"


@pytest.mark.parametrize(
    ("pattern", "english", "german"),
    [
        ("d MMM y", "2 Oct 2026", "2. Okt. 2026"),
        ("d MMM", "2 Oct", "2. Okt."),
        ("MMM y", "Oct 2026", "Okt. 2026"),
        ("MMMM y", "October 2026", "Oktober 2026"),
        ("EEE d MMM y", "Fri 2 Oct 2026", "Fr., 2. Okt. 2026"),
        ("EEEE d MMMM", "Friday 2 October", "Fr., 2. Oktober"),
    ],
)
def test_a_day(pattern: str, english: str, german: str) -> None:
    assert write_day(date(2026, 10, 2), pattern, "en_US") == english
    assert write_day(date(2026, 10, 2), pattern, "de_DE") == german


def test_a_whole_answer() -> None:
    query: dict[str, Any] = {"metrics": ["net_sales"], "grain": {"unit": "month"}}
    of = compiled(query)
    rows = [(date(2026, 8, 2), 1234.5), (date(2026, 8, 30), 2345.5)]

    shown = present(table(of, rows), of, larkfield_index(), "de_DE")

    assert shown.cells[1] == ("September 2026", "2.346\xa0$")
    assert "2.345,50\xa0$" in shown.narrative or "2.346\xa0$" in shown.narrative
    chart = draw(shown.result, "de_DE")
    assert chart is not None
    assert "1.000\\u00a0$" in chart["encoding"]["y"]["axis"]["labelExpr"]
