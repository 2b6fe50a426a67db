"""Which metric's name is said as a sentence: "customers who were active"?

"Active customers" are an adjective and a noun. The noun may come first, with a verb between; where
it was named before, "how many were active" is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.buyers import PEOPLE
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.vocabulary import Vocabulary
from semantic_layer.model.index import ModelIndex

BE = frozenset({"are", "is", "were", "was", "been", "being", "have", "has", "had", "got", "get"})
WHO = frozenset({"who", "that", "which"})
OF_THEM = frozenset({"of", "them", "those", "these"})
COUNTED = frozenset({"units", "count"})
WEIGHT = 1.2


def said_of(tokens: tuple[Token, ...], known: Vocabulary, index: ModelIndex) -> Iterator[Link]:
    """Links for a noun, a form of "be", and what is said of the noun."""
    words = tuple(token.folded for token in tokens)
    for last in range(2, len(words)):
        verb = last
        while verb and words[verb - 1] in BE:
            verb -= 1
        if verb == last:
            continue
        noun = verb - 1
        while noun > 0 and words[noun] in WHO:
            noun -= 1
        for meaning in _named(words[last], words[noun], known):
            yield Link(noun, last + 1, meaning)
        if _how_many(words, noun):
            for meaning in _named_before(words[last], words[:noun], known):
                if index.metric(meaning.name).unit in COUNTED:  # "how many" asks for no money
                    yield Link(verb, last + 1, meaning)


def _named(adjective: str, noun: str, known: Vocabulary) -> Iterator[Meaning]:
    for meaning in known.exact.get((adjective, noun), ()):
        if meaning.role is Role.METRIC:
            yield replace(meaning, weight=WEIGHT, evidence=Evidence.STEM)


def _how_many(words: tuple[str, ...], last: int) -> bool:
    """ "How many were", "how many of them were"."""
    while last > 0 and words[last] in OF_THEM:
        last -= 1
    return words[max(0, last - 1) : last + 1] == ("how", "many")


def _named_before(adjective: str, words: tuple[str, ...], known: Vocabulary) -> tuple[Meaning, ...]:
    """The meaning with the last noun before that has one; all words for people are as good."""
    for word in reversed(words):
        nouns = sorted(PEOPLE) if word in PEOPLE else (word,)
        for noun in (word, *nouns):
            if found := tuple(_named(adjective, noun, known)):
                return found
    return ()
