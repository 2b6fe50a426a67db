"""What has one, or none, is kept beside what else is said of it; lists and columns bind rightly."""

from __future__ import annotations

import pytest

from semantic_layer.query import ComparisonKind, FilterOp
from tests.semantic_layer.interpret.asking import query_of


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("returned units by quarter, with home region, joined since 9 March 2025", "not_null"),
        ("returned units by quarter, without home region, joined before 9 March 2025", "is_null"),
        ("returned units by quarter with a home region and joined by 9 March 2025", "not_null"),
    ],
)
def test_it_keeps_what_members_have_beside_another_condition(text: str, op: str) -> None:
    found = {each.dimension: each.op for each in query_of(text).filters}

    assert found["home_region"] is FilterOp(op)
    assert "joined_on" in found


def test_a_noun_that_a_condition_is_about_is_no_condition_of_its_own() -> None:
    query = query_of("footfall in doors opened before 9 March 2025, by quarter")

    assert {each.dimension for each in query.filters} == {"opened_on"}


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("top 4 doors with their region by footfall in May", ()),
        ("the 4 doors with the most footfall in May and their region", ()),
        ("top 4 marques by refunds, with their department, in May", ()),
        ("top 4 doors in their region by footfall in May", ("region",)),
        ("top 4 doors per region by footfall in May", ("region",)),
    ],
)
def test_what_is_told_of_the_first_groups_is_not_where_they_are_ranked(
    text: str, within: tuple[str, ...]
) -> None:
    query = query_of(text)

    assert query.ranking is not None
    assert query.ranking.within == within
    assert len(query.dimensions) == 2


def test_days_in_brackets_say_a_neighbouring_period_again() -> None:
    query = query_of(
        "refunds, 5 May to 29 August 2026; compared with fiscal September 2026"
        " (30 August to 3 October 2026)"
    )

    assert query.grain is None
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PERIOD]


def test_one_after_another_goes_on_as_a_list() -> None:
    query = query_of("footfall region by region and store in May")

    assert (query.dimensions, query.filters) == (("region", "store_name"), ())


def test_what_a_number_is_compared_with_stands_in_the_order_of_the_words() -> None:
    text = "gross profit in May; compared with the previous period; compared with plan"

    kinds = [each.kind for each in query_of(text).comparisons]

    assert kinds == [ComparisonKind.PREVIOUS_PERIOD, ComparisonKind.PLAN]
