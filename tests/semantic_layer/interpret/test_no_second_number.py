"""Words of the trade that tell how something sold, moved or ran, and are no number of their own."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Named, Span, Unit
from semantic_layer.query import ComparisonKind
from tests.semantic_layer.interpret.asking import ask, query_of

DECLINED = [
    # a price says how it sold: nobody asks for a row for each price
    "pieces of Bakeware sold full price in May",
    "Blazers full price revenue by week in May",
    "original price quantity of Beanies in May",
    # so does a discount
    "pieces sold at a discount by season in May",
    "refunds on items sold at markdown by state in May",
    "discounted quantity by season in May",
    "cost of discounted styles in May",
    # a season that is only pointed at, where no member names it
    "footfall this season",
    "orders of private label vs national brands this season to date",
    "season to date footfall",
    # a share that moved
    "which states gained share in May",
    "states whose share of refunds fell in May",
    "seasons losing share of quantity",
    "change in share by state vs last year",
    # a promotion of one year beside another year
    "Spring Refresh 2025 orders vs 2024",
    "Spring Refresh 2025 vs last year orders",
    "orders growth of Spring Refresh 2025",
    # every bucket beside one
    "orders by month since May, month over month",
    "weekly orders of the last 9 weeks vs last week",
]


@pytest.mark.parametrize("text", DECLINED)
def test_it_gives_no_number_for_what_is_only_told_beside_it(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("pieces of Beanies by list price in May", ("list_price",)),
        ("orders by season in May", ("season",)),
        ("share of refunds by state in May", ("state",)),
        ("orders by season this month", ("season",)),
        ("which seasons grew in refunds in May", ("season",)),
        ("conversion at Outlet stores by state in May", ("state",)),
    ],
)
def test_it_still_splits_by_what_is_named(text: str, dimensions: tuple[str, ...]) -> None:
    query = query_of(text)

    assert query.dimensions == dimensions
    assert len(query.metrics) == 1


@pytest.mark.parametrize("join", ["vs", "and", "compared with"])
def test_it_covers_the_years_of_all_that_is_named_with_its_year(join: str) -> None:
    query = query_of(f"orders of Spring Refresh 2024 {join} Spring Refresh 2026")

    assert query.period == Span(
        start=Named(unit=Unit.YEAR, year=2024), end=Named(unit=Unit.YEAR, year=2026)
    )
    assert query.comparisons == ()


def test_it_takes_the_one_year_that_is_named() -> None:
    assert query_of("orders of Spring Refresh 2024").period == Named(unit=Unit.YEAR, year=2024)


@pytest.mark.parametrize("rise", ["rise", "fall", "go up"])
def test_it_shows_a_rise_in_every_bucket_by_the_series(rise: str) -> None:
    query = query_of(f"did footfall {rise} every week in May")

    assert query.grain is not None
    assert query.grain.unit is Unit.WEEK
    assert query.comparisons == ()


def test_it_compares_every_bucket_with_last_year_where_that_is_said() -> None:
    (comparison,) = query_of("did footfall rise every week in May vs last year").comparisons

    assert comparison.kind is ComparisonKind.LAST_YEAR


@pytest.mark.parametrize("within", ["every month", "in every month", "in each month"])
def test_it_holds_a_limit_in_every_bucket_with_or_without_a_small_word(within: str) -> None:
    (limit,) = query_of(f"which doors had over 500 orders {within} this year").thresholds

    assert limit.each is not None
    assert limit.each.unit is Unit.MONTH
