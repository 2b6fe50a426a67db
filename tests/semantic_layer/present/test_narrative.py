"""Sentences: what they say, and that they make up no number."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semantic_layer.present.formats import say_number
from tests.semantic_layer.present.results import (
    CHANGE,
    GROWTH,
    LAST_YEAR,
    THIS_MONTH,
    compiled,
    presented,
)

Case = tuple[dict[str, Any], list[tuple[Any, ...]], str]

OUTLET = {"metric": "net_sales", "part": [{"dimension": "store_format", "values": ["Outlet"]}]}
HAD_RETURNS = {
    "metrics": ["returns_amount"],
    "dimensions": ["store_name"],
    "thresholds": [{"metric": "returns_amount", "op": "gt", "values": [0.0]}],
    "period": {"kind": "relative", "unit": "week", "offset": -1},
}

CASES: dict[str, Case] = {
    "one number": (
        {"metrics": ["net_sales"]},
        [(4_712_345.6,)],
        "Net sales were $4.71M in fiscal Q3 2026.",
    ),
    "one number, grown": (
        {"metrics": ["net_sales"], "comparisons": [GROWTH]},
        [(123_456.0, 119_397.0, 0.034)],
        "Net sales were $123,456 in fiscal Q3 2026, 3.4% above the comparable days of last year "
        "($119,397).",
    ),
    "one number, shrunk": (
        {"metrics": ["net_sales"], "comparisons": [CHANGE]},
        [(1_000.0, 1_250.0, -250.0)],
        "Net sales were $1,000 in fiscal Q3 2026, $250.00 below the comparable days of last year "
        "($1,250).",
    ),
    "a rate changes in points": (
        {"metrics": ["gross_margin_rate"], "comparisons": [CHANGE]},
        [(0.571, 0.559, 0.012)],
        "Gross margin rate was 57.1% in fiscal Q3 2026, 1.2 points above the comparable days of "
        "last year (55.9%).",
    ),
    "none without": (
        {
            "metrics": ["net_sales"],
            "dimensions": ["store_name"],
            "filters": [{"dimension": "store_name", "op": "not_in", "members": HAD_RETURNS}],
        },
        [],
        "There is no store without returns amount in the time asked for.",
    ),
    "a comparison alone": (
        {"metrics": ["units_sold"], "comparisons": [{"kind": "previous_period"}]},
        [(1_234, 1_100)],
        "Units sold were 1,234 units in fiscal Q3 2026, against 1,100 units for the previous "
        "quarter.",
    ),
    "no change to speak of": (
        {"metrics": ["net_sales"], "comparisons": [GROWTH]},
        [(1_000.0, 1_000.0, 0.0001)],
        "Net sales were $1,000 in fiscal Q3 2026, level with the comparable days of last year "
        "($1,000).",
    ),
    "a negative number": (
        {"metrics": ["net_sales_after_returns"]},
        [(-2_345_678.0,)],
        "Net sales after returns were −$2.35M in fiscal Q3 2026.",
    ),
    "several metrics": (
        {"metrics": ["orders", "weeks_of_supply"]},
        [(6_717, 12.34)],
        "Orders were 6,717 in fiscal Q3 2026. Weeks of supply were 12.3 weeks.",
    ),
    "against a comparison without data": (
        {"metrics": ["net_sales"], "comparisons": [LAST_YEAR]},
        [(10.0, None)],
        "Net sales were $10.00 in fiscal Q3 2026, with no value for the comparable days of last "
        "year.",
    ),
    "no value": (
        {"metrics": ["average_order_value"]},
        [(None,)],
        "There is no value of average order value in fiscal Q3 2026.",
    ),
    "no rows": (
        {"metrics": ["net_sales", "orders"], "dimensions": ["region"]},
        [],
        "There are no rows for net sales and orders in fiscal Q3 2026.",
    ),
    "written dates": (
        {
            "metrics": ["net_sales"],
            "period": {"kind": "dates", "start": "2026-10-01", "end": "2026-10-15"},
        },
        [(10.0,)],
        "Net sales were $10.00 from 1 to 15 October 2026.",
    ),
    "a day": (
        {
            "metrics": ["average_order_value"],
            "period": {"kind": "day", "offset": -1},
            "comparisons": [GROWTH],
        },
        [(103.13, 99.98, 0.0315)],
        "Average order value was $103.13 on 12 November 2026, 3.2% above the comparable day of "
        "last year ($99.98).",
    ),
    "groups": (
        {"metrics": ["net_sales"], "dimensions": ["region"]},
        [("Midwest", 5.0), ("West", 9.0), ("Southeast", 7.5)],
        "In fiscal Q3 2026, net sales were highest for West, at $9.00, and lowest for Midwest, at "
        "$5.00.",
    ),
    "the share of a part": (
        {"metrics": ["net_sales"], "shares": [OUTLET]},
        [(250_000.0, 0.125, 2_000_000.0)],
        "Net sales where Store format is Outlet were $250,000 in fiscal Q3 2026. Net sales, share "
        "where Store format is Outlet was 12.5%. Net sales in all were $2M.",
    ),
    "groups with the share of a part": (
        {"metrics": ["net_sales"], "dimensions": ["season"], "shares": [OUTLET]},
        [("Fall", 30.0, 0.3, 100.0), ("Spring", 10.0, 0.05, 200.0)],
        "In fiscal Q3 2026, net sales where Store format is Outlet were highest for Fall, at "
        "$30.00, and lowest for Spring, at $10.00. Net sales, share where Store format is Outlet "
        "was highest for Fall, at 30.0%, and lowest for Spring, at 5.0%. Net sales in all were "
        "highest for Spring, at $200.00, and lowest for Fall, at $100.00.",
    ),
    "groups with share and growth": (
        {
            "metrics": ["net_sales"],
            "dimensions": ["region"],
            "comparisons": [GROWTH],
            "shares": [{"metric": "net_sales"}],
        },
        [("Midwest", 100.0, 90.0, 0.111, 0.25), ("West", 300.0, 310.0, -0.032, 0.75)],
        "In fiscal Q3 2026, net sales were highest for West, at $300.00, and lowest for Midwest, "
        "at $100.00. West has 75.0% of the total. West is 3.2% below the comparable days of last "
        "year ($310.00).",
    ),
    "the group of none leads nothing": (
        {"metrics": ["net_sales"], "dimensions": ["promotion_type"]},
        [("BOGO", 1.0), ("Clearance", 2.0), ("(none)", 9.0)],
        "In fiscal Q3 2026, net sales were highest for Clearance, at $2.00, and lowest for BOGO, "
        "at $1.00.",
    ),
    "a ranking tells its first row only": (
        {
            "metrics": ["return_rate"],
            "dimensions": ["category"],
            "ranking": {"by": "return_rate", "limit": 2, "direction": "asc"},
        },
        [("Candles", 0.01), ("Tops", 0.02)],
        "In fiscal Q3 2026, return rate was lowest for Candles, at 1.0%.",
    ),
    "a threshold leaves rows out": (
        {
            "metrics": ["net_sales"],
            "dimensions": ["category"],
            "thresholds": [{"metric": "net_sales", "op": "gt", "values": [4]}],
        },
        [("Candles", 5.0), ("Tops", 6.0)],
        "In fiscal Q3 2026, of the rows shown, net sales were highest for Tops, at $6.00, and "
        "lowest for Candles, at $5.00.",
    ),
    "one group": (
        {"metrics": ["orders"], "dimensions": ["region"]},
        [("West", 12)],
        "Orders for West were 12 in fiscal Q3 2026.",
    ),
    "all alike": (
        {"metrics": ["orders"], "dimensions": ["region"]},
        [("West", 12), ("Midwest", 12)],
        "In fiscal Q3 2026, orders were 12 in every row.",
    ),
    "weeks": (
        {"metrics": ["orders"], "grain": {"unit": "week"}},
        [(date(2026, 8, 2), 5), (date(2026, 8, 9), 9), (date(2026, 8, 16), 7)],
        "In fiscal Q3 2026, orders were highest in the week of 9 Aug 2026, at 9, and lowest in "
        "the week of 2 Aug 2026, at 5. The latest, the week of 16 Aug 2026, is 7.",
    ),
    "a month in progress is not the lowest": (
        {
            "metrics": ["orders"],
            "grain": {"unit": "month"},
            "period": {"kind": "relative", "unit": "year"},
        },
        [(date(2026, 8, 30), 5), (date(2026, 10, 4), 9), (date(2026, 11, 1), 2)],
        "In fiscal 2026 to date, orders were highest in October 2026, at 9, and lowest in "
        "September 2026, at 5. The latest, November 2026, is 2 so far.",
    ),
    "time and a dimension": (
        {"metrics": ["orders"], "dimensions": ["channel"], "grain": {"unit": "month"}},
        [
            (date(2026, 8, 2), "App", 5),
            (date(2026, 8, 30), "App", 9),
            (date(2026, 8, 2), "Store", 7),
        ],
        "In fiscal Q3 2026, orders were highest for App in September 2026, at 9, and lowest for "
        "App in August 2026, at 5.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_says(name: str) -> None:
    query, rows, sentence = CASES[name]

    assert presented(query, rows).narrative == sentence


def test_it_speaks_of_the_rows_shown_where_there_are_more() -> None:
    query = {"metrics": ["orders"], "dimensions": ["region"]}

    said = presented(query, [("West", 1), ("Midwest", 2)], truncated=True).narrative

    assert said.startswith("In fiscal Q3 2026, of the rows shown, orders were highest for Midwest")


def test_it_never_adds_up_distinct_counts() -> None:
    query = {"metrics": ["active_customers"], "dimensions": ["region"], "period": THIS_MONTH}

    said = presented(query, [("West", 20), ("Midwest", 30), ("Southeast", 41)]).narrative

    assert numbers_in(said.replace("fiscal November 2026", "")) == {"41", "20"}


def numbers_in(text: str) -> set[str]:
    """Every number of a sentence as it is written, with its scale."""
    return {found[0].rstrip(".,") for found in re.finditer(r"\d[\d.,]*(?:e\+\d+|[KMBT]\b)?", text)}


NAMES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["N", "C"]), min_size=1, max_size=12
)
VALUES = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(-(10**9), 10**9)
QUERIES = (
    {"metrics": ["net_sales"], "dimensions": ["store_name"], "comparisons": [GROWTH]},
    {"metrics": ["gross_margin_rate"], "dimensions": ["store_name"], "comparisons": [CHANGE]},
    {"metrics": ["units_sold", "weeks_of_supply", "net_sales"], "dimensions": ["store_name"]},
    {"metrics": ["net_sales"], "dimensions": ["store_name"], "shares": [{"metric": "net_sales"}]},
)


@settings(max_examples=200, deadline=None)
@given(query=st.sampled_from(QUERIES), data=st.data())
def test_it_writes_no_number_that_is_not_a_cell(query: dict[str, Any], data: st.DataObject) -> None:
    of = compiled(query)
    width = len(of.columns) - 1
    made = st.tuples(NAMES, *[VALUES] * width)
    rows = data.draw(st.lists(made, max_size=6, unique_by=lambda row: row[0]))

    shown = presented(query, rows)

    cells = {
        number
        for row in rows
        for column, value in zip(of.columns[1:], row[1:], strict=True)
        if isinstance(value, (int, float)) and abs(value) < float("inf")
        for number in numbers_in(say_number(value, column, "en_US"))
    }
    said = shown.narrative.replace("fiscal Q3 2026", "").replace("Fiscal Q3 2026", "")
    assert numbers_in(said) <= cells
    assert len(shown.cells) == len(rows)
