"""What a limit, or a reading that alone fits, says of the number that is meant."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Refusal, Understood
from tests.semantic_layer.interpret.asking import ask, query_of


def test_it_takes_a_percentage_of_an_amount_for_its_rate() -> None:
    outcome = ask("which marques had discounts over 14% in May")

    assert isinstance(outcome, Understood)
    assert outcome.query.thresholds[0].metric == "markdown_rate"
    assert outcome.assumed == ("markdown rate, as the limit is a percentage",)


def test_it_takes_no_percentage_of_what_has_no_rate() -> None:
    assert isinstance(ask("districts with wages over 14% in May"), Refusal)


def test_it_takes_the_only_choice_that_fits_and_says_so() -> None:
    outcome = ask("marques with profitability under 35% in May")

    assert isinstance(outcome, Understood)
    assert outcome.query.thresholds[0].metric == "gross_margin_rate"
    assert outcome.assumed == ("margin as gross margin rate, as no other reading fits",)


def test_it_offers_choices_that_both_fit() -> None:
    assert isinstance(ask("profitability by marque in May"), Clarification)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("takings per square foot by district in May", "sales_per_sqft"),
        ("turnover net of returns by district in May", "net_sales_after_returns"),
        ("takings per staff hour in May", "sales_per_labor_hour"),
        ("discounts as a share of gross sales by marque in May", "markdown_rate"),
    ],
)
def test_it_knows_a_number_by_another_name_of_what_it_is_of(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


def test_it_reads_what_makes_up_a_share() -> None:
    (share,) = query_of("what share of refunds in May did Beauty make up").shares

    assert (share.metric, share.part[0].values) == ("returns_amount", ("Beauty",))


def test_it_reads_the_share_that_was_sold_on_something() -> None:
    (share,) = query_of("share of takings sold on promotion by marque in May").shares

    assert share.part[0].dimension == "promotion_name"


def test_it_orders_from_more_to_less() -> None:
    query = query_of("refunds by district in May from less to more")

    assert [(each.by, each.direction) for each in query.order] == [("returns_amount", "asc")]
