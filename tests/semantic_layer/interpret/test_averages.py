"""Means over members and over units of time, and units of time that are counted."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Unit
from semantic_layer.query import (
    TIME,
    ComparisonKind,
    Direction,
    Filter,
    FilterOp,
    Grain,
    MetricQuery,
    Show,
)
from tests.semantic_layer.interpret.asking import ask, query_of


def unit_of(query: MetricQuery) -> tuple[Unit | None, bool]:
    """The unit of the series, and whether units without a row count as zero."""
    return (query.grain.unit, query.grain.fill) if query.grain else (None, False)


PER_MEMBER = {
    "average refunds per brand in August": ("returns_amount", "brand"),
    "avg labor hours per store in August": ("labor_hours", "store_name"),
    "mean discounts per promotion in fiscal 2024": ("discounts", "promotion_name"),
    "average number of visitors per district in August": ("visitors", "district"),
    "on average, how many units per category in August": ("units_sold", "category"),
    "gross sales per season on average in August": ("gross_sales", "season"),
    "typical labor cost per store in August": ("labor_cost", "store_name"),
}


@pytest.mark.parametrize("text", PER_MEMBER)
def test_it_averages_over_members(text: str) -> None:
    metric, dimension = PER_MEMBER[text]
    query = query_of(text)

    assert query.metrics == (metric,)
    assert (query.averaged, query.dimensions) == ((dimension,), (dimension,))
    assert (query.shown_dimensions, query.grain) == ((), None)


PER_UNIT = {
    "average visitors a day in August": Unit.DAY,
    "average visitors per day in August": Unit.DAY,
    "average daily visitors in August": Unit.DAY,
    "visitors a day on average in August": Unit.DAY,
    "visitors per day, on average, in August": Unit.DAY,
    "average weekly refunds in Q2": Unit.WEEK,
    "average refunds per week in Q2": Unit.WEEK,
    "average monthly refunds in fiscal 2024": Unit.MONTH,
    "average refunds per fiscal month in fiscal 2024": Unit.MONTH,
    "mean refunds per quarter in fiscal 2024": Unit.QUARTER,
}


@pytest.mark.parametrize("text", PER_UNIT)
def test_it_averages_over_units_of_time(text: str) -> None:
    query = query_of(text)

    assert query.averaged == (TIME,)
    assert unit_of(query) == (PER_UNIT[text], True)  # where nothing happened, zero counts
    assert (query.dimensions, query.shown_grain) == ((), None)


def test_it_averages_over_the_units_of_the_calendar_that_is_named() -> None:
    query = query_of("average labor hours per calendar month in calendar 2024")

    assert query.grain == Grain(unit=Unit.MONTH, calendar="gregorian", fill=True)


SPLIT = {
    "average discounts per promotion by promotion type": (
        ("promotion_name",),
        ("promotion_type",),
    ),
    "average labor cost per store in August by state": (("store_name",), ("state",)),
    "average daily refunds by season in August": ((TIME,), ("season",)),
    "average visitors a day in each state in August": ((TIME,), ("state",)),
    "visitors a week on average in Q2 for each district": ((TIME,), ("district",)),
}


@pytest.mark.parametrize("text", SPLIT)
def test_it_splits_the_means(text: str) -> None:
    averaged, shown = SPLIT[text]
    query = query_of(text)

    assert (query.averaged, query.shown_dimensions) == (averaged, shown)


SEVERAL = {
    "average visitors per store per week in Q2": (("store_name", TIME), Unit.WEEK, ()),
    "average weekly visitors per store in Q2 by state": (
        ("store_name", TIME),
        Unit.WEEK,
        ("state",),
    ),
    "mean discounts per category per month in fiscal 2024": (
        ("category", TIME),
        Unit.MONTH,
        (),
    ),
    "average refunds per day and per season in August": (("season", TIME), Unit.DAY, ()),
}


@pytest.mark.parametrize("text", SEVERAL)
def test_it_averages_over_several_things_at_once(text: str) -> None:
    averaged, unit, shown = SEVERAL[text]
    query = query_of(text)

    assert (query.averaged, query.shown_dimensions) == (averaged, shown)
    assert unit_of(query) == (unit, True)


def test_it_fills_no_days_where_the_rows_say_which_days() -> None:
    query = query_of("average refunds a day by day of week in Q2")

    assert (query.averaged, query.dimensions) == ((TIME,), ("day_of_week",))
    assert unit_of(query) == (Unit.DAY, False)  # a Monday has no other day of the week


HAS = {
    "labor cost per store by state in August": ("store_name", "state"),
    "visitors per store by district in August": ("store_name", "district"),
    "refunds per product by season in August": ("product_name", "season"),
    "late PO value per supplier by country": ("supplier_name", "country"),
    "discounts per promotion by promotion type in fiscal 2024": (
        "promotion_name",
        "promotion_type",
    ),
}


@pytest.mark.parametrize("text", HAS)
def test_it_averages_over_members_by_what_each_of_them_has(text: str) -> None:
    member, described = HAS[text]
    query = query_of(text)

    assert (query.averaged, query.shown_dimensions) == ((member,), (described,))


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("labor cost per store in August", ("store_name",)),
        ("transactions per store by channel in August", ("store_name", "channel")),
        ("refunds per season by state in August", ("season", "state")),
        ("refunds per brand by season in August", ("brand", "season")),
    ],
)
def test_it_splits_where_nobody_speaks_of_a_mean(text: str, dimensions: tuple[str, ...]) -> None:
    query = query_of(text)

    assert (query.averaged, query.dimensions) == ((), dimensions)


@pytest.mark.parametrize("words", ["refunds per day in August", "daily refunds in August"])
def test_it_shows_each_day_where_nobody_speaks_of_a_mean(words: str) -> None:
    query = query_of(words)

    assert (query.averaged, query.shown_grain) == ((), Grain(unit=Unit.DAY))


RATES = {
    "average stockout rate in August": "stockout_rate",
    "mean conversion by state in August": "conversion_rate",
    "average fill rate by supplier in Q2": "fill_rate",
    "average promo share by season": "promo_share",
    "average units per transaction in August": "units_per_transaction",
}


@pytest.mark.parametrize("text", RATES)
def test_it_takes_the_average_of_a_rate_for_the_rate(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.averaged) == ((RATES[text],), ())


def test_it_keeps_the_mean_that_is_part_of_a_name() -> None:
    query = query_of("average unit retail per week in Q2")

    assert (query.metrics, query.averaged) == (("average_unit_retail",), ())
    assert unit_of(query) == (Unit.WEEK, False)


@pytest.mark.parametrize(
    "text",
    [
        "the total and the average labor hours per store in August",
        "labor hours in August, the total and the average per store",
        "average refunds in August",  # over what?
        "average refunds by season",
        "average refunds per day by month in fiscal 2024",  # two units of time
        "median refunds per season",
        "average discounts per order in August",
    ],
)
def test_it_declines_a_mean_that_it_cannot_give(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_compares_limits_and_sorts_the_means() -> None:
    compared = query_of("average visitors a day in August vs last year")
    limited = query_of("states with average visitors per day above 700 in August")
    ranked = query_of("average weekly refunds by season, top 3, in Q2")
    ordered = query_of("average labor cost per store by state in August, highest first")

    assert [each.kind for each in compared.comparisons] == [ComparisonKind.LAST_YEAR]
    assert limited.thresholds[0].values == (700.0,)
    assert ranked.ranking is not None
    assert (ranked.ranking.by, ranked.ranking.limit) == ("returns_amount", 3)
    assert ordered.order[0].direction is Direction.DESC
    assert [q.averaged for q in (compared, limited, ranked)] == [(TIME,)] * 3
    assert ordered.averaged == ("store_name",)


BUCKETS = {
    "in how many weeks of Q2 were there more than 700 returned units": (Unit.WEEK, "gt", 700.0),
    "in how many weeks of Q2 did visitors exceed 9,000": (Unit.WEEK, "gt", 9000.0),
    "on how many days in August were there fewer than 40 orders": (Unit.DAY, "lt", 40.0),
    "how many months of fiscal 2024 had a stockout rate above 6%": (Unit.MONTH, "gt", 0.06),
    "in how many quarters of fiscal 2024 did refunds exceed $90,000": (
        Unit.QUARTER,
        "gt",
        90_000.0,
    ),
    "in how many of the four weeks of August was conversion under 21%": (Unit.WEEK, "lt", 0.21),
    "in how many weeks of Q2 did we miss plan": (Unit.WEEK, "lt", 0.0),
}


@pytest.mark.parametrize("text", BUCKETS)
def test_it_counts_the_units_that_keep_a_limit(text: str) -> None:
    unit, op, value = BUCKETS[text]
    query = query_of(text)

    assert (query.counted, query.grain, query.shown_grain) == (TIME, Grain(unit=unit), None)
    (limit,) = query.thresholds
    assert (limit.op, limit.values, limit.show) == (op, (value,), Show.VALUE)


def test_it_counts_them_in_each_group_and_of_what_is_kept() -> None:
    query = query_of("on how many days in August was conversion below 19% in malls, by state")

    assert (query.counted, query.shown_dimensions) == (TIME, ("state",))
    assert query.filters == (Filter(dimension="store_format", op=FilterOp.IN, values=("Mall",)),)


def test_it_counts_no_units_without_a_limit() -> None:
    assert isinstance(ask("how many days are there in August"), Refusal)


def test_it_tells_weeks_that_are_counted_from_weeks_of_supply() -> None:
    query = query_of("how many weeks of supply have we in Fragrance")

    assert (query.metrics, query.counted) == (("weeks_of_supply",), None)
