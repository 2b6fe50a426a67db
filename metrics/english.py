"""Which words are English, and so no slip of the hand for a word of the model?

They are the commoner words in the vocabulary of the sentence encoder that is installed with the
project: it lists them by how common they are.
"""

from __future__ import annotations

import json
from functools import cache

from metrics.minilm import located
from semantic_layer.interpret.stems import singular, stem

COMMON = 12_000  # of 30,522; rarer ones are names and parts of words
SHORTEST, LONGEST = 4, 11  # letters: shorter ones are never mended, longer ones are not mistaken


def is_english(word: str) -> bool:
    """ "Coast" is a word, and no misspelt "cost"; "shopped" is a form of one. Of a folded word."""
    formed = word.endswith(("ed", "ing")) and stem(word) in _english()
    return formed or word in _english() or singular(word) in _english()


@cache
def _english() -> frozenset[str]:
    """About 7,700 words in lower case."""
    listed: dict[str, int] = json.loads(located("tokenizer.json").read_text())["model"]["vocab"]
    return frozenset(
        word
        for word, place in listed.items()
        if place < COMMON and SHORTEST <= len(word) <= LONGEST and word.isalpha()
    )
