"""Words that name two things here: the words beside them settle which is meant, or it is asked."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Understood
from semantic_layer.query import FilterOp, MetricQuery
from tests.semantic_layer.interpret.asking import ask, query_of

Members = dict[str, tuple[str, ...]]


def members(query: MetricQuery) -> Members:
    return {
        each.dimension: tuple(map(str, each.values))
        for each in query.filters
        if each.op is FilterOp.IN
    }


def choices(text: str) -> tuple[str, ...]:
    outcome = ask(text)
    assert isinstance(outcome, Clarification), outcome
    assert all(each.query is not None for each in outcome.choices)
    return tuple(each.label for each in outcome.choices)


# "Larkfield": the company, and one of the brands that it sells


@pytest.mark.parametrize(
    "text",
    [
        "refunds of the Larkfield company in May",
        "total Larkfield refunds by state in May",
        "Larkfield chain orders last Tuesday",
        "orders of the Larkfield group in May by state",
        "refunds at Larkfield overall in May",
    ],
)
def test_larkfield_is_the_company_where_the_company_is_spoken_of(text: str) -> None:
    assert members(query_of(text)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "refunds of the Larkfield brand in May",
        "brand Larkfield refunds by state in May",
        "Larkfield label orders last Tuesday",
        "Larkfield private label refunds in May by state",
        "refunds in May of Larkfield and Fenwick",
        "refunds in May for Fenwick and Larkfield",
        "refunds by brand in May, only Larkfield and Calder",
        "Larkfield vs Tidewater refunds in May",
    ],
)
def test_larkfield_is_the_brand_where_brands_are_spoken_of(text: str) -> None:
    assert "Larkfield" in members(query_of(text))["brand"]


@pytest.mark.parametrize(
    "text",
    [
        "Larkfield refunds in May",
        "orders for Larkfield last Tuesday by state",
        "refunds of Larkfield in May by channel",
        "how many orders did Larkfield have in May",
    ],
)
def test_it_asks_which_larkfield_is_meant(text: str) -> None:
    assert choices(text) == ("All of Larkfield", "Only brand Larkfield")


# "Fall": a season of goods, and what numbers do


@pytest.mark.parametrize(
    "text",
    [
        "fall refunds by brand in May",
        "refunds of fall goods by state in May",
        "refunds for the Fall season in May",
        "refunds in May of season Fall by brand",
        "FALL orders by brand in May",
        "refunds by brand for fall in May",
    ],
)
def test_fall_is_the_season_where_goods_are_spoken_of(text: str) -> None:
    assert members(query_of(text)) == {"season": ("Fall",)}


@pytest.mark.parametrize(
    "text",
    [
        "did refunds fall in May vs last year",
        "in which states did orders fall in May",
        "which brands saw refunds fall in May",
        "where did orders fall in May by state",
        "how much did refunds fall in May vs last year by brand",
        "brands whose refunds fall in May vs last year",
    ],
)
def test_fall_is_what_numbers_do_where_it_stands_as_a_verb(text: str) -> None:
    query = query_of(text)

    assert members(query) == {}
    assert query.comparisons


# "West" and "Southwest": one name inside the other


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("refunds in the West in May", ("West",)),
        ("west refunds in May by brand", ("West",)),
        ("Southwest refunds in May", ("Southwest",)),
        ("refunds of the south west in May", ("Southwest",)),
        ("refunds in the South-West in May by brand", ("Southwest",)),
        ("refunds in the west and the southwest in May", ("West", "Southwest")),
        ("west vs southwest refunds in May", ("West", "Southwest")),
        ("refunds in the Pacific Northwest in May", ("Pacific Northwest",)),
        ("refunds in the Midwest and West in May", ("Midwest", "West")),
        ("refunds in the Southwset in May", ("Southwest",)),
    ],
)
def test_west_and_southwest_are_two_regions(text: str, values: tuple[str, ...]) -> None:
    assert members(query_of(text)) == {"region": values}


@pytest.mark.parametrize(
    "text", ["refunds in May except the west", "refunds outside the West in May"]
)
def test_to_leave_out_the_west_keeps_the_southwest(text: str) -> None:
    (left_out,) = query_of(text).filters

    assert (left_out.op, left_out.values) == (FilterOp.NOT_IN, ("West",))


@pytest.mark.parametrize(
    "text", ["orders by home region West in May", "orders in May of home region West"]
)
def test_west_is_a_home_region_where_homes_are_spoken_of(text: str) -> None:
    assert members(query_of(text)) == {"home_region": ("West",)}


# "Online": a channel, and a share of net sales


@pytest.mark.parametrize(
    "text",
    [
        "online refunds in May",
        "refunds online by state in May",
        "Online orders by brand in May",
        "refunds in May for the online channel",
        "refunds of channel Online in May by brand",
    ],
)
def test_online_is_the_channel_where_rows_are_kept(text: str) -> None:
    assert members(query_of(text)) == {"channel": ("Online",)}


@pytest.mark.parametrize(
    "text",
    [
        "online share in May",
        "online share by brand in May",
        "what was our online penetration in May by state",
        "share of online by state in May",
    ],
)
def test_online_share_is_a_number_of_its_own(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("online_share",)
    assert members(query) == {}


def test_a_share_of_another_number_keeps_the_channel() -> None:
    query = query_of("share of refunds by channel in May")

    assert (query.metrics, query.dimensions) == (("returns_amount",), ("channel",))
    assert query.shares
    assert members(query) == {}


# "Women's" and "Women's Shoes": a department, and a category of another name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("women's refunds in May", {"department": ("Women's",)}),
        ("refunds in Women's by brand in May", {"department": ("Women's",)}),
        ("womens orders in May", {"department": ("Women's",)}),
        ("refunds of women’s goods in May", {"department": ("Women's",)}),
        ("women's shoes refunds in May", {"category": ("Women's Shoes",)}),
        ("refunds by brand for Women's Shoes in May", {"category": ("Women's Shoes",)}),
        ("womens shoes orders in May", {"category": ("Women's Shoes",)}),
        ("refunds in May of WOMEN'S SHOES", {"category": ("Women's Shoes",)}),
        ("refunds of men's shoes in May", {"category": ("Men's Shoes",)}),
        ("refunds of men's in May", {"department": ("Men's",)}),
    ],
)
def test_womens_is_a_department_and_womens_shoes_a_category(text: str, wanted: Members) -> None:
    assert members(query_of(text)) == wanted


def test_it_gives_no_number_for_a_word_with_two_meanings_that_nothing_settles() -> None:
    assert not isinstance(ask("Larkfield orders"), Understood)
