"""Which words are forms of one another?"""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

REMEMBERED = 50_000


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The stem of a folded English word: "categories" and "category" share one."""
    # a stemmer keeps the word it works on, so threads must not share one
    return str(snowballstemmer.stemmer("english").stemWord(word))


def stems(folded: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in folded.split())
