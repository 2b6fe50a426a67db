"""What executives ask of plans, growth and shares, and how they say it."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Named, Relative, Unit
from semantic_layer.query import ComparisonKind, Show
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.drawn.house import dunmore


@pytest.mark.parametrize(
    "verb", ["make", "meet", "reach", "achieve", "attain", "miss", "exceed", "deliver", "undershot"]
)
@pytest.mark.parametrize("plan", ["its plan", "the budget", "target"])
def test_it_tells_how_far_from_plan_where_it_is_asked_whether(verb: str, plan: str) -> None:
    query = query_of(f"did Ohio {verb} {plan} in May")

    assert (query.metrics, query.thresholds) == (("sales_vs_plan",), ())


KEPT = {
    "which states made their target in May": "gt",
    "which states did not make plan in May": "lte",
    "which states failed to reach budget in May": "lte",
    "which states fell short of plan in May": "lt",
}


@pytest.mark.parametrize("text", KEPT)
def test_it_keeps_those_on_one_side_of_plan(text: str) -> None:
    assert [each.op for each in query_of(text).thresholds] == [KEPT[text]]


@pytest.mark.parametrize(
    "text",
    ["gap to plan by state in May", "in dollars, the shortfall against budget in May by state"],
)
def test_a_gap_to_plan_is_an_amount(text: str) -> None:
    query = query_of(text)

    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]
    assert Show.CHANGE in query.comparisons[0].show


ONE_OF_ALL = [
    "of our seven states, which one had the most footfall in May",
    "which of our seven states had the most footfall in May",
]


@pytest.mark.parametrize("text", ONE_OF_ALL)
def test_how_many_there_are_is_no_limit(text: str) -> None:
    query = query_of(text)

    assert query.ranking is not None
    assert (query.dimensions, query.ranking.limit) == (("state",), 1)


def test_how_many_are_asked_for_is_a_limit() -> None:
    ranking = query_of("which 7 states had the most footfall in May").ranking

    assert ranking is not None
    assert ranking.limit == 7


def test_it_chooses_none_of_those_that_another_ranking_finds() -> None:
    assert isinstance(ask("which of the 6 largest states had the best conversion"), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "footfall by state in May with total",
        "footfall by state in May, total as well",
        "footfall by state in May. Total company too.",
        "footfall by state in May plus the company total",
        "footfall by state in May and the overall figure",
    ],
)
def test_the_total_stands_beside_the_rows(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.subtotals) == (("visitors",), ("state",))


def test_a_total_of_another_number_is_that_number() -> None:
    assert query_of("footfall and total refunds by state in May").subtotals == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("trend of footfall over the last 6 quarters", Unit.QUARTER),
        ("how did footfall develop over the last 9 weeks", Unit.WEEK),
        ("trend of footfall in 2025", Unit.MONTH),
    ],
)
def test_a_trend_goes_by_the_units_that_are_counted(text: str, unit: Unit) -> None:
    query = query_of(text)

    assert query.grain is not None
    assert query.grain.unit is unit


@pytest.mark.parametrize(
    "text",
    ["We have closed May. Footfall by state", "now that May is closed, footfall by state"],
)
def test_books_are_closed_too(text: str) -> None:
    query = query_of(text)

    assert (query.period, query.filters) == (Named(unit=Unit.MONTH, month_of=5), ())


def test_stores_are_closed_in_a_month() -> None:
    assert [each.dimension for each in query_of("footfall of doors closed in May").filters] == [
        "closed_on"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "how much of the growth in refunds came from Ohio",
        "what share of the increase in footfall was from Ohio",
    ],
)
def test_no_change_is_split_into_what_each_brought(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "which state contributed most to growth in refunds in May",
        "which state lost the most footfall in May against last year",
    ],
)
def test_what_is_brought_or_lost_is_an_amount(text: str) -> None:
    ranking = query_of(text).ranking

    assert ranking is not None
    assert ranking.show is Show.CHANGE


def test_a_plan_of_days_to_come_has_no_plan_of_its_own() -> None:
    outcome = dunmore().ask("target with share of target from depot Millbrook, December 2026")

    assert isinstance(outcome, Understood)
    assert outcome.query.metrics == ("target",)


def test_accounts_that_are_grouped_by_bring_nothing() -> None:
    outcome = dunmore().ask("billed by account in 2026 vs last year with growth")

    assert isinstance(outcome, Understood)
    assert outcome.query.comparisons[0].show == (Show.COMPARISON, Show.GROWTH)


def test_the_plan_of_a_named_period_is_of_all_its_weeks() -> None:
    named = query_of("planned gross profit for Q4")
    to_date = query_of("planned gross profit for Q4 to date")

    assert named.period == Named(unit=Unit.QUARTER, number=4)
    assert to_date.period == Relative(unit=Unit.QUARTER)


def test_a_number_is_valued_at_cost() -> None:
    assert query_of("average stock value by marque in May, at cost").metrics == (
        "average_inventory_value",
    )


def test_each_of_a_list_has_changed() -> None:
    query = query_of("change in footfall, in refunds and in stockout rate in May by state")

    assert query.metrics == ("visitors", "returns_amount", "stockout_rate")


def test_units_that_came_back_are_a_part_of_those_sold() -> None:
    assert query_of("refunds as a percent of units by state in May").metrics == ("return_rate",)


def test_an_increase_is_told_in_dollars_and_in_percent() -> None:
    query = query_of("what was the increase in refunds between Q1 and Q2, in dollars and percent")

    assert query.metrics == ("returns_amount",)
    assert {Show.CHANGE, Show.GROWTH} <= set(query.comparisons[0].show)


def test_the_change_of_a_rate_is_told_in_basis_points() -> None:
    query = query_of("stockout rate by state in May with the change in basis points on last year")

    assert Show.CHANGE in query.comparisons[0].show


def test_one_is_meant_where_something_is_said_to_be_its_own() -> None:
    ranking = query_of("the smallest state's share of footfall in May").ranking

    assert ranking is not None
    assert ranking.limit == 1


def test_a_table_may_be_set_out() -> None:
    assert query_of("please set out footfall by state in May").metrics == ("visitors",)
    assert isinstance(ask("set footfall to zero"), Refusal)
