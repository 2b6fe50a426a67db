"""Words of manner around a question: which end first, one row for each, the whole company."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import ComparisonKind, Direction, Filter
from tests.semantic_layer.interpret.asking import ask, query_of

REFUNDS = "refunds by state in May"


@pytest.mark.parametrize(
    ("manner", "direction"),
    [
        ("please begin with the highest", Direction.DESC),
        ("leading with the smallest", Direction.ASC),
        ("the largest at the head", Direction.DESC),
        ("lowest coming first", Direction.ASC),
        ("opening with the worst", Direction.DESC),  # of refunds the most are the worst
    ],
)
def test_it_orders_by_the_end_that_is_to_come_first(manner: str, direction: Direction) -> None:
    (order,) = query_of(f"{REFUNDS}, {manner}").order

    assert order.direction is direction


@pytest.mark.parametrize(
    "rows",
    [
        "one line for each state",
        "a row per state",
        "one figure for every state",
        "per state one row",
    ],
)
def test_it_gives_one_row_for_each(rows: str) -> None:
    assert query_of(f"refunds in May, {rows}") == query_of(REFUNDS)


@pytest.mark.parametrize(
    "whole",
    [
        "for the whole company",
        "across our entire chain",
        "for the complete business",
        "for the group as a whole",
        "businesswide",
    ],
)
def test_it_narrows_nothing_to_the_whole_company(whole: str) -> None:
    assert query_of(f"refunds in May {whole}") == query_of("refunds in May")


@pytest.mark.parametrize("year", ["full fiscal 2025", "the entire fiscal 2025"])
def test_it_takes_a_period_as_a_whole(year: str) -> None:
    assert query_of(f"refunds by state in {year}") == query_of("refunds by state in fiscal 2025")


@pytest.mark.parametrize("limit", ["full price", "entire outfits", "whole cases"])
def test_a_word_for_wholeness_may_limit_something_else(limit: str) -> None:
    found = ask(f"{limit} units by state in May")

    assert not isinstance(found, Understood) or found.query != query_of("units by state in May")


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        ("because they were damaged", "Defective"),
        ("because of poor fit", "Wrong Size"),
        ("owing to a change of mind", "Changed Mind"),
        ("because they arrived late", "Late Delivery"),
    ],
)
def test_it_takes_a_cause_for_a_member(cause: str, reason: str) -> None:
    query = query_of(f"returned units {cause} by state in May")

    assert query.filters == (Filter(dimension="reason", values=(reason,)),)


@pytest.mark.parametrize("cause", ["because they were ugly", "because of the weather"])
def test_it_knows_no_other_causes(cause: str) -> None:
    assert isinstance(ask(f"returned units {cause} by state in May"), Refusal)


@pytest.mark.parametrize(
    "rest",
    [
        "and combine all the remaining ones into Other",
        "plus one line for the others",
        "remainder grouped",
        "and roll up the rest into a single row",
        "merging everything else",
    ],
)
def test_it_puts_the_groups_left_over_in_one_row(rest: str) -> None:
    ranking = query_of(f"top 3 states by refunds in May {rest}").ranking

    assert ranking is not None
    assert (ranking.limit, ranking.others) == (3, True)


@pytest.mark.parametrize("both", ["combine Texas and Ohio", "merge the concessions"])
def test_other_groups_are_not_put_together(both: str) -> None:
    found = ask(f"top 3 states by refunds in May and {both}")

    assert not (
        isinstance(found, Understood) and found.query.ranking and found.query.ranking.others
    )


@pytest.mark.parametrize("far", ["how far behind", "how much below", "how far off"])
def test_it_compares_with_last_year_how_far_away_it_is(far: str) -> None:
    (comparison,) = query_of(f"{far} last year are we on refunds in May").comparisons

    assert comparison.kind is ComparisonKind.LAST_YEAR
