"""One pick changes one part of a query, and what spoke of that part goes with it."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.edits import DATES, Edit, PartOf, edited, inside
from semantic_layer.errors import NotUnderstood
from semantic_layer.period import Unit, WeekOf
from semantic_layer.query import Grain, MetricQuery, Show
from tests.semantic_layer.interpret.asking import query_of, seen_by

ASKED = "refunds by state in May vs last year"
CHANGED: list[tuple[str, Edit, str]] = [
    (ASKED, Edit(PartOf.METRIC, 0, "orders"), "orders by state in May vs last year"),
    (ASKED, Edit(PartOf.METRIC, 1, "orders"), "refunds and orders by state in May vs last year"),
    ("refunds and orders by state", Edit(PartOf.METRIC, 0), "orders by state"),
    ("top 4 states by refunds", Edit(PartOf.METRIC, 0, "orders"), "top 4 states by orders"),
    ("states with refunds over 90", Edit(PartOf.METRIC, 0, "orders"), "orders by state"),
    ("net sales by state vs plan", Edit(PartOf.METRIC, 0, "orders"), "orders by state"),
    (ASKED, Edit(PartOf.PERIOD, 0, "last_week"), "refunds by state last week vs last year"),
    (
        ASKED,
        Edit(PartOf.PERIOD, 0, DATES, ("2026-05-04", "2026-05-09")),
        "refunds by state from 4 May 2026 to 9 May 2026 vs last year",
    ),
    (ASKED, Edit(PartOf.COMPARISON, 0), "refunds by state in May"),
    (ASKED, Edit(PartOf.DIMENSION, 0, "channel"), "refunds by channel in May vs last year"),
    (
        ASKED,
        Edit(PartOf.DIMENSION, 1, "channel"),
        "refunds by state and channel in May vs last year",
    ),
    (ASKED, Edit(PartOf.DIMENSION, 0), "refunds in May vs last year"),
    ("top 4 states by refunds", Edit(PartOf.DIMENSION, 0), "refunds"),
    ("refunds by month", Edit(PartOf.GRAIN, 0, "week"), "refunds by week"),
    ("refunds by month", Edit(PartOf.GRAIN), "refunds"),
    ("refunds in May", Edit(PartOf.GRAIN, 0, "day"), "refunds in May by day"),
    ("refunds in Utah and Ohio", Edit(PartOf.FILTER, 0, "in", ("UT",)), "refunds in Utah"),
    ("refunds in Utah", Edit(PartOf.FILTER, 0, "not_in"), "refunds outside Utah"),
    ("refunds in Utah by channel", Edit(PartOf.FILTER), "refunds by channel"),
    ("refunds", Edit(PartOf.FILTER, 0, "state", ("UT",)), "refunds in Utah"),
    (
        "states with refunds over 90",
        Edit(PartOf.THRESHOLD, 0, "set", ("1,250",)),
        "states with refunds over 1250",
    ),
    ("states with refunds over 90", Edit(PartOf.THRESHOLD), "refunds by state"),
    ("share of refunds by state", Edit(PartOf.BESIDE), "refunds by state"),
    (
        "refunds by region vs last year",
        Edit(PartOf.INSIDE, 0, "region", ("West",)),
        "refunds by district in the West vs last year",
    ),
    (
        "refunds by department and channel, excluding Kids",
        Edit(PartOf.INSIDE, 0, "department", ("Home",)),
        "refunds by category and channel, only department Home",
    ),
    ("refunds by state", Edit(PartOf.ROWS, 0, "bottom_3"), "bottom 3 states by refunds"),
    ("top 4 states by refunds", Edit(PartOf.ROWS), "refunds by state"),
    ("refunds by state", Edit(PartOf.ROWS, 0, "lowest"), "refunds by state, lowest first"),
]


def pick(text: str, edit: Edit) -> MetricQuery:
    return edited(query_of(text), edit, seen_by("executive")[0])


@pytest.mark.parametrize(("text", "edit", "then"), CHANGED)
def test_a_pick_is_as_if_it_had_been_asked_so(text: str, edit: Edit, then: str) -> None:
    assert pick(text, edit) == query_of(then)


def test_a_bucket_is_split_by_the_next_shorter_unit() -> None:
    query = pick("refunds by month this year", Edit(PartOf.INSIDE, 0, "time", ("2026-05-03",)))

    assert query.period == WeekOf(unit=Unit.MONTH, day=date(2026, 5, 3))
    assert query.grain == Grain(unit=Unit.WEEK)


@pytest.mark.parametrize(
    ("text", "name", "by"),
    [
        ("refunds by region", "region", "district"),
        ("refunds by region and district", "region", "store_name"),
        ("refunds by channel", "channel", None),
        ("refunds by week", "time", "day"),
        ("refunds by day last week", "time", None),
        ("planned net sales by week", "time", None),
        ("how many stores had refunds by region", "region", None),
        ("average refunds per store by region", "region", None),
    ],
)
def test_what_lies_inside_a_row_is_known_beforehand(text: str, name: str, by: str | None) -> None:
    assert inside(query_of(text), name, seen_by("executive")[0]) == by


def test_what_stands_beside_a_comparison_is_taken_out_by_a_second_pick() -> None:
    growth = Edit(PartOf.SHOWN, 0, Show.GROWTH.value)
    once = pick(ASKED, growth)
    twice = edited(once, growth, seen_by("executive")[0])

    assert once == query_of("refunds by state in May vs last year with growth")
    assert twice == query_of(ASKED)


def test_a_comparison_added_to_one_shows_the_same_beside_it() -> None:
    query = pick(ASKED, Edit(PartOf.COMPARISON, 1, "previous"))

    first, second = query.comparisons
    assert first.show == second.show


@pytest.mark.parametrize(
    ("text", "edit", "said"),
    [
        (ASKED, Edit(PartOf.PERIOD, 0, DATES, ("2026-05-09",)), "first and the last day"),
        (ASKED, Edit(PartOf.PERIOD, 0, DATES, ("2026-05-09", "2026-05-04")), "runs backwards"),
        (ASKED, Edit(PartOf.PERIOD, 0, DATES, ("today", "yesterday")), "first and the last day"),
        (ASKED, Edit(PartOf.PERIOD, 0, "next_blue_moon"), "no longer there"),
        (ASKED, Edit(PartOf.FILTER, 4), "no longer there"),
        (ASKED, Edit(PartOf.FILTER, 0, "state"), "at least one state"),
        (ASKED, Edit(PartOf.BESIDE, 3), "no longer there"),
        ("refunds by store", Edit(PartOf.INSIDE, 0, "store_name", ("x",)), "no longer there"),
        ("refunds by month", Edit(PartOf.INSIDE, 0, "time", ("May",)), "no longer there"),
        ("refunds by region", Edit(PartOf.INSIDE, 0, "region"), "no longer there"),
        ("states with refunds over 90", Edit(PartOf.THRESHOLD, 0, "set", ("lots",)), "one number"),
        ("refunds", Edit(PartOf.METRIC), "does not go together"),
    ],
)
def test_a_pick_that_cannot_be_says_why(text: str, edit: Edit, said: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        pick(text, edit)

    assert said in raised.value.detail
