"""What came back, however its verb is said: "sent back", "take the shoes back", "were returned"."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.test_binding import filters


@pytest.mark.parametrize(
    "text",
    [
        "value of goods taken back by store in May",
        "goods taken back by store in May",
        "what was sent back by store in May",
        "what do shoppers bring back by store in May",
        "what do people return by store in May",
    ],
)
def test_it_takes_a_verb_with_back_for_returns(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returns_amount",), ("store_name",))


@pytest.mark.parametrize(
    "text",
    [
        "units sent back by region in May",
        "how many units did shoppers bring back in May by region",
        "pieces we took back in May by region",
        "how many Skincare items were brought back in May by region",
        "how many Belts were returned in May by region",
        "how many pieces of Belts were returned in May by region",
        "how many Belts did customers send back in May by region",
    ],
)
def test_it_counts_what_came_back_where_things_are_counted(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returned_units",), ("region",))


@pytest.mark.parametrize(
    "text",
    [
        "reasons people send App orders back in May",
        "reasons shoppers return App orders in May",
        "reasons customers sent back App orders in May",
    ],
)
def test_it_takes_the_object_of_such_a_verb_for_a_limit(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returns_amount",), ("reason",))
    assert {name: values for name, (_, values) in filters(query).items()} == {"channel": {"App"}}


def test_it_counts_in_one_unit_what_was_sold_and_came_back() -> None:
    assert query_of("units sold and sent back in May").metrics == ("units_sold", "returned_units")


@pytest.mark.parametrize(
    "text",
    [
        "stuff brought back relative to what they sell, by brand, in May",
        "returned units relative to units sold by brand in May",
        "the ratio of returned units to units sold by brand in May",
        "goods sent back in relation to what we sold by brand in May",
    ],
)
def test_it_knows_a_ratio_by_its_two_parts(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("return_rate",), ("brand",))


@pytest.mark.parametrize(
    "text",
    [
        "how many orders were returned in May",
        "orders sent back in May",
        "customers who sent back something in May",
        "how many people return Belts",
        "bring back net sales by region",
        "give the regions back",
        "the ratio of orders to labor cost in May",
    ],
)
def test_it_does_not_take_another_thing_for_returns(text: str) -> None:
    assert isinstance(ask(text), Refusal)
