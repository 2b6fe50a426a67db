"""Is a typed word another one with a slip of the hand in it, and how likely a slip is that?"""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours that are words themselves
SHORT = 5  # up to here no letter may be too many but a doubled one
LONG = 8  # from here on one letter may be any other
LONGEST = 10  # from here on two may be amiss

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
PLAIN, BESIDE, OTHER, TWO = 1.0, 1.2, 1.6, 3.0
FIRST = 0.25  # more, where the word does not begin as it should


def cost(word: str, meant: str, *, most: int = 2) -> float | None:
    """How unlikely it is that who typed `word` meant the other; None where it is too unlikely.

    A letter missing, doubled or swapped with the next is the likeliest, then the key beside, then
    any other letter, which only a long word bears, as it makes another word of a short one.
    """
    if min(len(word), len(meant)) < SHORTEST or abs(len(word) - len(meant)) > 1:
        return _two(word, meant) if most > 1 else None
    first = 0.0 if word[0] == meant[0] else FIRST
    one = _one(word, meant)
    if one is not None:
        return one + first
    return _two(word, meant) if most > 1 else None


def _one(word: str, meant: str) -> float | None:
    at = next((n for n, pair in enumerate(zip(word, meant, strict=False)) if len({*pair}) > 1), -1)
    at = min(len(word), len(meant)) if at < 0 else at
    if len(word) < len(meant):
        return PLAIN if word[at:] == meant[at + 1 :] else None
    if len(word) > len(meant):
        if word[at + 1 :] != meant[at:]:
            return None
        doubled = word[at - 1 : at] == word[at]
        return PLAIN if doubled else (None if len(word) <= SHORT else OTHER)
    if word[at + 2 :] == meant[at + 2 :] and word[at : at + 2] == meant[at : at + 2][::-1]:
        return PLAIN if at + 1 < len(word) else None
    if word[at + 1 :] != meant[at + 1 :] or at == len(word):
        return None
    if len(word) >= SHORT and meant[at] in _beside(word[at]):
        return BESIDE
    return OTHER if len(word) >= LONG else None


def _two(word: str, meant: str) -> float | None:
    if len(word) < LONGEST or word[0] != meant[0]:
        return None
    return TWO if OSA.distance(word, meant, score_cutoff=2) <= 2 else None


@cache
def _beside(letter: str) -> frozenset[str]:
    """The keys that touch a letter's own."""
    for row, keys in enumerate(ROWS):
        at = keys.find(letter)
        if at >= 0:
            near = [(row, at - 1), (row, at + 1), (row - 1, at), (row - 1, at + 1)]
            near += [(row + 1, at - 1), (row + 1, at)]
            return frozenset(
                ROWS[r][c] for r, c in near if 0 <= r < len(ROWS) and 0 <= c < len(ROWS[r])
            )
    return frozenset()
