"""A choice that was offered stays in question until a turn settles it or leaves it aside."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Choice, Clarification, Outcome, Refusal, Understood
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.asking import ask, query_of


def offered(text: str) -> tuple[Choice, ...]:
    outcome = ask(text)
    assert isinstance(outcome, Clarification), outcome
    return outcome.choices


def turn(text: str, asked: str, previous: MetricQuery | None = None) -> Outcome:
    return ask(text, previous=previous, offered=offered(asked))


@pytest.mark.parametrize(
    ("asked", "answer", "whole"),
    [
        ("how was week 12?", "turnover", "turnover in week 12"),  # what people call it
        ("how was week 12?", "visitors please", "visitors in week 12"),  # none of those offered
        ("how was week 12?", "the markdown rate", "markdown rate in week 12"),
        ("which districts did best in May", "footfall", "best districts by footfall in May"),
        ("margin of Hats by district in May", "orders", "orders of Hats by district in May"),
    ],
)
def test_the_number_that_is_named_settles_it(asked: str, answer: str, whole: str) -> None:
    outcome = turn(answer, asked)

    assert isinstance(outcome, Understood), outcome
    assert outcome.query == query_of(whole)


@pytest.mark.parametrize("previous", [None, query_of("orders by brand in June")])
def test_what_changes_the_question_is_offered_again(previous: MetricQuery | None) -> None:
    outcome = turn("by channel", "margin of Hats in May", previous)

    assert isinstance(outcome, Clarification), outcome
    assert [each.query for each in outcome.choices] == [
        query_of(f"{metric} of Hats in May by channel")
        for metric in ("gross margin $", "gross margin rate")
    ]


def test_what_stands_for_itself_leaves_it_aside() -> None:
    outcome = turn("refunds by state in June", "margin of Hats in May")

    assert isinstance(outcome, Understood), outcome
    assert outcome.query == query_of("refunds by state in June")


def test_no_answer_before_it_is_meant() -> None:
    before = query_of("orders and units by brand in May")

    outcome = turn("drop units", "how was week 12?", before)

    assert not isinstance(outcome, Understood), outcome


@pytest.mark.parametrize("alone", ["refunds too", "visitors as well?", "units instead"])
def test_what_only_adds_needs_an_answer_to_add_to(alone: str) -> None:
    assert isinstance(ask(alone), Refusal)
    assert isinstance(ask(alone, previous=query_of("orders by state in May")), Understood)


COUNTED_BACK = [
    ("orders this year", "and the week before that?"),
    ("orders since June", "and the month before?"),
    ("orders in the last 3 weeks", "the week before"),
    ("orders yesterday", "and the month before?"),
]


@pytest.mark.parametrize(("first", "back"), COUNTED_BACK)
def test_it_counts_back_from_one_of_the_kind_only(first: str, back: str) -> None:
    assert isinstance(ask(back, previous=query_of(first)), Refusal)


@pytest.mark.parametrize(
    "whole", ["now refunds by state in June", "ok, now refunds in June by week please"]
)
def test_now_may_lead_over_to_another_question(whole: str) -> None:
    before = query_of("orders by brand in May in the West")

    assert query_of(whole, before) == query_of(whole.split("now")[1])
    assert query_of("now refunds by state", before).filters == before.filters
