"""Which stretches of a question may name something, and which of its words are content?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from metrics.texts import bag
from semantic_layer.interpret.lexicon import PHRASES
from semantic_layer.interpret.tokens import fold

LONGEST_NAME = 10  # words
# Words of time that also stand in names ("Black Friday 2026"): alone they name no member.
TIME_WORDS = """
    day days week weeks weekly month months monthly quarter quarters quarterly year years yearly
    date dates today yesterday tomorrow last next past previous prior current this fiscal calendar
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday q1 q2 q3 q4 ytd mtd qtd ptd wtd weekend weekday holiday season spring summer
    autumn winter
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
    return frozenset(word for phrase in phrases for word in phrase.split()) | frozenset(
        TIME_WORDS.split()
    )


def content(words: Iterable[str], model_words: frozenset[str]) -> list[str]:
    """The words that may make a name: neither grammar, nor the model's own words, nor numbers."""
    plain = grammar_words() | model_words
    return [word for word in dict.fromkeys(words) if word not in plain and not word.isdigit()]
