"""Which words of a question are part of given phrases?"""

from __future__ import annotations

from collections.abc import Sequence

from semantic_layer.interpret.tokens import fold

Phrases = frozenset[tuple[str, ...]]
LONGEST = 8  # words in a phrase


def phrases(text: str) -> Phrases:
    """The phrases of a list, parted by bars, each as its folded words."""
    return frozenset(tuple(fold(each).split()) for each in text.split("|"))


def covered(words: Sequence[str], known: Phrases) -> frozenset[int]:
    """The places of the words that are part of one of the phrases."""
    said = tuple(words)
    return frozenset(
        place
        for first in range(len(said))
        for last in range(first + 1, min(len(said), first + LONGEST) + 1)
        if said[first:last] in known
        for place in range(first, last)
    )
