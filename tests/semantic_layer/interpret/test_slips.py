"""Which words are one that was mistyped, and which are another word?"""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.interpret.slips import cost
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("tulpi", "tulpo"),  # swapped, before the key beside
        ("tulipp", "tulipq"),  # doubled, before another letter too many
        ("tlip", "ulip"),  # inside the word, before its first letter
        ("daffodio", "daffodix"),  # the key beside, before any other
    ],
)
def test_it_holds_one_slip_for_likelier_than_another(likelier: str, other: str) -> None:
    meant = "daffodil" if likelier.startswith("d") else "tulip"
    one, two = cost(likelier, meant), cost(other, meant)

    assert one is not None
    assert two is None or one < two


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tulix", "tulip"),  # another letter, far from its key, in a short word
        ("tlp", "tulip"),
        ("tupil", "tulip"),  # two letters in other places
        ("crocodil", "daffodil"),
        ("hyacenthus", "pyacinthus"),
    ],
)
def test_it_takes_another_word_for_no_slip(word: str, meant: str) -> None:
    assert cost(word, meant) is None


@pytest.mark.parametrize(
    "text",
    [
        "reufnds by state in may",
        "efunds by state in may",
        "refunds by stste in may",
        "refunds by state in 2025, chart pleaze",
        "refunds by stqte in may",
        "refunds by state lasst tuesday",
    ],
)
def test_it_reads_a_question_with_a_slip_in_it(text: str) -> None:
    assert query_of(text).metrics == ("returns_amount",)


def test_it_says_what_it_took_a_slip_for() -> None:
    outcome = ask("refynds by stste in may")

    assert isinstance(outcome, Understood)
    assert "“refynds” read as “Returns amount”" in outcome.assumed
    assert "“stste” read as “State”" in outcome.assumed


@pytest.mark.parametrize("text", ["refunds by estate in may", "offers by state in may"])
def test_it_reads_no_other_word_into_one_of_english(text: str) -> None:
    assert isinstance(ask(text), Refusal)


@pytest.mark.parametrize("unit", ["weeeks", "dats", "minths"])
def test_it_counts_units_of_time_that_are_misspelt(unit: str) -> None:
    ask(f"how many {unit} had refunds over 50 in 2025")  # and does not fall over it


@pytest.mark.parametrize(
    "text",
    [
        "refunds by state in may thanks",
        "refunds by state in may thx!",
        "hi there refunds by state in may",
        "refunds by state in may when you get a minute",
        "would you be so kind and show me refunds by state in may",
        "thnaks in advance: refunds by state in may",
    ],
)
def test_it_leaves_a_courtesy_aside_that_no_mark_parts_from_the_question(text: str) -> None:
    assert query_of(text) == query_of("refunds by state in may")


@pytest.mark.parametrize("text", ["refunds in may of the morning", "refunds by evening"])
def test_it_leaves_nothing_aside_that_may_be_meant(text: str) -> None:
    assert not isinstance(ask(text), Understood)
