"""What a part of a member's name means: one member, several, or nothing without asking."""

from __future__ import annotations

from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.outcome import (
    Candidates,
    Clarification,
    Evidence,
    Outcome,
    Understood,
    ValueCandidate,
)
from tests.semantic_layer.interpret.asking import CLOCK, query_of, seen_by


def with_parts(text: str, part: str, dimension: str, *members: str, score: float = 0.9) -> Outcome:
    """The outcome of a question in which a part fits these members."""
    index, policy = seen_by("executive")
    found = tuple(
        ValueCandidate(dimension, member, part, Evidence.ABBREVIATION, score) for member in members
    )
    return interpret(text, index, policy, Candidates(found), CLOCK)


def members(outcome: Outcome) -> list[tuple[object, ...]]:
    assert isinstance(outcome, Clarification), outcome
    queries = [choice.query for choice in outcome.choices if choice.query is not None]
    return [query.filters[0].values for query in queries]


def test_it_asks_which_of_the_members_that_share_a_word_is_meant() -> None:
    two = ("Savannah Plaza", "Salt Lake City Plaza")

    outcome = with_parts("plaza orders last week", "plaza", "store_name", *two)

    assert members(outcome) == [two, (two[0],), (two[1],)]


def test_it_takes_names_that_differ_by_their_year_for_one_family() -> None:
    both = ("Summer Clearance 2024", "Summer Clearance 2025")

    outcome = with_parts(
        "orders by channel of summer clearance", "summer clearance", "promotion_name", *both
    )

    assert isinstance(outcome, Understood)
    assert outcome.query.filters[0].values == both


def test_it_takes_no_small_part_of_a_name_for_the_member_without_asking() -> None:
    outcome = with_parts("home orders", "home", "supplier_name", "Ningbo Home", score=0.86)

    assert members(outcome) == [("Ningbo Home",)]


def test_it_takes_the_word_that_a_name_begins_with_for_it() -> None:
    name = "Nashville Oak Grove"

    outcome = with_parts("footfall, nashville", "nashville", "store_name", name, score=0.86)

    assert isinstance(outcome, Understood)
    assert outcome.query.filters[0].values == (name,)


def test_it_takes_a_small_part_of_a_name_beside_what_it_is() -> None:
    text = "units of supplier Botanicals last week"

    outcome = with_parts(text, "botanicals", "supplier_name", "Brooklyn Botanicals", score=0.86)

    assert isinstance(outcome, Understood)


def test_it_knows_states_by_their_full_names() -> None:
    (found,) = query_of("orders in Oregon last week").filters

    assert (found.dimension, found.values) == ("state", ("OR",))
