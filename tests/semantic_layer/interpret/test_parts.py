"""Which part, and of what: shares of members, of parents, of all, and limits on them."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.query import FilterOp, MetricQuery, Show
from tests.semantic_layer.interpret.asking import ask, query_of

Parts = list[tuple[str, str, FilterOp, set[object]]]


def parts(query: MetricQuery) -> Parts:
    return [
        (share.metric, each.dimension, each.op, set(each.values))
        for share in query.shares
        for each in share.part
    ]


PART: dict[str, Parts] = {
    "refunds, and how much of that was Beauty": [
        ("returns_amount", "department", FilterOp.IN, {"Beauty"})
    ],
    "payroll by state and how much of it was in outlets": [
        ("labor_cost", "store_format", FilterOp.IN, {"Outlet"})
    ],
    "pieces sold, how many of those were not Kids": [
        ("units_sold", "department", FilterOp.NOT_IN, {"Kids"})
    ],
    "what share of gross sales came from outlets": [
        ("gross_sales", "store_format", FilterOp.IN, {"Outlet"})
    ],
    "what part of refunds is Beauty by state": [],
    "what percentage of units came from Calder": [("units_sold", "brand", FilterOp.IN, {"Calder"})],
    "share of Kids in units by channel": [("units_sold", "department", FilterOp.IN, {"Kids"})],
    "Texas share of gross sales by channel": [("gross_sales", "state", FilterOp.IN, {"TX"})],
    "units penetration of Home by state": [("units_sold", "department", FilterOp.IN, {"Home"})],
    "Beauty units as share of total by state": [
        ("units_sold", "department", FilterOp.IN, {"Beauty"})
    ],
    "what share of discounts came from states other than Texas": [],
    "what share of units came from neither Kids nor Beauty": [
        ("units_sold", "department", FilterOp.NOT_IN, {"Kids", "Beauty"})
    ],
    "what share of discounts came from stores in neither Texas nor Ohio": [
        ("discounts", "state", FilterOp.NOT_IN, {"TX", "OH"})
    ],
}


@pytest.mark.parametrize("text", [text for text, wanted in PART.items() if wanted])
def test_it_takes_the_share_of_what_meets_conditions(text: str) -> None:
    query = query_of(f"{text} in June")

    assert parts(query) == PART[text]
    assert query.filters == ()


def test_it_keeps_the_filter_that_a_share_is_within() -> None:
    query = query_of("what share of Kids units came from outlets in June")

    assert [(each.dimension, each.values) for each in query.filters] == [("department", ("Kids",))]
    assert parts(query) == [("units_sold", "store_format", FilterOp.IN, {"Outlet"})]


def test_it_prefers_a_share_that_the_model_knows() -> None:
    query = query_of("what share of net sales was private label in June")

    assert (query.metrics, query.shares) == (("private_label_share",), ())


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("season mix of units in each state", ()),
        ("units mix by season in each state", ("state",)),
        ("share of refunds by brand within each department", ("department",)),
        ("each brand's share of its department's units", ("department",)),
        ("units mix by season within each month", ("time",)),
        ("units mix by season and state", ()),
    ],
)
def test_it_takes_shares_of_the_groups_that_are_said(text: str, of: tuple[str, ...]) -> None:
    outcome = ask(f"{text} in June")
    if isinstance(outcome, Refusal):
        assert not of
        return
    (share,) = query_of(f"{text} in June").shares

    assert share.of == of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("states with an outlet share above 12% in June", (0.12,)),
        ("brands with a share of units over 7% in June", (0.07,)),
        ("which brands make up more than 9% of units in June", (0.09,)),
    ],
)
def test_it_limits_the_share_where_no_other_number_is_named(
    text: str, values: tuple[float, ...]
) -> None:
    (limit,) = query_of(text).thresholds

    assert (limit.show, limit.op, limit.values) == (Show.SHARE, "gt", values)


@pytest.mark.parametrize(
    "part", ["Kids but not the app", "outlets not in Texas", "the app and not Beauty"]
)
def test_it_guesses_not_what_a_denial_is_about(part: str) -> None:
    assert isinstance(ask(f"what share of units came from {part} in June"), Refusal)


def test_it_tells_no_share_of_a_ranking_as_if_of_its_parts() -> None:
    outcome = ask("what share of units came from the five biggest brands in June")

    assert isinstance(outcome, Refusal)
    assert "ranking" in outcome.detail
