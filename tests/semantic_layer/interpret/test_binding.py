"""Each rule by which words bind to one another, by its name."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Clarification, Outcome, Refusal, Understood
from semantic_layer.period import Unit
from semantic_layer.query import ComparisonKind, Direction, FilterOp, MetricQuery, Show
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, seen_by

Filters = dict[str, tuple[FilterOp, set[object]]]


def filters(query: MetricQuery) -> Filters:
    return {each.dimension: (each.op, set(each.values)) for each in query.filters}


@pytest.mark.parametrize(
    "text",
    [
        "orders in the Southeast, West and Midwest last month",
        "orders for the Southeast + West + Midwest last month",
        "last month's orders, only Southeast, Midwest and West",
    ],
)
def test_it_reads_a_list_of_members_as_one_filter(text: str) -> None:
    query = query_of(text)

    assert filters(query) == {"region": (FilterOp.IN, {"Southeast", "West", "Midwest"})}
    assert query.dimensions == ()


def test_it_filters_each_dimension_on_its_own() -> None:
    query = query_of("units of Calder dresses in Flagship stores last week")

    assert filters(query) == {
        "brand": (FilterOp.IN, {"Calder"}),
        "category": (FilterOp.IN, {"Dresses"}),
        "store_format": (FilterOp.IN, {"Flagship"}),
    }


@pytest.mark.parametrize(
    "words",
    ["excluding", "without", "except", "other than", "but not", "leaving out", "not counting"],
)
def test_it_negates_a_whole_list(words: str) -> None:
    query = query_of(f"net sales by department last week {words} Kids and Beauty")

    assert filters(query) == {"department": (FilterOp.NOT_IN, {"Kids", "Beauty"})}


def test_it_ends_a_negation_where_another_word_leads() -> None:
    query = query_of("units last week excluding outlets in the Midwest")

    assert filters(query) == {
        "store_format": (FilterOp.NOT_IN, {"Outlet"}),
        "region": (FilterOp.IN, {"Midwest"}),
    }


def test_it_reads_not_on_a_promotion_as_having_none() -> None:
    assert filters(query_of("units that were not on a promotion last month")) == {
        "promotion_name": (FilterOp.IS_NULL, set())
    }
    assert filters(query_of("units on promotion last month")) == {
        "promotion_name": (FilterOp.NOT_NULL, set())
    }


def test_it_takes_members_against_each_other_as_filter_and_breakdown() -> None:
    for text in ("Mall vs Outlet orders last month", "compare Mall and Outlet orders last month"):
        query = query_of(text)

        assert filters(query) == {"store_format": (FilterOp.IN, {"Mall", "Outlet"})}
        assert query.dimensions == ("store_format",)


def test_it_takes_periods_against_each_other_as_a_comparison() -> None:
    (comparison,) = query_of("orders in August vs July").comparisons

    assert comparison.kind is ComparisonKind.PERIOD


def test_it_takes_a_metric_against_its_plan_as_a_comparison() -> None:
    for text in ("gross margin vs plan last week", "gross margin versus planned gross margin"):
        query = query_of(text)

        assert query.metrics == ("gross_margin",)
        assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_it_takes_two_metrics_against_each_other_as_both() -> None:
    assert query_of("orders vs visitors by region").metrics == ("orders", "visitors")


@pytest.mark.parametrize(
    ("words", "op", "values"),
    [
        ("over 500", "gt", (500.0,)),
        ("more than 1.5k", "gt", (1500.0,)),
        ("at least two thousand", "gte", (2000.0,)),
        ("under 40", "lt", (40.0,)),
        ("no more than 7", "lte", (7.0,)),
        ("between 10 and 20", "between", (10.0, 20.0)),
    ],
)
def test_it_keeps_groups_by_a_limit_on_a_metric(
    words: str, op: str, values: tuple[float, ...]
) -> None:
    query = query_of(f"which brands had {words} orders last week")

    (threshold,) = query.thresholds
    assert (threshold.metric, threshold.op, threshold.values) == ("orders", op, values)
    assert query.dimensions == ("brand",)


def test_it_reads_percent_as_a_fraction_of_a_rate() -> None:
    for text in ("stores under 12% conversion", "stores with conversion below 12 percent"):
        (threshold,) = query_of(text).thresholds

        assert threshold.values == (0.12,)


def test_it_tells_a_limit_on_an_attribute_from_one_on_a_metric() -> None:
    query = query_of("units of products with a list price under $30 by category last week")

    assert query.thresholds == ()
    assert filters(query) == {"list_price": (FilterOp.LT, {30})}
    assert query.dimensions == ("category",)


def test_it_gives_a_date_to_the_attribute_beside_it() -> None:
    query = query_of("net sales last month from stores opened since 2025-05-01")

    assert filters(query) == {"opened_on": (FilterOp.GTE, {date(2025, 5, 1)})}
    assert query.dimensions == ()


def test_it_makes_the_noun_of_a_question_its_breakdown() -> None:
    query = query_of("which stores opened before 2024 sold more than 1000 units last month")

    assert query.dimensions == ("store_name",)
    assert query.thresholds[0].metric == "units_sold"


def test_it_makes_the_noun_after_a_member_part_of_the_filter() -> None:
    query = query_of("returned units of Meridian products by reason")

    assert filters(query) == {"brand": (FilterOp.IN, {"Meridian"})}
    assert query.dimensions == ("reason",)


@pytest.mark.parametrize(
    "text",
    [
        "top 4 brands by units last week",
        "which 4 brands sold the most units last week",
        "4 highest units by brand last week",
        "brands with the most units last week, top 4",
    ],
)
def test_it_reads_a_ranking_in_any_order_of_words(text: str) -> None:
    ranking = query_of(text).ranking

    assert ranking is not None
    assert (ranking.by, ranking.limit, ranking.direction) == ("units_sold", 4, Direction.DESC)


def test_it_ranks_the_worst_by_what_is_favourable() -> None:
    worst_returns = query_of("3 worst brands by return rate").ranking
    worst_sales = query_of("3 worst brands by net sales").ranking

    assert worst_returns is not None
    assert worst_sales is not None
    assert worst_returns.direction is Direction.DESC
    assert worst_sales.direction is Direction.ASC


def test_it_ranks_within_each_group_that_is_named() -> None:
    query = query_of("top 2 categories by orders in each region last week")

    assert query.dimensions == ("region", "category")
    assert query.ranking is not None
    assert query.ranking.within == ("region",)


def test_it_ranks_by_growth() -> None:
    query = query_of("5 fastest growing brands by orders last quarter")

    assert query.ranking is not None
    assert query.ranking.show is Show.GROWTH
    assert query.comparisons[0].kind is ComparisonKind.LAST_YEAR


def test_it_sorts_without_leaving_rows_out() -> None:
    query = query_of("orders by brand last week, smallest first")

    assert query.ranking is None
    assert query.order[0].direction is Direction.ASC


def test_it_puts_a_share_beside_its_metric() -> None:
    query = query_of("what percentage of units came from each brand last week")

    assert [each.metric for each in query.shares] == ["units_sold"]
    assert query.dimensions == ("brand",)


def test_it_lends_a_name_its_missing_words() -> None:
    assert query_of("gross and net sales last week").metrics == ("gross_sales", "net_sales")


def test_it_lists_breakdowns_in_the_order_asked() -> None:
    query = query_of("orders by brand, channel and region last week")

    assert query.dimensions == ("brand", "channel", "region")


def test_it_groups_by_time_and_by_members_together() -> None:
    query = query_of("weekly orders by channel since August")

    assert query.grain is not None
    assert query.grain.unit is Unit.WEEK
    assert query.dimensions == ("channel",)


def test_it_mends_a_slip_of_the_hand() -> None:
    assert query_of("retrun rate by deparment last week") == query_of(
        "return rate by department last week"
    )


def test_it_says_which_default_it_took() -> None:
    assumed = getattr(ask("orders by brand"), "assumed", ())

    assert assumed == ("the year to date, as no period was named",)


def test_it_takes_the_year_in_a_promotions_name_as_its_period() -> None:
    query = query_of("units on Summer Clearance 2025 by category")

    assert query.period is not None
    assert query.period.model_dump(exclude_none=True)["year"] == 2025


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("wholesale sales last month", "wholesale"),
        ("unique orders by region", "unique"),
        ("net sales per employee", "employee"),
        ("median order count by store", "median"),
        ("churned customers last month", "churned"),
        ("organic orders by channel", "organic"),
    ],
)
def test_it_never_drops_a_word_that_matters(text: str, word: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert word in outcome.detail.casefold()


def test_it_does_not_divide_metrics_that_nobody_defined() -> None:
    for text in ("labor cost as a % of sales by store", "labor hours per order"):
        assert isinstance(ask(text), Refusal)


def test_it_asks_where_a_name_is_a_day_and_a_promotion() -> None:
    assert isinstance(ask("Cyber Monday 2025 orders"), Clarification)


@pytest.mark.parametrize(
    "text",
    [
        "orders in the West or on Mondays",  # filters hold together, they cannot say either
        "orders by month and by year",  # one series at a time
        "Online share of orders by region last week",  # only net sales has an online share
        "units by brand, in orders",  # no metric by both names
        "orders in stores with more than 3 colours",  # no limit on the metric before it
        "labor cost per order by store",
        "% of plan by region",
    ],
)
def test_it_declines_rather_than_answers_a_near_question(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_ranks_by_growth_named_behind_the_metric() -> None:
    for text in ("top 3 brands by orders growth", "top 3 brands by growth in orders"):
        ranking = query_of(text).ranking

        assert ranking is not None
        assert (ranking.by, ranking.show) == ("orders", Show.GROWTH)


def test_it_keeps_groups_on_one_side_of_plan() -> None:
    (threshold,) = query_of("which regions missed plan last month").thresholds

    assert (threshold.op, threshold.values) == ("lt", (0.0,))


def test_it_leaves_the_noun_to_a_limit_that_needs_groups() -> None:
    query = query_of("suppliers from India with a fill rate below 95%")

    assert query.dimensions == ("supplier_name",)
    assert filters(query) == {"country": (FilterOp.IN, {"India"})}


def test_it_sets_the_actual_against_the_plan_in_the_period_of_both() -> None:
    for text in ("budget vs actual last week by department", "plan versus actuals by brand in May"):
        query = query_of(text)

        assert query.metrics == ("net_sales",)
        assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]
        assert query.period is not None


@pytest.mark.parametrize(
    "text",
    [
        "orders of products under $45 last week",
        "top 3 products over $20 by orders last month",
    ],
)
def test_it_takes_a_limit_for_the_attribute_that_has_its_unit(text: str) -> None:
    query = query_of(text)

    assert query.thresholds == ()
    assert "list_price" in filters(query)


@pytest.mark.parametrize(
    "text",
    [
        "brands with more than $40 orders",
        "stores with over 20% visitors",
        "products above $80: gross sales last week",
        "which brands grew by more than $500 last month",
        "top 2 brands and top 4 regions by orders",
        "stock in units by region now and stockout rate now",
        "top and bottom 5 brands by orders",
        "worst and best brands by orders",
        "orders by region in the West with share",
    ],
)
def test_it_says_that_it_cannot_tell_what_is_limited_or_ranked(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == "not_understood"


def test_it_keeps_the_groups_over_a_limit_in_a_follow_up() -> None:
    before = query_of("orders by store last week")

    query = query_of("only stores over 90 orders", previous=before)

    assert filters(query) == {}
    assert (query.dimensions, query.thresholds[0].values) == (("store_name",), (90.0,))


def test_it_lets_the_worst_win_over_the_top() -> None:
    for text in ("brands by return rate, top 4 worst", "top 4 worst brands by return rate"):
        ranking = query_of(text).ranking

        assert ranking is not None
        assert (ranking.limit, ranking.direction) == (4, Direction.DESC)


def test_it_ranks_by_the_end_named_with_the_metric() -> None:
    ranking = query_of("top 6 stores by lowest return rate").ranking

    assert ranking is not None
    assert (ranking.limit, ranking.direction) == (6, Direction.ASC)


def test_it_takes_fall_before_a_number_for_the_season() -> None:
    assert filters(query_of("fall orders by brand")) == {"season": (FilterOp.IN, {"Fall"})}
    assert query_of("did orders fall last week").comparisons


def test_it_takes_no_superlative_for_a_member() -> None:
    assert filters(query_of("top 5 brands by orders")) == {}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("How high were discounts on Labor Day 2025?", "discounts on Labor Day 2025"),
        ("How much did the Midwest bring in last week?", "How much for the Midwest last week?"),
        ("gross sales in dollars by brand last week", "gross sales by brand last week"),
        ("brands w return rate under 5% last week", "brands with return rate under 5% last week"),
        ("gross sls by brand lw", "gross sales by brand last week"),
        ("gross Kids sales by brand last week", "gross sales for Kids by brand last week"),
        ("units of products sourced from India in May", "units from India in May"),
        ("orders of Silver and Bronze combined in May", "orders of Silver and Bronze in May"),
        ("orders in the second quarter of last fiscal year", "orders in Q2 of last fiscal year"),
        ("how far off plan was each state in May", "sales against plan by state in May"),
        ("the value of my inventory by brand", "inventory value by brand"),
        ("active customers who joined in May", "active customers joined in May"),
    ],
)
def test_it_reads_a_polite_or_short_question_as_the_plain_one(text: str, plain: str) -> None:
    one, other = ask(text), ask(plain)

    assert isinstance(one, Understood | Clarification), one
    assert _queries(one) == _queries(other)


def _queries(outcome: Outcome) -> list[MetricQuery | None]:
    if isinstance(outcome, Understood):
        return [outcome.query]
    return [each.query for each in outcome.choices] if isinstance(outcome, Clarification) else []


def test_it_lists_units_of_time() -> None:
    query = query_of("which weeks in May had more than 300 orders")

    assert query.grain is not None
    assert (query.grain.unit, query.thresholds[0].values) == (Unit.WEEK, (300.0,))


def test_it_reads_how_far_from_plan_the_groups_are() -> None:
    (threshold,) = query_of("which states missed their plan by more than 7% in May").thresholds

    assert (threshold.metric, threshold.op, threshold.values) == ("sales_vs_plan", "lt", (-0.07,))


@pytest.mark.parametrize(
    "text",
    [
        *("the busiest week of May", "units in dollars", "longest orders by brand"),
        *(
            "gross sales of dollar stores",
            "orders on hold",
            "orders of Hats and Belts sold together",
        ),
    ],
)
def test_it_answers_nothing_in_the_place_of_what_it_cannot_say(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("late PO value by category", "Late PO value by category, as of now"),
        (
            "worst store by conversion in May",
            "Bottom 1 store by conversion rate, fiscal May 2026 (3 to 30 May 2026)",
        ),
        (
            "App orders in May vs April",
            "Orders, fiscal May 2026 (3 to 30 May 2026), only channel App; "
            "compared with fiscal April 2026 (5 April to 2 May 2026)",
        ),
    ],
)
def test_it_says_what_it_has_understood(text: str, sentence: str) -> None:
    assert describe(query_of(text), seen_by("executive")[0], CLOCK) == sentence


def test_it_keeps_the_groups_on_the_side_of_the_plan_that_is_named() -> None:
    (threshold,) = query_of("states ahead of plan in May").thresholds

    assert (threshold.metric, threshold.op, threshold.values) == ("sales_vs_plan", "gt", (0.0,))
    assert query_of("sales against plan by state in May").thresholds == ()


@pytest.mark.parametrize(
    ("text", "counted", "limits"),
    [
        ("how many districts had over 700 refunds in May", "district", [("gt", 700.0)]),
        ("number of different brands with a return rate under 4%", "brand", [("lt", 0.04)]),
        ("how many categories grew in units in Q1 vs last year", "category", [("gt", 0.0)]),
        ("count of states where gross sales fell last week on last year", "state", [("lt", 0.0)]),
        ("how many states had 90 orders or more last week", "state", [("gte", 90.0)]),
        ("how many formats missed plan in May", "store_format", [("lt", 0.0)]),
        ("how many states sold Beauty in April", "state", []),
    ],
)
def test_it_counts_the_members_that_keep_a_limit(
    text: str, counted: str, limits: list[tuple[str, float]]
) -> None:
    query = query_of(text)

    assert (query.counted, query.dimensions) == (counted, (counted,))
    assert [(each.op, *each.values) for each in query.thresholds] == limits


def test_it_counts_members_within_each_group() -> None:
    query = query_of("how many districts of each region missed plan in May")

    assert (query.counted, set(query.dimensions)) == ("district", {"district", "region"})
    assert [(each.metric, each.op) for each in query.thresholds] == [("sales_vs_plan", "lt")]


def test_it_asks_by_which_number_members_are_counted() -> None:
    outcome = ask("how many brands shrank last month vs last year")

    assert isinstance(outcome, Clarification)
    assert {each.query.counted for each in outcome.choices if each.query} == {"brand"}


def test_it_counts_nothing_that_no_number_reaches() -> None:
    outcome = ask("how many return reasons are there")

    assert isinstance(outcome, Refusal)
    assert "how many return reasons had orders" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "Good afternoon, sorry to disturb your lunch! orders by state in May. Enjoy your evening",
        "Howdy - hope all is fine at the new place: orders by state in May?",
        "Orders by state in May? No hurry at all. Cheers!",
        "me again... thx a bunch! orders by state in May, bye",
    ],
)
def test_it_leaves_courtesies_aside(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("orders",), ("state",))
    assert query.period == query_of("orders by state in May").period


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, only the Midwest. Orders last week",
        "Thanks! Exclude the Midwest. Orders last week",
        "Hello. Orders last week. The highest first, sorry",
        "Thank you. Orders last week in euros",
    ],
)
def test_it_leaves_nothing_aside_that_says_how_the_number_is_wanted(text: str) -> None:
    outcome = ask(text)

    if isinstance(outcome, Understood):
        assert outcome.query != query_of("orders last week")
