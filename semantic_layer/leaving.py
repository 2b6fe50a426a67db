"""What of a question and its candidates may a language model be told?

Names and values that may not be prompted never leave: candidates are left out, and where words of
the question name them a placeholder stands. Whoever builds a prompt builds it from what this gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from semantic_layer.interpret.outcome import Candidates
from semantic_layer.model.definitions import Use
from semantic_layer.model.index import ModelIndex
from semantic_layer.uses import may

SOMETHING = "[something confidential]"


@dataclass(frozen=True, slots=True)
class Leaving:
    """The question's text and the candidates, without what stays inside."""

    text: str
    candidates: Candidates


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
    for word in sorted(closed, key=len, reverse=True):
        text = _pattern(word).sub(SOMETHING, text)
    return Leaving(text, kept)


def _words(name: str, index: ModelIndex) -> Iterator[str]:
    each = index.metric(name) if index.has_metric(name) else index.dimension(name)
    yield from (name, each.label, *each.synonyms)


def _pattern(words: str) -> re.Pattern[str]:
    """The words in any case, whatever signs stand between them."""
    parts = re.findall(r"\w+", words)
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(r"\b" + r"[\W_]+".join(map(re.escape, parts)) + r"s?\b", re.IGNORECASE)
