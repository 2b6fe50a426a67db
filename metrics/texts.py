"""In which forms is a text written down, so that what people type finds it?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from semantic_layer.interpret.stems import stem
from semantic_layer.interpret.tokens import fold

LONGEST = 200  # characters; a longer value is a remark, not a name
KEYED = 7  # letters of a word that its misspelling keys are made of


def can_be_kept(text: str) -> bool:
    return len(text) <= LONGEST and "\x00" not in text


def words_of(text: str) -> list[str]:
    return fold(text).split()


def stem_of(word: str) -> str:
    """The stem of a word; numbers and codes have none, and would crowd out remembered stems."""
    return stem(word) if word.isalpha() else word


def bag(words: Iterable[str]) -> str:
    """The words' stems in alphabetical order: any order, singular or plural, is one."""
    return " ".join(sorted(map(stem_of, words)))


def edits_allowed(word: str) -> int:
    """How many letters may be wrong before it is another word. Numbers are never misspelt."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def misspelling_keys(word: str) -> list[str]:
    """The word's beginning with up to that many letters left out.

    Two words within that many edits share a key (symmetric deletion), so that an index of keys
    finds the candidates; their distance still has to be measured.
    """
    edits, beginning = edits_allowed(word), word[:KEYED]
    if edits == 0:
        return []
    return sorted(
        {
            "".join(kept)
            for missing in range(edits + 1)
            for kept in combinations(beginning, len(beginning) - missing)
        }
    )
