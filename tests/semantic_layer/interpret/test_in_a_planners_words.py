"""Variance to plan, contribution, shrink and points, as planners and finance people say them."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Named
from semantic_layer.query import ComparisonKind, Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "gross profit variance to plan by state in May",
        "variance to budget for gross margin by state",
        "gross margin performance against plan by state",
    ],
)
def test_it_is_the_variance_of_the_number_that_is_named(text: str) -> None:
    query = query_of(text)

    (plan,) = query.comparisons
    assert (query.metrics, query.dimensions) == (("gross_margin",), ("state",))
    assert plan.kind is ComparisonKind.PLAN
    assert set(plan.show) >= {Show.CHANGE, Show.GROWTH}


@pytest.mark.parametrize(
    "text", ["footfall variance to plan", "variance to budget for payroll cost"]
)
def test_it_has_no_variance_of_what_is_not_planned(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "There is no plan for" in outcome.detail


@pytest.mark.parametrize(
    "text", ["variance to plan by state", "footfall and variance to plan by state in May"]
)
def test_it_is_the_variance_of_sales_where_none_is_named(text: str) -> None:
    query = query_of(text)

    assert "sales_vs_plan" in query.metrics
    assert query.comparisons == ()


@pytest.mark.parametrize(
    "text",
    [
        "contribution of each state to the sales growth vs last year",
        "contribution of each brand to the change in refunds",
        "share of the growth by brand",
    ],
)
def test_it_tells_no_part_of_a_growth(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    "text",
    ["shrink by state", "shrink rate by brand in May", "stock shrink", "units shrink"],
)
def test_shrink_is_a_loss_that_is_not_known(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "shrink" in outcome.detail


@pytest.mark.parametrize("text", ["did refunds shrink in May", "brands that shrink vs last year"])
def test_it_may_also_be_said_of_a_number(text: str) -> None:
    assert Show.GROWTH in query_of(text).comparisons[0].show


@pytest.mark.parametrize(
    "text",
    [
        "margin rate by brand vs last year, bps change",
        "margin rate vs LY bps by brand",
        "basis point change of margin rate by brand vs last year",
    ],
)
def test_it_tells_a_rate_in_points(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("gross_margin_rate",)
    assert Show.CHANGE in query.comparisons[0].show


@pytest.mark.parametrize(
    "text",
    ["which brands have the lowest sell-through this season", "refunds this season by tier"],
)
def test_it_guesses_no_days_of_a_season(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("doors with payroll below last year", [("labor_cost", "lt")]),
        (
            "doors with refunds below last year and footfall above last year",
            [("returns_amount", "lt"), ("visitors", "gt")],
        ),
        (
            "doors with footfall above last year and refunds down",
            [("visitors", "gt"), ("returns_amount", "lt")],
        ),
        ("doors below last year and behind plan", [("sales_vs_plan", "lt"), ("net_sales", "lt")]),
    ],
)
def test_it_keeps_the_groups_on_each_side(text: str, limits: list[tuple[str, str]]) -> None:
    query = query_of(text)

    assert query.dimensions == ("store_name",)
    assert [(each.metric, each.op) for each in query.thresholds] == limits
    assert len(query.comparisons) == 1


@pytest.mark.parametrize(
    "text",
    [
        "doors with footfall below last year and below plan",
        "how many orders were discounted in May",
        "units that were discounted by state",
        "are we going to make plan this month",
        "are we going to hit budget in Ohio",
    ],
)
def test_it_declines_what_no_number_says(text: str) -> None:
    assert not isinstance(ask(text), Understood)


def test_it_takes_both_quarters_from_the_year_that_is_named() -> None:
    query = query_of("footfall Q1 vs Q2 last year")

    own, other = query.period, query.comparisons[0].period
    assert isinstance(own, Named)
    assert isinstance(other, Named)
    assert (own.number, own.year_offset, other.number, other.year_offset) == (1, -1, 2, -1)


@pytest.mark.parametrize("text", ["footfall Q2 vs Q2 last year", "footfall in Q2 vs last year"])
def test_it_keeps_this_year_beside_the_same_days_of_last_year(text: str) -> None:
    own = query_of(text).period

    assert isinstance(own, Named)
    assert own.year_offset is None


def test_it_is_the_variance_of_the_number_just_shown() -> None:
    before = query_of("gross profit by state in May")

    query = query_of("variance to plan", before)

    assert (query.metrics, query.dimensions) == (before.metrics, before.dimensions)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_it_has_no_variance_of_what_was_shown_without_a_plan() -> None:
    assert isinstance(ask("variance to plan", previous=query_of("footfall by state")), Refusal)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("net sales by state in May", "variance to plan"),
        ("gross profit by state in May", "variance to plan by district last month"),
    ],
)
def test_it_is_the_variance_of_sales_else(before: str, text: str) -> None:
    assert query_of(text, query_of(before)).metrics == ("sales_vs_plan",)
