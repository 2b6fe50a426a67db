"""What a number costs us is that number, and "us" is no country."""

from __future__ import annotations

import pytest

from tests.semantic_layer.interpret.asking import query_of


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("how much did refunds cost us in May", "refunds in May"),
        ("what do discounts cost us by brand in May", "discounts by brand in May"),
        ("what did Belts cost us in May", "cost of goods sold for Belts in May"),
        ("units from suppliers in the US in May", "units from the United States in May"),
        ("units from us suppliers in May", "units from the United States in May"),
    ],
)
def test_it_tells_people_from_places(said: str, plain: str) -> None:
    assert query_of(said) == query_of(plain)


def test_the_members_of_a_named_share_are_all_taken_for_it() -> None:
    query = query_of("what percentage of sales came from Online and App by state in May")

    assert (query.metrics, query.filters) == (("online_share",), ())


def test_other_members_make_a_share_of_their_own() -> None:
    query = query_of("what share of net sales was Online and Store in May")

    assert query.metrics == ("net_sales",)
    assert query.shares[0].part[0].values == ("Online", "Store")
