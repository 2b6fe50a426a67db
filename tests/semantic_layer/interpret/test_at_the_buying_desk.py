"""How merchandisers put it: rankings of moves, things of a kind, dollars, and who outsold whom."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Refusal
from semantic_layer.period import Unit
from semantic_layer.query import Direction, Filter, MetricQuery, Show
from tests.semantic_layer.interpret.asking import ask, query_of

BEANIES = Filter(dimension="subcategory", values=("Beanies",))


@pytest.mark.parametrize(
    ("text", "show", "direction", "limit"),
    [
        ("seven biggest state drops in refunds in May", Show.GROWTH, Direction.ASC, 7),
        ("seven biggest state drops in $ in May", Show.CHANGE, Direction.ASC, 7),
        ("biggest dollar drop in refunds by state in May", Show.CHANGE, Direction.ASC, 10),
        ("largest state gains in footfall in May", Show.GROWTH, Direction.DESC, 10),
        ("largest state gain in footfall in May", Show.GROWTH, Direction.DESC, 1),
    ],
)
def test_it_ranks_the_moves_of_a_noun(
    text: str, show: Show, direction: Direction, limit: int
) -> None:
    query = query_of(text)

    assert query.dimensions == ("state",)
    assert query.ranking is not None
    ranking = query.ranking
    assert (ranking.show, ranking.direction, ranking.limit) == (show, direction, limit)


def test_it_ranks_a_noun_that_has_its_number_before() -> None:
    query = query_of("who are our four slowest vendors by lead time")

    assert query.ranking is not None
    assert (query.ranking.limit, query.dimensions) == (4, ("supplier_name",))


@pytest.mark.parametrize("way", ["lowest at the top", "smallest first"])
def test_it_orders_once_where_the_way_is_said_apart(way: str) -> None:
    (order,) = query_of(f"rank seasons on refunds, {way}, in May").order

    assert (order.by, order.direction) == ("returns_amount", Direction.ASC)


@pytest.mark.parametrize(
    "text",
    [
        "which beanies had over 30 orders in May",
        "beanies with over 30 orders in May",
    ],
)
def test_a_kind_stands_for_its_things_where_a_limit_needs_groups(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.filters) == (("product_name",), (BEANIES,))


def test_it_counts_the_things_of_a_kind() -> None:
    query = query_of("how many of our beanies had over 30 orders in May")

    assert (query.counted, query.filters) == ("product_name", (BEANIES,))


def test_a_kind_with_groups_of_its_own_stands_for_none() -> None:
    assert query_of("beanies with over 30 orders in May by state").dimensions == ("state",)


def test_a_limit_needs_groups_where_members_have_no_things() -> None:
    assert isinstance(ask("which Gold have over 30 orders in May"), Refusal | Clarification)


@pytest.mark.parametrize("verb", ["beat", "outsell", "outperform"])
def test_one_member_beside_the_other_that_it_beat(verb: str) -> None:
    query = query_of(f"did Beanies {verb} Blazers in May")

    assert (query.metrics, query.dimensions) == (("net_sales",), ("subcategory",))
    assert query.filters == (Filter(dimension="subcategory", values=("Beanies", "Blazers")),)
    assert (query.comparisons, query.thresholds) == ((), ())


def test_who_beat_one_that_is_named_is_not_guessed() -> None:
    assert isinstance(ask("which subcategories beat Blazers in May"), Refusal)


@pytest.mark.parametrize(
    "pieces",
    ["$ and units", "units and $", "units, $"],
)
def test_dollars_beside_units_are_what_was_sold(pieces: str) -> None:
    query = query_of(f"{pieces} by season in May")

    assert set(query.metrics) == {"units_sold", "net_sales"}


@pytest.mark.parametrize("least", ["min 40", "minimum 40", "min of 40"])
def test_it_reads_the_least_and_the_most_in_short(least: str) -> None:
    (low,) = query_of(f"doors by conversion, {least} orders, in May").thresholds
    (high,) = query_of("doors by conversion, max 40 orders, in May").thresholds

    assert (low.op, high.op) == ("gte", "lte")


def shares(query: MetricQuery) -> list[tuple[str, ...]]:
    return [tuple(str(v) for v in part.values) for each in query.shares for part in each.part]


@pytest.mark.parametrize(
    ("text", "part", "filters"),
    [
        ("the Outlet format's share of units by season in May", ("Outlet",), ()),
        ("Outlet's share of Beanies by week in May", ("Outlet",), (BEANIES,)),
    ],
)
def test_a_members_share_is_of_each_row(
    text: str, part: tuple[str, ...], filters: tuple[Filter, ...]
) -> None:
    query = query_of(text)

    assert (shares(query), query.filters) == ([part], filters)


def test_a_limit_on_a_share_of_a_members_number_is_within_it() -> None:
    query = query_of("which states make up over 9% of Gold refunds in May")

    assert [(each.show, each.values) for each in query.thresholds] == [(Show.SHARE, (0.09,))]
    assert query.filters == (Filter(dimension="loyalty_tier", values=("Gold",)),)


@pytest.mark.parametrize(
    "none", ["haven't sold any units", "have not sold a single unit", "never sold a single unit"]
)
def test_it_finds_what_sold_no_unit(none: str) -> None:
    query = query_of(f"which styles {none} this month")
    sold = query.filters[-1].members

    assert sold is not None
    assert (sold.metrics, query.dimensions) == (("units_sold",), ("product_name",))
    assert getattr(sold.period, "unit", None) is Unit.MONTH


@pytest.mark.parametrize(
    "text",
    [
        "which state gives us the best conversion in May",
        "which season brings us the most orders in May",
    ],
)
def test_us_is_who_asks(text: str) -> None:
    query = query_of(text)

    assert (len(query.metrics), query.filters) == (1, ())


@pytest.mark.parametrize(
    "text", ["refunds of us suppliers in May", "refunds in the us in May", "refunds in May, US"]
)
def test_us_is_a_country_beside_its_noun(text: str) -> None:
    assert query_of(text).filters == (Filter(dimension="country", values=("United States",)),)


@pytest.mark.parametrize(
    ("most", "direction"),
    [
        ("the least below plan", Direction.DESC),
        ("missing plan the most", Direction.ASC),
    ],
)
def test_the_furthest_below_plan_has_the_least(most: str, direction: Direction) -> None:
    query = query_of(f"which state was {most} in May")

    assert query.ranking is not None
    assert (query.ranking.by, query.ranking.direction) == ("sales_vs_plan", direction)


@pytest.mark.parametrize("against", ["vs last year", "compared with last year"])
def test_the_worst_against_something_is_told_by_how_far(against: str) -> None:
    query = query_of(f"which seasons were the worst {against} in refunds in May")

    assert query.ranking is not None
    assert query.ranking.show in (Show.GROWTH, Show.CHANGE)


def test_a_noun_of_what_is_left_out_is_no_breakdown() -> None:
    query = query_of("orders by season, doors in Ohio and Utah excluded, in May")

    assert query.dimensions == ("season",)


def test_a_noun_in_a_list_is_a_breakdown() -> None:
    assert query_of("orders by season, state in May").dimensions == ("season", "state")
