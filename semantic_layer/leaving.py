"""What of a question and its candidates may a language model be told?

Names and values that may not be prompted never leave: candidates are left out, and where words of
the question name them a placeholder stands. Whoever builds a prompt builds it from what this gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from semantic_layer.interpret.outcome import Candidates
from semantic_layer.model.definitions import Use
from semantic_layer.model.index import ModelIndex
from semantic_layer.uses import may

SOMETHING = "[something confidential]"


@dataclass(frozen=True, slots=True)
class Leaving:
    """The question's text and the candidates, without what stays inside.

    `inside` are the words that stay, the longest first.
    """

    text: str
    candidates: Candidates
    inside: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether something of the question stayed inside."""
        return SOMETHING in self.text

    def without(self, text: str) -> str:
        """Any other text, a definition or a complaint, with a placeholder for what stays inside."""
        return _pattern(self.inside).sub(SOMETHING, text)


def leaving(
    text: str, candidates: Candidates, index: ModelIndex, *, inside: bool = False
) -> Leaving:
    """`index` is what the asker may see; `inside` where the model's endpoint is in the house."""

    def told(name: str) -> bool:
        return may(Use.PROMPT, name, index, inside=inside)

    kept = replace(
        candidates,
        values=tuple(each for each in candidates.values if told(each.dimension)),
        names=tuple(each for each in candidates.names if told(each.name)),
    )
    closed = {each.text for each in candidates.values if not told(each.dimension)}
    closed |= {each.value for each in candidates.values if not told(each.dimension)}
    closed |= {
        word
        for name in (*index.metrics, *index.dimensions)
        if not told(name)
        for word in _words(name, index)
    }
    found = Leaving(text, kept, tuple(sorted(closed, key=lambda word: (-len(word), word))))
    return replace(found, text=found.without(text))


def _words(name: str, index: ModelIndex) -> Iterator[str]:
    each = index.metric(name) if index.has_metric(name) else index.dimension(name)
    yield from (name, each.label, *each.synonyms)


@lru_cache(maxsize=16)
def _pattern(inside: tuple[str, ...]) -> re.Pattern[str]:
    """Any of them in any case, whatever signs stand between their words."""
    parts = (re.findall(r"\w+", each) for each in inside)
    words = [r"[\W_]+".join(map(re.escape, each)) for each in parts if each]
    return re.compile(rf"\b(?:{'|'.join(words)})s?\b" if words else r"(?!)", re.IGNORECASE)
