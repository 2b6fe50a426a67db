"""Members that have none of something are those of all that sold, without those that had any."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Dates, Days
from semantic_layer.query import Filter, FilterOp, MetricQuery, Threshold
from tests.semantic_layer.interpret.asking import ask, query_of


def left_out(query: MetricQuery) -> tuple[str, MetricQuery]:
    """The dimension and the query of the members that a query leaves out."""
    found = next(each for each in query.filters if each.members is not None)
    assert found.op is FilterOp.NOT_IN
    assert found.members is not None
    return found.dimension, found.members


@pytest.mark.parametrize(
    "none", ["had no", "had zero", "without any", "did not have any", "with no"]
)
def test_it_leaves_out_those_that_had_any(none: str) -> None:
    query = query_of(f"which districts {none} refunds yesterday")

    dimension, members = left_out(query)
    assert (dimension, query.dimensions) == ("district", ("district",))
    assert members.metrics == ("returns_amount",)
    assert members.period == Days(offset=-1)
    assert members.thresholds == (Threshold(metric="returns_amount", op="gt", values=(0.0,)),)


def test_it_takes_all_that_ever_sold_and_are_still_there() -> None:
    query = query_of("which doors had no visitors yesterday")

    assert query.period == Dates()
    assert Filter(dimension="closed_on", op=FilterOp.IS_NULL) in query.filters


def test_it_narrows_both_alike_and_counts() -> None:
    query = query_of("how many Outlet locations had no discounts last week")

    _, members = left_out(query)
    outlets = Filter(dimension="store_format", values=("Outlet",))
    assert outlets in query.filters
    assert outlets in members.filters
    assert query.counted == "store_name"


@pytest.mark.parametrize(
    "text", ["styles without sales yesterday", "which styles didn't sell yesterday"]
)
def test_it_lists_what_did_not_sell(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Understood)
    assert outcome.assumed == ("of all products that ever had net sales",)
    assert left_out(outcome.query)[1].metrics == ("net_sales",)


def test_it_reads_none_of_a_rate_as_a_rate_of_zero() -> None:
    query = query_of("which subcategories had no stockouts last quarter")

    assert query.thresholds == (Threshold(metric="stockout_rate", op="eq", values=(0.0,)),)


def test_it_does_not_subtract_one_number_from_another() -> None:
    assert isinstance(ask("orders without refunds by district yesterday"), Refusal)
