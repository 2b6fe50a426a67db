"""Planned and actual are one number and its plan; a whole that is named adds up."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import ComparisonKind, Show
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.drawn.house import dunmore

GROWTH, BOTH = (Show.GROWTH,), (Show.CHANGE, Show.GROWTH)


@pytest.mark.parametrize(
    "text",
    [
        "planned and actual gross profit by state in May",
        "actual and planned gross margin by state in May",
        "budgeted vs actual gross profit by state in May",
    ],
)
def test_it_sets_the_plan_beside_the_number(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("gross_margin",)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_it_leaves_the_plan_a_number_beside_another() -> None:
    query = query_of("planned gross margin and refunds by state in May")

    assert query.metrics == ("planned_gross_margin", "returns_amount")


@pytest.mark.parametrize(
    "text",
    [
        "gross profit in May, May last year, May plan",
        "gross profit in May, May LY and May budget",
        "last year and plan gross profit for May",
        "gross profit in May vs last year and plan",
        "gross profit in May against budget and prior year",
        "gross profit May, plan May, May last year",
    ],
)
def test_plan_and_last_year_are_two_columns_beside_the_number(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("gross_margin",)
    kinds = {each.kind for each in query.comparisons}
    assert kinds == {ComparisonKind.PLAN, ComparisonKind.LAST_YEAR}


def test_the_plan_beside_a_number_is_its_own() -> None:
    query = query_of("gross profit and target by state in May")

    assert query.metrics == ("gross_margin",)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_a_number_without_a_plan_is_told_so_in_a_list_too() -> None:
    outcome = ask("refunds in May, May last year, May plan")

    assert isinstance(outcome, Refusal)
    assert "no plan" in outcome.detail


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("revenue and plan in May vs last year", ("net_sales", "planned_net_sales")),
        ("planned revenue in May vs last year", ("planned_net_sales",)),
        ("revenue and plan, last year", ("net_sales", "planned_net_sales")),
    ],
)
def test_a_plan_that_is_compared_itself_stays_a_number(text: str, metrics: tuple[str, ...]) -> None:
    assert query_of(text).metrics == metrics


def test_it_adds_up_across_all_of_them() -> None:
    assert query_of("footfall across all doors in May").dimensions == ()
    assert query_of("footfall across doors in May").dimensions == ("store_name",)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("mean order value by state in May", "average_order_value"),
        ("average weeks of cover by marque in May", "weeks_of_supply"),
        ("how do inventory turns compare across marques in May", "inventory_turns"),
    ],
)
def test_the_mean_of_one_number_for_another_is_that_number(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


def test_a_day_of_members_is_not_counted() -> None:
    assert isinstance(ask("number of store openings by state"), Refusal)


def test_it_gives_a_series_of_each_where_their_noun_is_said() -> None:
    query = query_of("refunds in the Ohio and Utah states each month in 2025")

    assert query.dimensions == ("state",)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("what does the plan call for in December by state", ("planned_net_sales",)),
        (
            "what did the budget call for in May by state: sales and gross margin",
            ("planned_net_sales", "planned_gross_margin"),
        ),
        ("what does the plan foresee for Ohio next week", ("planned_net_sales",)),
        ("what does the plan say for Q1, in gross profit", ("planned_gross_margin",)),
    ],
)
def test_it_gives_the_plan_of_what_it_calls_for(text: str, metrics: tuple[str, ...]) -> None:
    assert query_of(text).metrics == metrics


def test_a_plan_calls_for_nothing_that_has_none() -> None:
    assert isinstance(ask("what did the plan call for in refunds in May"), Refusal)


def test_what_a_number_represents_is_no_question_for_its_value() -> None:
    assert not isinstance(ask("what does gross margin represent"), Understood)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gross profit vs plan by state in May, by what percent ahead of it or behind it", GROWTH),
        ("orders vs last year by state in May: how far above or below it", BOTH),
        ("gross profit against budget in Ohio in May, are we over or under it", BOTH),
    ],
)
def test_it_shows_on_which_side_of_what_is_named(text: str, shown: tuple[Show, ...]) -> None:
    (comparison,) = query_of(text).comparisons

    assert comparison.show == (Show.COMPARISON, *shown)


@pytest.mark.parametrize(
    "text",
    [
        "are we ahead of plan or behind it by state in May, and by what percentage",
        "by what percent is Ohio ahead of the plan in May",
        "how far ahead of or behind its budget is each state in May",
    ],
)
def test_it_compares_what_holds_its_plan_with_nothing_else(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.comparisons) == (("sales_vs_plan",), ())


def test_it_asks_of_what_one_may_be_ahead() -> None:
    outcome = ask("are we ahead or behind in Ohio in May")

    assert isinstance(outcome, Refusal)
    assert "the plan, last year" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "compare gross profit with plan and last year",
        "compare gross margin with budget and with last year by state",
        "compare gross profit to plan and to last year in May",
    ],
)
def test_it_compares_with_both_that_are_named(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("gross_margin",)
    kinds = [each.kind for each in query.comparisons]
    assert kinds == [ComparisonKind.PLAN, ComparisonKind.LAST_YEAR]


def test_it_declines_a_number_without_a_plan_beside_one() -> None:
    outcome = ask("compare footfall with plan and last year")

    assert isinstance(outcome, Refusal)
    assert "There is no plan for" in outcome.detail


@pytest.mark.parametrize(
    "text",
    ["what's the gap to budget", "gap to the budget by state", "gap to target by state"],
)
def test_it_tells_the_gap_to_plan_of_what_is_sold(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("net_sales",)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]
    assert Show.CHANGE in query.comparisons[0].show


@pytest.mark.parametrize(
    "text",
    [
        "how do those look against plan?",
        "how does that compare with budget",
        "compare them to plan",
    ],
)
def test_it_sets_only_the_plan_beside_what_was_shown(text: str) -> None:
    before = query_of("gross profit by state in May")

    query = query_of(text, before)

    assert (query.metrics, query.period) == (before.metrics, before.period)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("by how much are we short of plan", ()),
        ("by how much did we miss plan in May", ()),
        ("how far did each district fall short of plan", ("district",)),
        ("how far is Ohio behind plan in May", ()),
        ("how far ahead of or behind the sales plan are we", ()),
    ],
)
def test_it_tells_how_far_from_plan(text: str, split: tuple[str, ...]) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("sales_vs_plan",), split)
    assert query.comparisons == ()


def test_it_tells_how_far_another_number_is_from_its_plan() -> None:
    query = query_of("how far is gross profit behind plan in May")

    assert query.metrics == ("gross_margin",)
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_a_plan_by_its_whole_name_is_a_number_beside_one_without_a_plan() -> None:
    asked = "billed, target and cost of goods in September 2024, compared with May 2025"

    understood = dunmore().ask(asked)

    assert isinstance(understood, Understood)
    assert understood.query.metrics == ("billed", "target", "cost_of_goods")
    assert [each.kind for each in understood.query.comparisons] == [ComparisonKind.PERIOD]
