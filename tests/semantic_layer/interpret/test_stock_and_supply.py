"""Planners about stock, supply and pace: which number is meant, and of which days."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Clarification, Refusal, Understood
from semantic_layer.period import Relative, Rolling, Unit
from semantic_layer.query import Direction, Grain
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, seen_by


@pytest.mark.parametrize(
    "text",
    [
        "how many pieces do we hold in Ohio",
        "how many units do we have of Fragrance",
        "units held by brand",
        "which doors carry more than 4,200 units",
        "how many Fragrance articles do we have fewer than 14 units of on hand",
        "how many Fragrance articles have we under 14 pieces of in stock",
        "how many units were left at the end of June by marque",
    ],
)
def test_units_that_are_held_are_on_hand(text: str) -> None:
    assert query_of(text).metrics == ("on_hand_units",)


@pytest.mark.parametrize(
    "text",
    [
        "which of the marques we carry sold the most units in June",
        "how many units do we have sold in June",
        "the 4 doors with the most units in June",
    ],
)
def test_units_beside_no_verb_of_holding_were_sold(text: str) -> None:
    assert query_of(text).metrics == ("units_sold",)


def test_units_that_we_have_on_order_are_on_order() -> None:
    assert query_of("how many units do we have on order by marque").metrics == ("on_order_units",)


@pytest.mark.parametrize(
    "asked",
    [
        "and how much of it is overdue",
        "and how much of that amount is already late",
        "how much thereof is past due",
        "and of that how much is late",
    ],
)
def test_a_part_of_a_number_is_the_one_that_the_model_names_so(asked: str) -> None:
    query = query_of(f"outstanding order value by marque, {asked}")

    assert (query.metrics, query.dimensions) == (("open_po_value", "late_po_value"), ("brand",))


@pytest.mark.parametrize(
    "text",
    [
        "open PO units by marque, and how much of it is overdue",  # in units there is no such part
        "refunds by marque, and how much of it is overdue",
        "outstanding order value by marque, and how much of it is not overdue",
        "outstanding order value by marque, and what share of it is overdue",
        "outstanding order value by marque, and how many of them are overdue",
    ],
)
def test_no_other_part_stands_for_it(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        (
            "Open orders by marque: pieces and their dollar value",
            ("open_po_units", "open_po_value"),
        ),
        ("stock by marque: units and value at cost", ("on_hand_units", "inventory_value")),
        ("stock by marque: inventory dollars", ("inventory_value",)),
    ],
)
def test_a_list_behind_an_ambiguous_word_settles_it(text: str, metrics: tuple[str, ...]) -> None:
    assert query_of(text).metrics == metrics


def test_other_numbers_behind_it_do_not() -> None:
    assert isinstance(ask("stock by marque: units sold and value of refunds"), Clarification)


@pytest.mark.parametrize("verb", ["delivered", "have delivered"])
def test_a_verb_of_supply_says_nothing_new_of_a_number_about_it(verb: str) -> None:
    query = query_of(f"makers that {verb} under 77% of their lines on time in June")

    assert (query.metrics, query.thresholds[0].values) == (("supplier_on_time_rate",), (0.77,))


@pytest.mark.parametrize(
    "text",
    [
        "sell-through of goods received in June by marque",
        "how many units were delivered in June",
        "makers that shipped under 77% of their lines on time in June",
        "which makers deliver the most units",
        "orders shipped by state in June",
    ],
)
def test_it_passes_over_no_verb_of_supply_beside_another_number(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize("asked", ["how many times we turn our stock", "how often we turn stock"])
def test_times_are_counted_by_turns(asked: str) -> None:
    assert query_of(f"{asked} in June by marque").metrics == ("inventory_turns",)


@pytest.mark.parametrize("asked", ["did we discount Fragrance", "were orders refunded"])
def test_times_are_no_amounts(asked: str) -> None:
    assert isinstance(ask(f"how many times {asked} in June"), Refusal)


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ("on a rolling 6 week rate of sale", Rolling(unit=Unit.WEEK, count=6)),
        ("on a 7 week rate of sale", Rolling(unit=Unit.WEEK, count=7)),
        (
            "at the rate of sale of the last three weeks",
            Relative(unit=Unit.WEEK, offset=-3, count=3),
        ),
        ("on the last 5 weeks of sales", Relative(unit=Unit.WEEK, offset=-5, count=5)),
    ],
)
def test_a_rate_of_sale_beside_weeks_of_supply_is_its_period(asked: str, period: object) -> None:
    query = query_of(f"weeks of cover by marque {asked}")

    assert (query.metrics, query.period) == (("weeks_of_supply",), period)


def test_a_rate_of_sale_by_itself_is_units_a_week() -> None:
    query = query_of("rate of sale by marque in June")

    assert (query.metrics, query.averaged) == (("units_sold",), ("time",))
    assert query.grain == Grain(unit=Unit.WEEK, fill=True)


def test_a_rate_of_sale_as_a_heading_is_said_again() -> None:
    assert query_of("rate of sale: mean units a week by marque in June") == query_of(
        "mean units a week by marque in June"
    )


@pytest.mark.parametrize(
    "text",
    [
        "rate of sale by marque in June and weeks of cover",
        "conversion and rate of sale by state in June",
    ],
)
def test_a_rate_of_sale_beside_another_number_is_not_passed_over(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "stockout rate by marque in June and pieces on hand at month end",
        "stockout rate by marque in June and pieces on hand at the end of June",
        "in June, stockout rate by marque and pieces on hand at its end",
    ],
)
def test_the_end_of_its_own_period_says_when_stock_is_counted(text: str) -> None:
    assert query_of(text) == query_of("stockout rate and pieces on hand by marque in June")


@pytest.mark.parametrize(
    "text",
    [
        "pieces on hand in May at the end of June",
        "pieces on hand at the end of May and refunds in June",
        "refunds in June at its end",
    ],
)
def test_another_end_is_not_passed_over(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_members_that_are_each_asked_for_are_not_added_up() -> None:
    for text in (
        "how much of our refunds in June was Fragrance and how much Denim",
        "how many refunds in June were Fragrance and how many Denim",
    ):
        query = query_of(text)
        assert (query.dimensions, query.filters[0].values) == (
            ("category",),
            ("Fragrance", "Denim"),
        )


def test_a_share_beside_two_of_several_is_asked_for_by_itself() -> None:
    asked = "how much of our refunds in June was Fragrance and how much Denim, with % of total"

    assert isinstance(ask(asked), Refusal)
    both = query_of(
        "how much of refunds was private brand and how much name brands, and the percentage"
    )
    assert [each.metric for each in both.shares] == ["returns_amount"]


def test_one_of_a_kind_on_a_day_is_the_mean_of_all_of_them() -> None:
    query = query_of(
        "on average how many orders does one neighbourhood door get on a Tuesday in June"
    )

    assert (query.averaged, query.dimensions) == (
        ("store_name", "time"),
        ("day_of_week", "store_name"),
    )
    assert query.grain == Grain(unit=Unit.DAY)


def test_all_of_them_together_are_one() -> None:
    assert query_of("footfall in June, all doors together").dimensions == ()


def test_what_stands_is_as_of_today() -> None:
    assert query_of("open PO value today by maker") == query_of("open PO value by maker")


def test_members_that_are_found_stand_as_they_were_ranked() -> None:
    query = query_of(
        "Take the 4 doors holding the most pieces at the end of June. "
        "Show stock on hand, refunds in June for each"
    )

    assert [(each.by, each.direction) for each in query.order] == [
        ("on_hand_units", Direction.DESC)
    ]


def test_a_total_beside_a_mean_is_declined_with_its_reason() -> None:
    outcome = ask("refunds by state in June: the total and the average per door")

    assert isinstance(outcome, Refusal)
    assert "mean" in outcome.detail
    assert not isinstance(ask("conversion in June, the total and the average"), Understood)


@pytest.mark.parametrize(
    "text",
    [
        "how many pieces and how much $ do we have in open orders, by maker",
        "open orders by maker in pieces and dollars",
        "pieces and dollars on open orders by maker",
    ],
)
def test_units_and_dollars_of_one_word_are_both_its_readings(text: str) -> None:
    assert query_of(text).metrics == ("open_po_units", "open_po_value")


def test_units_beside_a_value_of_stock_are_of_the_stock() -> None:
    assert query_of("pieces and value of stock by marque").metrics == (
        "on_hand_units",
        "inventory_value",
    )
    assert query_of("pieces and value of refunds by marque").metrics[0] == "units_sold"


@pytest.mark.parametrize("left", ["left", "in stock", "on hand"])
def test_units_that_are_left_are_on_hand(left: str) -> None:
    query = query_of(f"how many pieces did each marque have {left} at the end of June")

    assert (query.metrics, query.dimensions) == (("on_hand_units",), ("brand",))


@pytest.mark.parametrize(
    ("text", "averaged"),
    [
        ("how many orders does a neighbourhood door take on average in June", ("store_name",)),
        ("mean daily footfall in a neighbourhood in June", ("store_name", "time")),
        ("orders per door per day by state in June", ("store_name", "time")),
    ],
)
def test_one_of_a_kind_stands_for_each_of_them(text: str, averaged: tuple[str, ...]) -> None:
    assert query_of(text).averaged == averaged


def test_a_rate_of_sale_is_ranked_as_it_is_told() -> None:
    query = query_of("top 6 marques by rate of sale in June")
    told = describe(query, seen_by("executive")[0], CLOCK)

    assert query.averaged == ("time",)
    assert told.startswith("Average units sold per week by brand, top 6")
    again = query_of(told)
    assert (again.averaged, again.ranking) == (query.averaged, query.ranking)


@pytest.mark.parametrize("dimension", ["SKUs", "doors"])
def test_members_are_not_counted_by_a_rate_that_each_has(dimension: str) -> None:
    outcome = ask(f"how many {dimension} were out of stock in June")

    assert isinstance(outcome, Refusal)
    assert "limit" in outcome.detail


def test_what_has_and_lacks_something_is_asked_for_by_itself() -> None:
    assert isinstance(ask("refunds in June: how much promoted, how much not promoted"), Refusal)


def test_store_weeks_are_what_a_stockout_rate_is_of() -> None:
    query = query_of("marques out of stock in over 17% of their store-weeks in June")

    assert (query.dimensions, query.thresholds[0].values) == (("brand",), (0.17,))
    assert isinstance(ask("marques out of stock in over 17% of their weeks in June"), Refusal)


def test_month_ends_of_several_months_are_a_series() -> None:
    assert query_of("month-end pieces on hand by marque since May").grain is not None


MOMENTS = {
    "weeks of supply at the end of May": "1 March to 30 May 2026",
    "weeks of supply as of last Saturday by brand": "9 August to 7 November 2026",
    "weeks of supply as at 12 September 2026": "14 June to 12 September 2026",
    "weeks of supply on June 6": "8 March to 6 June 2026",
    "weeks of supply as of week 30": "weeks 18 to 30 of fiscal 2026",
}


@pytest.mark.parametrize("text", MOMENTS)
def test_the_days_that_stock_is_measured_by_end_at_the_moment_named(text: str) -> None:
    index, _ = seen_by("executive")

    assert MOMENTS[text] in describe(query_of(text), index, CLOCK)


def test_each_of_two_moments_has_its_days() -> None:
    query = query_of("weeks of supply at the end of June vs the end of May")

    assert query.period is not None
    (against,) = query.comparisons
    assert (query.period.kind, against.period and against.period.kind) == ("rolling", "rolling")


@pytest.mark.parametrize("text", ["weeks of supply in May", "weeks of supply last week by brand"])
def test_days_that_are_named_are_those_of_the_pace(text: str) -> None:
    assert not isinstance(query_of(text).period, Rolling)
