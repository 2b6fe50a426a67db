"""A name with a verb in it, a unit that says nothing new, and a limit in another unit."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import Direction, Filter
from tests.semantic_layer.interpret.asking import ask, query_of

NAMED = {
    "how many units are still on order from Turkey": "on_order_units",
    "how many units were returned in Utah yesterday": "returned_units",
    "how many customers were retained in May": "retained_customers",
    "on hand in units by marque": "on_hand_units",
    "how many days is the lead time from Turkey": "average_lead_time",
}


@pytest.mark.parametrize("text", NAMED)
def test_it_finds_the_number(text: str) -> None:
    assert query_of(text).metrics == (NAMED[text],)


def test_it_takes_a_limit_in_money_for_sales_beside_units() -> None:
    outcome = ask("marques that sold more than 40 units but less than $900 in May")

    assert isinstance(outcome, Understood)
    limits = [(each.metric, each.op) for each in outcome.query.thresholds]
    assert limits == [("units_sold", "gt"), ("net_sales", "lt")]
    assert outcome.assumed == ("sales, as the limit is in money",)


def test_it_takes_no_limit_in_money_for_units() -> None:
    assert isinstance(ask("marques with over 40 units sold and under $900 in May"), Refusal)


def test_it_sorts_by_names() -> None:
    query = query_of("refunds by state and channel in May, sorted by channel")

    assert query.dimensions == ("state", "channel")
    assert [(each.by, each.direction) for each in query.order] == [("channel", Direction.ASC)]


def test_it_compares_no_single_week_with_several() -> None:
    outcome = ask("week over week growth of footfall, last 5 weeks")

    assert isinstance(outcome, Refusal)
    assert "Name the week" in outcome.detail


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("what percent of total footfall came to outlets in May", "store_format"),
        ("percent of refunds due to poor fit by state in May", "reason"),
    ],
)
def test_it_reads_the_part_behind_its_verb(text: str, part: str) -> None:
    (share,) = query_of(text).shares

    assert share.part[0].dimension == part


def test_everywhere_is_all_but_what_is_left_out() -> None:
    query = query_of("refunds from everywhere except Utah in May")

    assert query.filters == (Filter(dimension="state", op="not_in", values=("UT",)),)
