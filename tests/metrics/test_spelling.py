"""Which words a misspelt one may stand for, and that the keys of the index find them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.spelling import completions, corrections
from metrics.texts import edits_allowed, misspelling_keys

KNOWN = ("womenswear", "denim", "handbags", "seedling", "skirts", "shirts", "accessories", "pier")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("denmi", ["denim"]),
        ("demin", []),  # two letters in other places
        ("hadbags", ["handbags"]),
        ("handdbags", ["handbags"]),
        ("handbegs", ["handbags"]),  # one letter for another, in a long word
        ("denam", []),  # and in a short one
        ("denom", ["denim"]),  # but for the key beside
        ("hadbag", ["handbags"]),  # of which there is one
        ("pies", []),  # a word of English
        ("handbugz", []),  # two letters for two others, in a word of eight
        ("seedlnig", ["seedling"]),
        ("accassoties", ["accessories"]),  # and in a longer one
        ("accesories", ["accessories"]),
        ("acessoris", ["accessories"]),
        ("menswear", []),
        ("peir", ["pier"]),
        ("per", []),  # too short to be anything but itself
        ("denim", []),  # itself
        ("12345", []),
    ],
)
def test_it_mends_slips_of_the_hand(word: str, expected: list[str]) -> None:
    assert corrections(word, KNOWN) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("access", ["accessories"]), ("handbags", []), ("s", ["seedling", "shirts", "skirts"])],
)
def test_it_completes_beginnings(word: str, expected: list[str]) -> None:
    assert completions(word, KNOWN) == expected


def test_a_beginning_of_many_words_means_none() -> None:
    assert completions("pot", ["pota", "potb", "potc", "potd"]) == []


WORDS = st.text("abcde", min_size=4, max_size=12)


@given(WORDS, st.integers(0, 11), st.sampled_from(["drop", "double", "swap"]))
def test_every_slip_shares_a_key_with_its_word(word: str, place: int, slip: str) -> None:
    at = place % (len(word) - 1)
    match slip:
        case "drop":
            typed = word[:at] + word[at + 1 :]
        case "double":
            typed = word[:at] + word[at] + word[at:]
        case _:
            typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    if edits_allowed(typed):
        assert set(misspelling_keys(typed)) & set(misspelling_keys(word))


def test_keys_are_few() -> None:
    assert len(misspelling_keys("abcdefghijkl")) == 29
    assert misspelling_keys("tl00417") == []
