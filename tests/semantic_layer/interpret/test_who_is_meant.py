"""Who is asked for where no noun says it, of plans and of sales that may be events."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import CatalogueQuestion, Refusal
from semantic_layer.query import Show, Threshold
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "who's ahead of plan",
        "who is behind budget",
        "who missed their target in May",
        "anyone below plan this quarter",
        "does anybody beat budget",
        "who did not make plan last week",
    ],
)
def test_it_asks_who_is_meant(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "I cannot tell who is meant" in outcome.detail


@pytest.mark.parametrize(
    "text", ["who missed plan", "which ones are behind plan", "who's short of plan"]
)
def test_it_means_the_groups_just_shown(text: str) -> None:
    before = query_of("visitors by district in May")

    query = query_of(text, before)

    assert query.dimensions == ("district",)
    assert query.period == before.period
    assert query.thresholds == (Threshold(metric="sales_vs_plan", op="lt", values=(0.0,)),)


@pytest.mark.parametrize(
    ("text", "op"), [("who's ahead of last year", "gt"), ("which ones are below last year", "lt")]
)
def test_it_means_them_beside_last_year_too(text: str, op: str) -> None:
    before = query_of("visitors by district in May")

    query = query_of(text, before)

    assert (query.dimensions, query.period) == (before.dimensions, before.period)
    (kept,) = query.thresholds
    assert (kept.metric, kept.show, kept.op) == ("visitors", Show.GROWTH, op)


@pytest.mark.parametrize("text", ["who is ahead of last year", "which ones are below last year"])
def test_it_keeps_nobody_unnamed(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize("text", ["stores who missed plan", "which doors who fell short of plan"])
def test_it_keeps_those_that_a_noun_names(text: str) -> None:
    query = query_of(text)

    assert query.dimensions == ("store_name",)
    assert query.thresholds == (Threshold(metric="sales_vs_plan", op="lt", values=(0.0,)),)


def test_it_still_tells_whose_a_number_is() -> None:
    assert isinstance(ask("who owns the budget"), CatalogueQuestion)
    assert isinstance(ask("who is behind the definition of footfall"), CatalogueQuestion)


@pytest.mark.parametrize(
    "text",
    [
        "summer sale units",
        "how did the spring sale do",
        "refunds in the autumn sale by state",
        "fall sale revenue by brand",
        "how was the holiday sale",
        "holiday season sale units",
    ],
)
def test_it_asks_whether_a_sale_is_a_promotion(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "may be a promotion" in outcome.detail


@pytest.mark.parametrize("text", ["spring sales by brand", "sales of summer products in May"])
def test_it_takes_what_was_sold_of_a_season_for_that(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("net_sales",)
    assert [each.dimension for each in query.filters] == ["season"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Memorial Day Sale units 2025", ("Memorial Day Sale 2025",)),
        ("Spring Refresh orders in 2024", ("Spring Refresh 2024",)),
    ],
)
def test_it_names_the_promotion_of_that_year_alone(text: str, values: tuple[str, ...]) -> None:
    (kept,) = query_of(text).filters

    assert kept.values == values


def test_it_keeps_all_years_of_a_promotion_where_none_is_named() -> None:
    (kept,) = query_of("Spring Refresh orders").filters

    assert len(kept.values) == 4
