"""Members are set against each other by what stands between them and by what is asked of them."""

from __future__ import annotations

import pytest

from semantic_layer.query import FilterOp, Show
from tests.semantic_layer.interpret.asking import query_of


@pytest.mark.parametrize(
    "text",
    [
        "compare Ohio with Utah on footfall in May",
        "compare Ohio to Utah, footfall in May",
        "was footfall in May higher in Ohio or in Utah",
        "did Ohio or Utah get more footfall in May",
        "did Ohio get more footfall than Utah in May",
        "was footfall in May higher in Ohio than in Utah",
    ],
)
def test_it_gives_each_its_row(text: str) -> None:
    query = query_of(text)

    assert query.dimensions == ("state",)
    assert query.filters[0].values == ("OH", "UT")


def test_it_adds_up_what_either_did() -> None:
    query = query_of("footfall of Ohio or Utah in May")

    assert query.dimensions == ()


def test_it_compares_what_is_with_what_is_not() -> None:
    query = query_of("compare refunds of own brands with national brands in May")

    assert query.dimensions == ("is_private_label",)
    assert query.filters[0].values == (True, False)


@pytest.mark.parametrize("but", ["except Ohio and Utah", "but Ohio and Utah"])
def test_it_lists_all_but_those_that_are_left_out(but: str) -> None:
    query = query_of(f"all our states {but}: footfall in May")

    assert query.dimensions == ("state",)
    assert (query.filters[0].op, query.filters[0].values) == (FilterOp.NOT_IN, ("OH", "UT"))


def test_it_splits_for_a_bare_noun() -> None:
    assert query_of("footfall in May for district please").dimensions == ("district",)


def test_it_ranks_within_each_of_what_a_member_narrows() -> None:
    query = query_of("top 2 marques within each Beauty subcategory by refunds in May")

    assert query.ranking is not None
    assert query.ranking.within == ("subcategory",)
    assert query.filters[0].values == ("Beauty",)


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("were refunds higher in May than in April by state", ()),
        ("how much more did we refund in May than in April", (Show.CHANGE,)),
        ("did we get more footfall last week than the week before", ()),
    ],
)
def test_it_compares_two_times_where_more_is_asked(text: str, shows: tuple[Show, ...]) -> None:
    (comparison,) = query_of(text).comparisons

    assert comparison.show == (Show.COMPARISON, *shows)


def test_it_still_keeps_the_groups_that_had_more() -> None:
    query = query_of("which states had more footfall in May than in April")

    assert [(each.show, each.op) for each in query.thresholds] == [(Show.GROWTH, "gt")]


def test_it_sorts_by_growth() -> None:
    query = query_of("rank states by growth in May, footfall")

    assert [(each.by, each.show) for each in query.order] == [("visitors", Show.GROWTH)]


def test_it_ranks_by_growth() -> None:
    query = query_of("top 4 states by growth in May")

    assert query.ranking is not None
    assert (query.ranking.by, query.ranking.show) == ("net_sales", Show.GROWTH)


def test_it_reads_the_share_of_a_part_in_all_of_it() -> None:
    (share,) = query_of("Utah refunds as a share of all refunds in May").shares

    assert (share.metric, share.part[0].values) == ("returns_amount", ("UT",))


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("refunds on holidays vs non-holidays in May", "is_holiday"),
        ("refunds holiday vs non-holiday in May", "is_holiday"),
        ("refunds private label or not in May", "is_private_label"),
    ],
)
def test_a_name_of_both_sides_is_no_name_of_one(text: str, dimension: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.filters) == ((dimension,), ())


def test_a_name_of_one_side_is_still_that_side() -> None:
    query = query_of("refunds of private label in May")

    assert query.dimensions == ()
    assert query.filters[0].values == (True,)
