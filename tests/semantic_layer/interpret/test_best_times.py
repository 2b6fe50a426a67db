"""Units of time are ranked by showing them in the order of the number, and only the first."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Unit
from semantic_layer.query import Direction, Filter
from tests.semantic_layer.interpret.asking import ask, query_of

RANKED = {
    "which month had the fewest walk-ins in 2025": (Unit.MONTH, "visitors", Direction.ASC, 1),
    "top 4 weeks by wages this year": (Unit.WEEK, "labor_cost", Direction.DESC, 4),
    "highest footfall day in Ohio in May": (Unit.DAY, "visitors", Direction.DESC, 1),
    "worst week for refunds in May": (Unit.WEEK, "returns_amount", Direction.DESC, 1),
    "best 3 quarters of the year by walk-ins": (Unit.QUARTER, "visitors", Direction.DESC, 3),
}


@pytest.mark.parametrize("text", RANKED)
def test_it_shows_the_first_units_of_time(text: str) -> None:
    unit, by, direction, limit = RANKED[text]

    query = query_of(text)

    assert query.grain is not None
    assert (query.grain.unit, query.limit, query.ranking) == (unit, limit, None)
    assert [(each.by, each.direction) for each in query.order] == [(by, direction)]


def test_it_ranks_the_days_of_one_weekday() -> None:
    query = query_of("best Tuesday for walk-ins in May")

    assert query.filters == (Filter(dimension="day_of_week", values=("Tuesday",)),)
    assert query.limit == 1


def test_it_takes_a_best_day_without_a_number_for_the_one_that_sold_most() -> None:
    outcome = ask("what was our best day in May")

    assert isinstance(outcome, Understood)
    assert outcome.query.metrics == ("net_sales",)
    assert outcome.assumed == ("net sales, as no number was named",)


def test_it_asks_by_what_a_day_was_busy() -> None:
    outcome = ask("our quietest week in May")

    assert isinstance(outcome, Refusal)
    assert "by which number" in outcome.detail
