"""One number in two ways, what one leaves of another, and shares of what rows are split by."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import TIME
from tests.semantic_layer.interpret.asking import ask, query_of

TWO_WAYS = {
    "refunds by state in May, amount and units": ("returns_amount", "returned_units"),
    "refunds by brand in May: units and value": ("returns_amount", "returned_units"),
    "refunds in Ohio in dollars and units in May": ("returns_amount", "returned_units"),
    "gross profit by state in May, amount and percent": ("gross_margin", "gross_margin_rate"),
    "takings by brand in May: units and $": ("net_sales", "units_sold"),
    "visits, units and $ by state in May": ("visitors", "units_sold", "net_sales"),
}


@pytest.mark.parametrize("text", TWO_WAYS)
def test_it_takes_the_words_for_ways_of_the_number_before_them(text: str) -> None:
    assert query_of(text).metrics == TWO_WAYS[text]


@pytest.mark.parametrize(
    "text",
    [
        "gross profit by state in May, amount and units",
        "refunds and visits by state in May, amount and units",
    ],
)
def test_it_adds_no_other_number_for_a_way_that_is_not_kept(text: str) -> None:
    assert not isinstance(ask(text), Understood)


@pytest.mark.parametrize(
    "text",
    [
        "what is left of takings after refunds by state in May",
        "takings minus refunds by state in May",
        "takings less refunds by state in May",
        "takings with refunds taken off by state in May",
        "what remains of takings after deducting refunds by state in May",
    ],
)
def test_it_takes_a_difference_that_the_model_has(text: str) -> None:
    assert query_of(text).metrics == ("net_sales_after_returns",)


@pytest.mark.parametrize(
    "text",
    [
        "visits minus refunds by state in May",
        "takings after discounts by state in May",
        "what is left of gross sales by state in May",
        "refunds minus takings by state in May",
    ],
)
def test_it_subtracts_nothing_else(text: str) -> None:
    outcome = ask(text)

    assert not isinstance(outcome, Understood) or "net_sales_after_returns" not in (
        outcome.query.metrics
    )


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("refunds by state and brand in May, with % of the state", ("state",)),
        ("refunds by season for each week in May, with % of the week", (TIME,)),
        ("season mix within each quarter of fiscal 2025, refunds and % of the quarter", (TIME,)),
        ("refunds by state in May and % of the total", ()),
    ],
)
def test_it_takes_the_share_of_what_the_rows_are_split_by(text: str, of: tuple[str, ...]) -> None:
    (share,) = query_of(text).shares

    assert (share.metric, share.of) == ("returns_amount", of)


def test_a_group_is_no_share_of_itself() -> None:
    assert not isinstance(ask("refunds by brand in May with % of the brand"), Understood)
