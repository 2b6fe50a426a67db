"""Several days of the week without a period: which of them are meant is not guessed."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Days
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "refunds tues weds",
        "fri and sat footfall by state",
        "refunds from Tuesday to Thursday",
        "footfall Thu-Sat in Ohio",
        "payroll on Sunday, Monday",
        "refunds on Mondays and Tuesday",
        "footfall Sat and Sun vs last year",
    ],
)
def test_it_asks_which_days_are_meant(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Refusal)
    assert "which of these days are meant" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "refunds on Tuesdays and Wednesdays",
        "refunds on Tuesday and Wednesday last month",
        "Tuesday vs Wednesday refunds",
        "refunds by day of week, Tuesday and Wednesday",
        "compare refunds on Tuesday and Wednesday",
    ],
)
def test_it_keeps_days_that_a_period_or_a_comparison_tells(text: str) -> None:
    (kept,) = query_of(text).filters

    assert (kept.dimension, kept.values) == ("day_of_week", ("Tuesday", "Wednesday"))


def test_one_day_is_still_the_last_one() -> None:
    assert query_of("refunds on Wednesday").period == Days(weekday=2)


def test_a_change_of_a_question_keeps_its_period() -> None:
    before = query_of("refunds in May")

    assert query_of("only Tuesday and Wednesday", before).period == before.period
