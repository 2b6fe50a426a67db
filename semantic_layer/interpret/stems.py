"""Which words are forms of one another?"""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

REMEMBERED = 50_000
SHORT = 4  # letters of words that are taken as they stand


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The stem of a folded English word: "categories" and "category" share one."""
    # a stemmer keeps the word it works on, so threads must not share one
    return str(snowballstemmer.stemmer("english").stemWord(word))


def stems(folded: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in folded.split())


def singular(word: str) -> str:
    """A folded word without the ending of its plural: "categories" gives "category"."""
    if len(word) < 4 or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word.removesuffix("s")


def numbers(word: str) -> tuple[str, ...]:
    """A folded noun as it stands, and in the other number: "hats" and "hat"."""
    if len(word) <= SHORT:
        return (word,)
    one = singular(word)
    return word, one if one != word else f"{word}s"


def roots(words: tuple[str, ...]) -> tuple[str, ...]:
    """The form under which a name is found again when its own words do not match.

    One word is known by its stem. In a phrase only the number of its words may differ: "stores
    opened" is no form of "store opening".
    """
    if len(words) == 1:
        return (stem(words[0]),)
    return tuple(map(singular, words))
