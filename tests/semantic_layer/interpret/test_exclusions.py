"""What is left out, and what alone is kept: words before the members, behind them and around."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.test_binding import filters


@pytest.mark.parametrize(
    "words",
    [
        *("leaving aside", "setting aside", "besides", "barring", "bar", "disregarding"),
        *("omitting", "skipping", "if we exclude", "anything but", "neither", "never"),
    ],
)
def test_it_leaves_out_what_stands_behind(words: str) -> None:
    query = query_of(f"labor hours by store format in August, {words} Mall")

    assert filters(query) == {"store_format": (FilterOp.NOT_IN, {"Mall"})}
    assert query.metrics == ("labor_hours",)


@pytest.mark.parametrize(
    "words",
    ["excluded", "left out", "not included", "omitted", "taken out", "disregarded", "ignored"],
)
def test_it_leaves_out_what_stands_before(words: str) -> None:
    query = query_of(f"returned units by brand in August, Solstice and Fenwick {words}")

    assert filters(query) == {"brand": (FilterOp.NOT_IN, {"Solstice", "Fenwick"})}
    assert query.dimensions == ("brand",)


AROUND = {
    "leaving Candles aside, discounts by category in August": ("category", "Candles"),
    "discounts by category in August, setting Denim aside": ("category", "Denim"),
    "leaving Tidewater out, refunds by brand in August": ("brand", "Tidewater"),
    "keeping malls out, labor cost by region in August": ("store_format", "Mall"),
    "with Neighborhood stores excluded, visitors by region in August": (
        "store_format",
        "Neighborhood",
    ),
    "visitors by region in August, with the Utah stores left out": ("state", "UT"),
    "visitors by region in August with Chicagoland taken out": ("district", "Chicagoland"),
}


@pytest.mark.parametrize("text", AROUND)
def test_it_leaves_out_what_stands_between(text: str) -> None:
    dimension, member = AROUND[text]

    assert filters(query_of(text)) == {dimension: (FilterOp.NOT_IN, {member})}


def test_it_leaves_out_orders_that_are_not_included() -> None:
    query = query_of("transactions by brand in August, Store transactions not included")

    assert query.metrics == ("orders",)
    assert filters(query) == {"channel": (FilterOp.NOT_IN, {"Store"})}


@pytest.mark.parametrize("text", ["orders out West in August", "orders by category, Denim aside"])
def test_it_needs_more_than_out_or_aside(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "dimension", "left_out"),
    [
        ("refunds for reasons other than Defective in August", "reason", {"Defective"}),
        ("labor cost of store formats other than Mall", "store_format", {"Mall"}),
        ("discounts of seasons that are not Spring and not Summer", "season", {"Spring", "Summer"}),
        ("visitors, only states that are not Ohio", "state", {"OH"}),
        ("every brand other than Aurelia: refunds in August", "brand", {"Aurelia"}),
        ("top 3 brands other than Aurelia by refunds", "brand", {"Aurelia"}),
        ("which reasons other than Defective had over 40 returned units", "reason", {"Defective"}),
    ],
)
def test_it_lists_those_that_are_left(text: str, dimension: str, left_out: set[object]) -> None:
    query = query_of(text)

    assert filters(query) == {dimension: (FilterOp.NOT_IN, left_out)}
    assert query.dimensions == (dimension,)


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("visitors for store formats other than Mall by state", ("state",)),
        ("refunds for reasons other than Defective by season", ("season",)),
        ("weekly refunds for reasons other than Defective", ()),
    ],
)
def test_it_only_filters_by_them_where_something_else_makes_the_rows(
    text: str, dimensions: tuple[str, ...]
) -> None:
    query = query_of(text)

    assert query.dimensions == dimensions
    assert [each.op for each in query.filters] == [FilterOp.NOT_IN]


def test_it_goes_on_leaving_out_everything_that_is_named() -> None:
    query = query_of("transactions in August without malls and everything in the Southwest")

    assert filters(query) == {
        "store_format": (FilterOp.NOT_IN, {"Mall"}),
        "region": (FilterOp.NOT_IN, {"Southwest"}),
    }


def test_it_ends_an_exclusion_where_a_preposition_leads() -> None:
    for words in ("without malls and in the Southwest", "excluding malls in the Southwest"):
        query = query_of(f"transactions in August {words}")

        assert filters(query) == {
            "store_format": (FilterOp.NOT_IN, {"Mall"}),
            "region": (FilterOp.IN, {"Southwest"}),
        }


NEITHER: dict[str, tuple[str, set[object]]] = {
    "open PO value by supplier, neither Turkish nor Indian": ("country", {"Turkey", "India"}),
    "refunds in neither Belts nor Hats in August": ("category", {"Belts", "Hats"}),
    "refunds in August, not Belts and not Hats": ("category", {"Belts", "Hats"}),
    "refunds in August, not in Belts and not in Hats": ("category", {"Belts", "Hats"}),
    "refunds in August, not Belts, not Hats": ("category", {"Belts", "Hats"}),
    "visitors in August, not on Fridays and not on Sundays": ("day_of_week", {"Friday", "Sunday"}),
}


@pytest.mark.parametrize("text", NEITHER)
def test_it_leaves_out_each_that_is_denied(text: str) -> None:
    dimension, members = NEITHER[text]

    assert filters(query_of(text)) == {dimension: (FilterOp.NOT_IN, members)}


def test_it_takes_one_side_away_from_the_other() -> None:
    query = query_of("refunds in Women's but not in Dresses or Tops in August")

    assert filters(query) == {
        "department": (FilterOp.IN, {"Women's"}),
        "category": (FilterOp.NOT_IN, {"Dresses", "Tops"}),
    }


@pytest.mark.parametrize(
    "text",
    [
        "only Skincare: refunds in August by brand",
        "Skincare only, refunds in August by brand",
        "refunds in August by brand for Skincare only",
        "refunds in August by brand, solely Skincare",
        "refunds by brand, only in Skincare, in August",
        "only refunds in Skincare by brand in August",
        "Skincare alone: refunds by brand in August",
        "refunds by brand in Skincare, in August only",
    ],
)
def test_it_keeps_only_what_the_word_stands_beside(text: str) -> None:
    query = query_of(text)

    assert filters(query) == {"category": (FilterOp.IN, {"Skincare"})}
    assert (query.metrics, query.dimensions) == (("returns_amount",), ("brand",))


def test_it_takes_only_beside_a_period_as_no_filter() -> None:
    assert query_of("refunds only in August") == query_of("refunds in August")


def test_it_keeps_a_leaving_out_beside_a_keeping() -> None:
    query = query_of("Gold members only, Portuguese suppliers left out: units in August")

    assert filters(query) == {
        "loyalty_tier": (FilterOp.IN, {"Gold"}),
        "country": (FilterOp.NOT_IN, {"Portugal"}),
    }


@pytest.mark.parametrize(
    "text",
    [
        "visitors this year, August left out",
        "visitors this year excluding August",
        "gross sales excluding discounts",
        "refunds in fiscal 2025 outside the holiday season",
        "brands that did not grow in refunds in August",
    ],
)
def test_it_leaves_out_members_and_nothing_else(text: str) -> None:
    assert isinstance(ask(text), Refusal)
