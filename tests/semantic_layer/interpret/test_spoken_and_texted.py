"""How people speak and text: what is set beside what, of which part, and what words do not say."""

from __future__ import annotations

import pytest

from semantic_layer.errors import ReadOnly
from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Dates, Days, Relative, Unit
from semantic_layer.query import ComparisonKind, Direction, Filter, FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of
from tests.semantic_layer.interpret.test_binding import filters

FENWICK = (Filter(dimension="brand", values=("Fenwick",)),)
SKINCARE = {"category": (FilterOp.IN, {"Skincare"})}


@pytest.mark.parametrize(
    "text",
    [
        "Fenwick share of refunds in Skincare in May",
        "Fenwick's share of Skincare refunds in May",
        "what was Fenwick's share of refunds within Skincare in May",
    ],
)
def test_whose_share_it_is_stands_before_it_and_in_what_behind(text: str) -> None:
    query = query_of(text)

    assert [each.part for each in query.shares] == [FENWICK]
    assert filters(query) == SKINCARE


def test_it_takes_how_much_of_a_number_for_a_share_where_a_part_is_said() -> None:
    (share,) = query_of("how much of Skincare refunds was Fenwick in May").shares

    assert share.part == FENWICK
    assert query_of("how much of Fenwick was refunded in May").shares == ()


@pytest.mark.parametrize("verb", ["differ across", "vary by", "differ between"])
def test_it_splits_by_what_a_number_differs_across(verb: str) -> None:
    query = query_of(f"how did lead time {verb} countries in May")

    assert (query.dimensions, query.comparisons) == (("country",), ())


def test_it_compares_two_periods_that_a_number_differs_between() -> None:
    (comparison,) = query_of("how did refunds differ between June and July").comparisons

    assert comparison.kind is ComparisonKind.PERIOD


def test_it_takes_between_two_months_for_one_stretch() -> None:
    assert query_of("refund rate between May and July by state").grain is None


@pytest.mark.parametrize(
    ("text", "total"), [("and the total discount", False), ("and the total", True)]
)
def test_a_total_of_a_named_number_is_no_row_of_totals(text: str, total: bool) -> None:
    assert query_of(f"labor cost {text} in May by state").subtotals == (("state",) if total else ())


@pytest.mark.parametrize("text", ["how many door footfall", "how many state refunds"])
def test_it_counts_no_nouns_that_only_say_of_which_kind_a_number_is(text: str) -> None:
    outcome = ask(f"{text} in May")

    assert not isinstance(outcome, Understood) or outcome.query.counted is None


def test_it_gives_a_row_to_each_of_the_askers_groups_where_an_order_is_wanted() -> None:
    query = query_of("footfall all my doors in May, lowest first")

    assert query.dimensions == ("store_name",)
    assert [each.direction for each in query.order] == [Direction.ASC]


def test_one_number_has_no_order() -> None:
    outcome = ask("footfall in May, lowest first")

    assert isinstance(outcome, Refusal)
    assert "nothing to put in order" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "Skincare, Makeup and Fragrance: refunds and discounts in May",
        "put Skincare, Makeup and Fragrance refunds side by side in May",
        "split May refunds between Skincare, Makeup and Fragrance",
        "refunds of Skincare vs of Makeup vs of Fragrance in May",
    ],
)
def test_members_that_head_a_list_or_stand_side_by_side_have_a_row_each(text: str) -> None:
    query = query_of(text)

    assert query.dimensions == ("category",)
    assert filters(query) == {"category": (FilterOp.IN, {"Skincare", "Makeup", "Fragrance"})}


def test_a_list_that_is_to_be_added_up_has_one_row() -> None:
    assert query_of("Skincare and Makeup combined: refunds in May").dimensions == ()


def test_a_difference_between_members_is_no_filter() -> None:
    assert isinstance(ask("difference in refunds between Skincare and Makeup in May"), Refusal)


