"""What no single query says is refused, with what may be asked in its place."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of

REFUSED = {
    "doors below average in footfall yesterday": "average of them all",
    "districts above the chain average in labor cost last week": "average of them all",
    "marques with a below-average markdown rate in May": "average of them all",
    "wages per visitor by district last week": "no number for “wages per visitor”",
    "refunds per order for each state yesterday": "no number for “refunds per order”",
    "how much of our budget is gone": "counted against it",
    "how much of the sales target was used in May": "used",
    "payroll last week, and of that, how much was in outlets": "amount of one of its parts",
    "conversion last week and how much of that was in Ohio": "amount of one of its parts",
    "refunds and footfall in May, and how much of that was in Ohio": "of which number",
    "on-sale hats by state": "“on sale” means here",
    "refunds of goods on sale in May": "“on sale” means here",
    "pieces for sale in Ohio": "“for sale” means here",
}


@pytest.mark.parametrize("text", REFUSED)
def test_it_says_what_it_cannot_do(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert REFUSED[text] in outcome.detail


RATIOS = {
    "returned units per unit sold by state last week": "return_rate",
    "orders per visitor yesterday": "conversion_rate",
    "gross margin divided by net sales by marque in May": "gross_margin_rate",
    "discounts for every gross sales in May": "markdown_rate",
}


@pytest.mark.parametrize("text", RATIOS)
def test_it_knows_a_ratio_by_its_two_sides(text: str) -> None:
    assert query_of(text).metrics == (RATIOS[text],)


def test_it_ranks_by_a_ratio_that_its_sides_name() -> None:
    query = query_of("bottom 4 districts by orders per visitor yesterday")

    assert query.ranking is not None
    assert (query.ranking.by, query.ranking.limit) == ("conversion_rate", 4)


def test_it_still_takes_an_average_that_belongs_to_a_name() -> None:
    query = query_of("doors with an average order value below 55 yesterday")

    assert [each.metric for each in query.thresholds] == ["average_order_value"]


def test_it_averages_over_days_too_where_stores_are_averaged_over() -> None:
    query = query_of("visitors per door per day by format in May")

    assert query.averaged == ("store_name", "time")


@pytest.mark.parametrize("word", ["coast", "sails", "stares", "unicorns"])
def test_it_mends_no_word_that_is_english(word: str) -> None:
    assert isinstance(ask(f"{word} by district yesterday"), Refusal)
