"""A word for what only some have done says which are meant: "closed stores"."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import Filter, FilterOp, MetricQuery
from tests.semantic_layer.interpret.asking import ask, query_of

CLOSED = Filter(dimension="closed_on", op=FilterOp.NOT_NULL)
TRADING = Filter(dimension="closed_on", op=FilterOp.IS_NULL)


@pytest.mark.parametrize(
    "text",
    [
        "refunds of our closed shops yesterday",
        "visitors to closed branches yesterday",
        "yesterday: refunds at locations that have closed",
        "refunds of locations which are closed, in May",
    ],
)
def test_it_keeps_those_that_did(text: str) -> None:
    query = query_of(text)

    assert query.filters == (CLOSED,)
    assert query.dimensions == ()


def test_it_keeps_those_that_did_not() -> None:
    assert query_of("refunds of locations that have not closed").filters == (TRADING,)


def test_it_keeps_those_of_a_kind_that_did() -> None:
    query = query_of("refunds at closed flagships yesterday")

    assert set(query.filters) == {CLOSED, Filter(dimension="store_format", values=("Flagship",))}


@pytest.mark.parametrize(
    "text", ["list the closed stores", "which branches have closed", "doors that are closed"]
)
def test_it_lists_those_that_did(text: str) -> None:
    query = query_of(text)

    assert (query.dimensions, query.filters) == (("store_name",), (CLOSED,))


def test_it_counts_those_that_did() -> None:
    query = query_of("how many closed branches do we have")

    assert (query.counted, query.filters) == ("store_name", (CLOSED,))


def test_it_tells_the_day_beside_them() -> None:
    query = query_of("doors that are closed, with their date closed")

    assert query.dimensions == ("store_name", "closed_on")
    assert query.filters == (CLOSED,)


def test_it_tells_the_day_of_each_beside_a_number() -> None:
    query = query_of("refunds of the branches that are closed, with the closing date")

    assert query.dimensions == ("store_name", "closed_on")
    assert query.filters == (CLOSED,)


def _days(query: MetricQuery) -> tuple[FilterOp, ...]:
    return tuple(each.op for each in query.filters if each.dimension == "closed_on")


def test_it_still_reads_the_days_on_which_they_did() -> None:
    assert _days(query_of("refunds of branches closed in 2024")) == (FilterOp.BETWEEN,)


@pytest.mark.parametrize(
    "text", ["refunds of closed suppliers yesterday", "refunds of opened doors yesterday"]
)
def test_it_does_not_say_of_others_what_stores_do(text: str) -> None:
    assert isinstance(ask(text), Refusal)
