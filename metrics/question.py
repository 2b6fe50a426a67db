"""Which stretches of a question may name something, and which of its words are content?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from metrics.texts import bag
from semantic_layer.interpret.lexicon import ALWAYS_WRITES, WRITES
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.tokens import fold, tokenize

LONGEST_NAME = 10  # words
# Words that also stand in names ("Black Friday 2026", "New England") but alone name no member.
PLAIN_WORDS = """
    day days daily week weeks weekly month months monthly quarter quarters quarterly year years
    yearly annual annually date dates today yesterday tomorrow last next past previous prior current
    this fiscal calendar rolling trailing recent lately late early earlier later wk wks mo mos qtr
    yr yrs ly lw lm ty tw tm january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday
    thursday friday saturday sunday q1 q2 q3 q4 ytd mtd qtd ptd wtd weekend weekday holiday season
    spring summer autumn winter new old big small good bad work works working
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words of a question: from `first` up to, not including, `last`."""

    first: int
    last: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def compact(self) -> str:
        return "".join(self.words)

    @property
    def bag(self) -> str:
        return bag(self.words)

    def inside(self, other: Stretch) -> bool:
        return other.first <= self.first and self.last <= other.last


def folded_words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def words_in_capitals(text: str) -> frozenset[str]:
    """Folded words that were written in capitals: "OR" is a state where "or" is not."""
    return frozenset(each.folded for each in tokenize(text) if each.text.isupper())


def stretches(words: tuple[str, ...]) -> list[Stretch]:
    """Every run of up to LONGEST_NAME neighbouring words."""
    return [
        Stretch(first, last, words[first:last])
        for first in range(len(words))
        for last in range(first + 1, min(first + LONGEST_NAME, len(words)) + 1)
    ]


@cache
def grammar_words() -> frozenset[str]:
    """The words that a question is built with: they may stand in a name, but do not make one."""
    phrases = (fold(phrase) for phrases in PHRASES.values() for phrase in phrases.split("|"))
    return frozenset(word for phrase in phrases for word in phrase.split()).union(
        PLAIN_WORDS.split(), WRITES, ALWAYS_WRITES
    )


def content(words: Iterable[str], model_words: frozenset[str]) -> list[str]:
    """The words that may make a name: neither grammar, nor the model's own words, nor numbers."""
    plain = grammar_words() | model_words
    return [word for word in dict.fromkeys(words) if word not in plain and not word.isdigit()]
