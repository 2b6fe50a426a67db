"""What somebody chose settles the same words again, and says so; it opens nothing."""

from dataclasses import replace

import pytest

from semantic_layer.access import Policy
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import Candidates, Clarification, Meant, Outcome, Understood
from semantic_layer.interpret.remembered import as_remembered
from semantic_layer.model.index import ModelIndex
from tests.semantic_layer.interpret.asking import CLOCK, known_names, seen_by
from tests.semantic_layer.interpret.finder import find

RATE = Meant("margin", "gross_margin_rate")


def asked(text: str, *remembered: Meant, person: str = "executive") -> Outcome:
    index, policy = seen_by(person)
    found = find(text, known_names(), index, policy)
    return read(text, index, policy, found, frozenset(remembered))


def read(
    text: str,
    index: ModelIndex,
    policy: Policy,
    found: Candidates,
    remembered: frozenset[Meant],
) -> Outcome:
    return interpret(text, index, policy, found, CLOCK, remembered=remembered)


@pytest.mark.parametrize(
    ("text", "meant", "told"),
    [
        ("profit by district yesterday", RATE, "“margin” means Gross margin rate"),
        (
            "labour by district yesterday",
            Meant("labor", "labor_hours"),
            "“labor” means Labor hours",
        ),
        (
            "Larkfield net sales yesterday",
            Meant("larkfield", "member:brand:Larkfield"),
            "“larkfield” means Only brand Larkfield",
        ),
        (
            "Larkfield net sales yesterday",
            Meant("larkfield", "whole"),
            "“larkfield” means All of Larkfield",
        ),
        (
            "by district yesterday",
            Meant("by district yesterday", "net_sales"),
            "“by district yesterday” means Net sales",
        ),
    ],
)
def test_it_settles_what_would_be_asked_back(text: str, meant: Meant, told: str) -> None:
    back = asked(text)
    assert isinstance(back, Clarification)
    offered = {each.settles: each.query for each in back.choices}
    outcome = asked(text, meant)

    assert isinstance(outcome, Understood)
    assert (outcome.query, outcome.chosen) == (offered[meant], (told,))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("margin by district yesterday", Meant("margin", "orders")),
        ("by district yesterday", Meant("by district yesterday", "return_rate")),
        ("by district yesterday", Meant("by district last week", "net_sales")),
    ],
)
def test_it_picks_nothing_that_would_not_be_offered(text: str, meant: Meant) -> None:
    assert asked(text, meant) == asked(text)
    assert isinstance(asked(text), Clarification)


def test_words_beside_it_decide_first() -> None:
    outcome = asked("margin in dollars by district yesterday", RATE)

    assert isinstance(outcome, Understood)
    assert outcome.query.metrics == ("gross_margin",)
    assert outcome.chosen == ()


def test_it_says_nothing_of_other_words() -> None:
    outcome = asked("net sales by district yesterday", RATE)

    assert isinstance(outcome, Understood)
    assert outcome.chosen == ()


def test_a_choice_that_is_closed_by_now_is_not_made() -> None:
    outcome = asked("margin by district yesterday", RATE, person="manager")

    assert not isinstance(outcome, Understood)


def test_what_the_question_did_not_say_stays_told() -> None:
    """A default of the chosen reading is told like that of any other."""
    back = asked("margin by district")
    assert isinstance(back, Clarification)
    assumed = {each.settles: each.assumed for each in back.choices}

    outcome = asked("margin by district", RATE)

    assert isinstance(outcome, Understood)
    assert outcome.assumed == assumed[RATE]


def test_two_choices_of_one_name_settle_nothing_but_the_one_that_was_made() -> None:
    back = asked("margin by district yesterday")
    assert isinstance(back, Clarification)
    index, _ = seen_by("executive")
    unsettled = replace(back, choices=tuple(replace(each, settles=None) for each in back.choices))

    assert as_remembered(unsettled, frozenset({RATE}), index) == unsettled


def test_it_ties_the_word_to_the_choice() -> None:
    outcome = asked("profit by district yesterday", RATE)

    assert isinstance(outcome, Understood)
    assert [(each.text, each.meant) for each in outcome.words if each.use == "your choice"] == [
        ("profit", "Gross margin rate")
    ]
