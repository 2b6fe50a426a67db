"""On whose share is a limit, and whose shares are shown?"""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "refund rate and footfall by state in May with share of total, share of footfall over 8%",
        "refund rate by state in May where the share of footfall is over 8%",
        "states with a share of footfall over 8% in May and their refund rate",
        "share of footfall by state in May over 8%",
    ],
)
def test_a_limit_on_a_share_is_on_that_of_the_number_it_names(text: str) -> None:
    (limit,) = query_of(text).thresholds

    assert (limit.metric, limit.show, limit.values) == ("visitors", Show.SHARE, (0.08,))


def test_a_limit_on_one_share_leaves_those_of_the_others() -> None:
    query = query_of(
        "refunds and footfall with share of total by state in May, share of footfall over 8%"
    )

    assert {each.metric for each in query.shares} == {"returns_amount", "visitors"}
    assert {e.metric for e in query_of("refunds and share of footfall by state in May").shares} == {
        "visitors"
    }


def test_a_plan_that_is_shown_may_be_limited_by_its_share() -> None:
    query = query_of(
        "planned gross margin with share of total by state in May, "
        "share of planned gross margin over 8%"
    )

    assert [each.metric for each in query.thresholds] == ["planned_gross_margin"]


@pytest.mark.parametrize(
    "text",
    [
        "states with refunds over 5% of discounts in May",
        "doors where wages are at least 9 percent of gross sales in May",
    ],
)
def test_a_part_of_another_number_is_no_share_of_its_total(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "cannot divide" in outcome.detail


def test_it_shares_nothing_where_a_number_is_to_be_told() -> None:
    query = query_of("kindly share the refunds by state in May")

    assert (query.metrics, query.shares) == (("returns_amount",), ())
    assert query_of("refunds share by state in May").shares
