"""How many members there are is counted by what ever sold, where no number is named."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Clarification, Understood
from semantic_layer.period import Dates, Relative, Unit
from semantic_layer.query import Filter, FilterOp
from tests.semantic_layer.interpret.asking import ask, query_of

STILL = Filter(dimension="closed_on", op=FilterOp.IS_NULL)
COUNTED = {
    "how many doors do we have in the Midwest": (
        "store_name",
        (Filter(dimension="region", values=("Midwest",)), STILL),
    ),
    "how many states are there": ("state", (STILL,)),
    "number of vendors from Turkey": (
        "supplier_name",
        (Filter(dimension="country", values=("Turkey",)),),
    ),
    "how many outlet stores are there": (
        "store_name",
        (Filter(dimension="store_format", values=("Outlet",)), STILL),
    ),
    "how many branches have closed": (
        "store_name",
        (Filter(dimension="closed_on", op=FilterOp.NOT_NULL),),
    ),
}


@pytest.mark.parametrize("text", COUNTED)
def test_it_counts_those_that_ever_sold(text: str) -> None:
    counted, filters = COUNTED[text]

    query = query_of(text)

    assert (query.counted, query.filters) == (counted, filters)
    assert (query.metrics, query.period) == (("net_sales",), Dates())


def test_it_says_by_what_it_counts() -> None:
    outcome = ask("how many marques are there")

    assert isinstance(outcome, Understood)
    assert outcome.assumed == ("brands with net sales, as no number was named",)


def test_it_counts_in_the_time_that_is_named() -> None:
    query = query_of("how many districts by region last quarter")

    assert query.period == Relative(unit=Unit.QUARTER, offset=-1)
    assert query.filters == ()


@pytest.mark.parametrize("text", ["which doors opened this year", "list doors that closed"])
def test_it_lists_those_that_a_day_of_their_own_names(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.metrics) == (("store_name",), ("net_sales",))
    assert query.period == Dates()


def test_it_takes_no_split_for_such_a_list() -> None:
    assert isinstance(ask("doors opened since 2024 by state"), Clarification)


@pytest.mark.parametrize(
    "text",
    ["doors that closed this year", "which doors opened last year", "how many doors closed"],
)
def test_it_begins_anew_with_members_of_their_own(text: str) -> None:
    before = query_of("footfall by state in May")

    assert query_of(text, before) == query_of(text)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("footfall by door in May", "doors that closed this year"),
        ("footfall by door in May", "only doors that opened last year"),
    ],
)
def test_it_narrows_the_members_just_shown(before: str, text: str) -> None:
    shown = query_of(before)

    query = query_of(text, shown)

    assert (query.metrics, query.period) == (shown.metrics, shown.period)
    assert len(query.filters) == 1
