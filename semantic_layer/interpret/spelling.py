"""Which known word did somebody mean to type?"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 5  # shorter words have too many neighbours that are words themselves
LONG = 8  # from here on one letter may be another, or two may be amiss


def correction(word: str, known: Iterable[str]) -> str | None:
    """The one known word that `word` misspells, or None.

    A letter missing, doubled or swapped is a slip of the hand; one letter for another makes a
    different word more often than not, so it counts in long words only.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    allowed = 2 if len(word) >= LONG else 1
    near = [
        (OSA.distance(word, other, score_cutoff=allowed), other)
        for other in known
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed
    ]
    found = sorted((far, other) for far, other in near if far <= allowed and _slip(word, other))
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _slip(word: str, other: str) -> bool:
    return len(word) >= LONG or len(word) != len(other) or sorted(word) == sorted(other)
