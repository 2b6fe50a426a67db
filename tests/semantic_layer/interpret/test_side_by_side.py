"""One row each: members named one by one, units of time, and the things of a kind."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Filter, FilterOp, Grain, Show
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.test_binding import filters

ONE_BY_ONE: dict[str, tuple[str, set[object]]] = {
    "refunds in May for our malls and our neighborhood stores": (
        "store_format",
        {"Mall", "Neighborhood"},
    ),
    "discounts on Hats and on Sunglasses in May": ("category", {"Hats", "Sunglasses"}),
    "labor cost in Ohio and in Michigan in May": ("state", {"OH", "MI"}),
    "visitors on Tuesdays and on Thursdays in May": ("day_of_week", {"Tuesday", "Thursday"}),
    "refunds for Makeup Fragrance Skincare in May": (
        "category",
        {"Makeup", "Fragrance", "Skincare"},
    ),
    "labor hours of Boise Hilltop Eugene Fairgrounds in May": (
        "store_name",
        {"Boise Hilltop", "Eugene Fairgrounds"},
    ),
    "refunds in May, split out Spring, Summer and Holiday": (
        "season",
        {"Spring", "Summer", "Holiday"},
    ),
    "lead time for each of Turkey, Portugal and Mexico": (
        "country",
        {"Turkey", "Portugal", "Mexico"},
    ),
    "refunds for each of Calder and Tidewater in May": ("brand", {"Calder", "Tidewater"}),
    "returned units for Defective and Wrong Size in May, one line each": (
        "reason",
        {"Defective", "Wrong Size"},
    ),
    "labor cost of Ohio, Utah and Idaho in May, separately": ("state", {"OH", "UT", "ID"}),
    "labor cost of Ohio, Utah and Idaho individually": ("state", {"OH", "UT", "ID"}),
}


@pytest.mark.parametrize("text", ONE_BY_ONE)
def test_it_gives_members_that_are_named_one_by_one_a_row_each(text: str) -> None:
    dimension, members = ONE_BY_ONE[text]
    query = query_of(text)

    assert filters(query) == {dimension: (FilterOp.IN, members)}
    assert query.dimensions == (dimension,)


@pytest.mark.parametrize(
    "text",
    [
        "labor cost in Ohio and Michigan in May",
        "labor cost of Ohio plus Michigan in May",
    ],
)
def test_it_adds_up_members_that_are_listed(text: str) -> None:
    query = query_of(text)

    assert filters(query) == {"state": (FilterOp.IN, {"OH", "MI"})}
    assert query.dimensions == ()


def test_it_splits_out_members_beside_a_series() -> None:
    query = query_of("weekly stockout rate in Q2, split out Candles, Decor and Kitchen")

    assert query.dimensions == ("category",)
    assert query.grain == Grain(unit=Unit.WEEK)


def test_it_leaves_no_row_each_to_members_that_are_left_out() -> None:
    query = query_of("refunds in May, not Spring, not Summer")

    assert query.dimensions == ()


EACH_GROUP = {
    "visitors, state by state, in May": ("state",),
    "refunds brand for brand in May": ("brand",),
    "refunds season by season in May": ("season",),
    "labor hours district wise in May": ("district",),
    "refunds in May, supplier wise": ("supplier_name",),
    "refunds in May for each of our seasons": ("season",),
    "refunds in every one of our seasons in May": ("season",),
    "refunds in each and every season in May": ("season",),
    "refunds by season in May, one line each": ("season",),
    "refunds by season and for each of the states in May": ("season", "state"),
    "refunds by season in May, separately": ("season",),
    "refunds of May itemised by season": ("season",),
    "refunds in May, split them by season": ("season",),
}


@pytest.mark.parametrize("text", EACH_GROUP)
def test_it_gives_each_group_a_row(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.filters) == (EACH_GROUP[text], ())


EVERY: dict[str, tuple[str, str, str]] = {
    "labor hours of every Southeast store in May": ("store_name", "region", "Southeast"),
    "each Ohio store: labor hours in May": ("store_name", "state", "OH"),
    "every Carolinas store's labor hours in May": ("store_name", "district", "Carolinas"),
    "refunds of every Beauty brand in May": ("brand", "department", "Beauty"),
    "fill rate of each Turkish supplier in May": ("supplier_name", "country", "Turkey"),
    "labor hours at every store in the Southeast in May": ("store_name", "region", "Southeast"),
}


@pytest.mark.parametrize("text", EVERY)
def test_it_gives_each_of_a_member_a_row(text: str) -> None:
    noun, dimension, member = EVERY[text]
    query = query_of(text)

    assert query.dimensions == (noun,)
    assert filters(query) == {dimension: (FilterOp.IN, {member})}


UNITS = {
    "labor cost in each of the last five weeks": (Unit.WEEK, 5),
    "labor cost for each of the last seven months": (Unit.MONTH, 7),
    "labor cost in each of the last three quarters": (Unit.QUARTER, 3),
    "labor cost in every one of the last 9 days": (Unit.DAY, 9),
}


@pytest.mark.parametrize("text", UNITS)
def test_it_gives_each_unit_of_a_counted_period_a_row(text: str) -> None:
    unit, count = UNITS[text]
    query = query_of(text)

    assert query.grain == Grain(unit=unit)
    assert isinstance(query.period, Relative)
    assert (query.period.unit, query.period.offset, query.period.count) == (unit, -count, count)


def test_it_gives_each_unit_a_row_in_each_group() -> None:
    query = query_of("refunds in each of the last five months by season")

    assert (query.grain, query.dimensions) == (Grain(unit=Unit.MONTH), ("season",))


WITHIN = {
    "top 4 brands in each season by refunds in May": ("season", "brand", 4),
    "for each season the top 4 brands by refunds in May": ("season", "brand", 4),
    "the 4 brands with the most refunds in every season in May": ("season", "brand", 4),
    "3 categories with the highest markdown rate within each state in May": (
        "state",
        "category",
        3,
    ),
}


@pytest.mark.parametrize("text", WITHIN)
def test_it_limits_within_each_group(text: str) -> None:
    group, ranked, limit = WITHIN[text]
    query = query_of(text)

    assert query.dimensions == (group, ranked)
    assert query.ranking is not None
    assert (query.ranking.within, query.ranking.limit) == ((group,), limit)


OF_A_KIND = {
    "top 6 Bedding by discounts in May": ("category", "Bedding", "product_name"),
    "bottom 6 Outerwear by refunds in May": ("category", "Outerwear", "product_name"),
    "best 6 Blazers by gross margin in May": ("subcategory", "Blazers", "product_name"),
    "the worst 6 Beanies by stockout rate in May": ("subcategory", "Beanies", "product_name"),
    "top 6 Women's by returned units in May": ("department", "Women's", "product_name"),
    "top 6 Turkey by lead time in May": ("country", "Turkey", "supplier_name"),
    "top 6 BOGO by discounts in fiscal 2024": ("promotion_type", "BOGO", "promotion_name"),
    "top 6 Northeast by labor cost in May": ("region", "Northeast", "store_name"),
}


@pytest.mark.parametrize("text", OF_A_KIND)
def test_it_ranks_the_things_of_a_kind(text: str) -> None:
    kind, member, thing = OF_A_KIND[text]
    outcome = ask(text)

    assert isinstance(outcome, Understood), outcome
    query = outcome.query
    assert query.dimensions == (thing,)
    assert filters(query) == {kind: (FilterOp.IN, {member})}
    assert query.ranking is not None
    assert (query.ranking.limit, query.ranking.show) == (6, Show.VALUE)
    assert any(said.endswith("as no other noun was named") for said in outcome.assumed)


def test_it_ranks_the_noun_behind_a_kind() -> None:
    query = query_of("top 6 Bedding brands by discounts in May")

    assert query.dimensions == ("brand",)
    assert query.filters == (Filter(dimension="category", values=("Bedding",)),)


@pytest.mark.parametrize(
    "text",
    [
        "top 6 Platinum by refunds in May",  # nothing is under a tier
        "top 6 Tidewater by refunds in May",
        "refunds on Halloween and Christmas Eve each",  # days of two years
    ],
)
def test_it_declines_what_has_no_rows_under_it(text: str) -> None:
    assert isinstance(ask(text), Refusal)