def test_it_changes_nothing_where_only_a_table_is_wished_for() -> None:
    outcome = ask("put the list price of Makeup to 5")

    assert isinstance(outcome, Refusal)
    assert outcome.code == ReadOnly.code


def test_a_month_that_is_also_a_verb_is_not_passed_over() -> None:
    assert isinstance(ask("refunds in February and May"), Refusal)
    assert isinstance(ask("and may I see refunds of last week"), Understood)


@pytest.mark.parametrize("day", ["yest", "yday", "ystrdy"])
def test_it_knows_yesterday_as_it_is_texted(day: str) -> None:
    assert query_of(f"footfall {day}").period == Days(offset=-1)


def test_the_best_ever_is_the_best_of_all_the_data() -> None:
    assert query_of("our single worst day ever for refunds").period == Dates()
    assert query_of("which state ever had refunds last week").period == Relative(
        unit=Unit.WEEK, offset=-1
    )


@pytest.mark.parametrize(
    "beside",
    ["with LY next to it", "alongside the prior year", "with last year beside it"],
)
def test_it_shows_last_year_in_the_next_column(beside: str) -> None:
    (comparison,) = query_of(f"footfall by state in May {beside}").comparisons

    assert comparison.kind is ComparisonKind.LAST_YEAR


def test_a_verb_that_is_joined_to_a_second_number_is_the_first() -> None:
    text = "how much did Fenwick sell in May and how much was refunded"

    assert query_of(text).metrics == ("net_sales", "returns_amount")
    assert query_of("how many pieces did Fenwick sell in May").metrics == ("units_sold",)


@pytest.mark.parametrize(
    "text",
    [
        "how many items did shoppers bring back in May",
        "pieces that were sent back in May",
        "how many units did people return in May",
    ],
)
def test_it_counts_what_people_brought_back(text: str) -> None:
    assert query_of(text).metrics == ("returned_units",)


def test_it_ranks_nouns_on_a_number() -> None:
    query = query_of("rank subcategories of Skincare on refunds in May")

    assert query.dimensions == ("subcategory",)
    assert [(each.by, each.direction) for each in query.order] == [
        ("returns_amount", Direction.DESC)
    ]


def test_the_most_sold_are_the_top() -> None:
    ranking = query_of("the 6 marques more sold in pieces in May").ranking

    assert ranking is not None
    assert (ranking.limit, ranking.direction) == (6, Direction.DESC)


def test_it_gives_several_quarters_of_a_rate_beside_an_amount_each_by_itself() -> None:
    assert query_of("refunds and conversion for Q1 and Q2").grain is not None
    assert query_of("refunds and visitors for Q1 and Q2").grain is None


def test_a_promotion_is_something_to_sell_under() -> None:
    (kept,) = query_of("pieces sold under Memorial Day Sale 2025 in May 2025").filters

    assert kept.dimension == "promotion_name"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("how many brand new shoppers came in May", "new_customers"),
        ("how many people walked in yesterday", "visitors"),
        ("members share of sales in Ohio in May", "loyalty_share"),
    ],
)
def test_it_knows_these_words_of_the_shop_floor(text: str, metric: str) -> None:
    assert query_of(text).metrics == (metric,)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("states with more as 700 visitors in May", "gt"),
        ("doors with less as 40 orders in May", "lt"),
    ],
)
def test_it_takes_as_for_than_behind_a_comparative(text: str, op: str) -> None:
    assert [each.op for each in query_of(text).thresholds] == [op]


def test_it_passes_over_how_the_asker_is_addressed() -> None:
    assert query_of("Respected sir please give refunds by state in May") == query_of(
        "refunds by state in May"
    )


def test_it_knows_what_has_fallen() -> None:
    query = query_of("which states have fallen in footfall in May vs last year")

    assert [(each.metric, each.op) for each in query.thresholds] == [("visitors", "lt")]
