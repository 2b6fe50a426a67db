"""Candidates from member lists in memory: a small stand-in for the index of values.

It finds whole names, the model's words for them, other forms of them, names begun but not ended,
and misspelt ones, as the index does; members outside the asker's rows are marked or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from metrics.english import is_english
from semantic_layer.access import Policy
from semantic_layer.interpret.outcome import Candidates, Evidence, ValueCandidate
from semantic_layer.interpret.slips import cost
from semantic_layer.interpret.stems import numbers, stems
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex

Scope = Mapping[str, list[str]]  # a policy's dimension and the members that a member stands under
Members = Mapping[str, Mapping[str, Scope]]  # by dimension and member


@dataclass(frozen=True)
class Name:
    dimension: str
    value: str
    words: tuple[str, ...]
    own: bool
    scope: Scope


def names(index: ModelIndex, members: Members) -> tuple[Name, ...]:
    found = []
    for dimension, values in members.items():
        if not index.has_dimension(dimension):
            continue
        words = index.dimension(dimension).words
        for value, scope in values.items():
            found.append(Name(dimension, value, tuple(fold(value).split()), True, scope))
            for word in words.get(value, ()):
                found.append(Name(dimension, value, tuple(fold(word).split()), False, scope))
    return tuple(found)


def find(text: str, known: tuple[Name, ...], index: ModelIndex, policy: Policy) -> Candidates:
    words = tuple(fold(text).split())
    best: dict[tuple[str, str, str], ValueCandidate] = {}
    for name in known:
        if not index.has_dimension(name.dimension):
            continue
        allowed = _allowed(name, policy)
        closed = not allowed
        if closed and name.dimension not in index.model.public.dimensions:
            continue
        for stretch, evidence, score in _matches(words, name):
            key = (name.dimension, name.value, stretch)
            one = ValueCandidate(name.dimension, name.value, stretch, evidence, score, closed)
            if key not in best or score > best[key].score:
                best[key] = one
    whole = {c.text for c in best.values() if c.score >= 0.9}
    kept = tuple(
        c
        for c in best.values()
        if c.score >= 0.9 or not any(f" {c.text} " in f" {text} " for text in whole)
    )
    return Candidates(values=kept, english=frozenset(filter(is_english, words)))


def _allowed(name: Name, policy: Policy) -> bool:
    rules = {rule.dimension: rule.members for own in policy.rules.values() for rule in own}
    return all(
        not set(name.scope[dimension]).isdisjoint(members)
        for dimension, members in rules.items()
        if dimension in name.scope
    )


def _is_misspelt(stretch: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether one word has one slip in it, and the others are as they should be."""
    odd = [(one, two) for one, two in zip(stretch, words, strict=True) if one != two]
    if len(odd) != 1 or is_english(odd[0][0]):
        return False
    return any(cost(form, odd[0][1], most=1) is not None for form in numbers(odd[0][0]))


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word != "the")


@cache
def _roots(words: tuple[str, ...]) -> tuple[str, ...]:
    return stems(" ".join(words))


def _matches(words: tuple[str, ...], name: Name) -> Iterator[tuple[str, Evidence, float]]:
    size = len(name.words)
    roots = _roots(name.words)
    short = _without_article(name.words)
    for at in range(len(words) - len(short) + 1):
        if words[at : at + len(short)] == short != name.words:
            yield " ".join(short), Evidence.STEM, 0.9
    for at in range(len(words) - size + 1):
        stretch = words[at : at + size]
        if stretch == name.words:
            yield " ".join(stretch), Evidence.EXACT if name.own else Evidence.SYNONYM, 1.0
        elif _roots(stretch) == roots:
            yield " ".join(stretch), Evidence.STEM, 0.95
        elif _is_misspelt(stretch, name.words):
            yield " ".join(stretch), Evidence.MISSPELLING, 0.85
    for part in range(size - 1, 1, -1):
        for at in range(len(words) - part + 1):
            stretch = words[at : at + part]
            if name.own and stretch == name.words[:part]:
                yield " ".join(stretch), Evidence.ABBREVIATION, 0.88
            elif name.own and _is_misspelt(stretch, name.words[:part]):
                yield " ".join(stretch), Evidence.MISSPELLING, 0.8
