"""Candidates from member lists in memory: a small stand-in for the index of values.

It finds whole names, the model's words for them, other forms of them, names begun but not ended,
and misspelt ones, as the index does; members outside the asker's rows are marked or left out.
Thousands of questions share their words, so what a stretch of words names is looked up once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

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


Words = tuple[str, ...]
Places = Mapping[Words, list[int]]  # of names


@dataclass(frozen=True)
class Match:
    """`order`: the place of the name, then how much of it is there."""

    order: tuple[int, int]
    name: Name
    text: str
    evidence: Evidence
    score: float


@dataclass(frozen=True, eq=False)
class Names:
    """All that are known, and where each of their forms stands."""

    every: tuple[Name, ...]

    @cached_property
    def whole(self) -> Places:
        return _places((each.words, n) for n, each in enumerate(self.every))

    @cached_property
    def short(self) -> Places:
        short = ((_without_article(each.words), n) for n, each in enumerate(self.every))
        return _places((words, n) for words, n in short if words != self.every[n].words)

    @cached_property
    def rooted(self) -> Places:
        return _places((_roots(each.words), n) for n, each in enumerate(self.every))

    @cached_property
    def begun(self) -> Places:
        return _places(
            (each.words[:part], n)
            for n, each in enumerate(self.every)
            if each.own
            for part in range(2, len(each.words))
        )

    @cached_property
    def longest(self) -> int:
        return max((len(each.words) for each in self.every), default=0)


def _places(found: Iterable[tuple[Words, int]]) -> Places:
    places: dict[Words, list[int]] = defaultdict(list)
    for words, n in found:
        places[words].append(n)
    return dict(places)


def names(index: ModelIndex, members: Members) -> Names:
    found = []
    for dimension, values in members.items():
        if not index.has_dimension(dimension):
            continue
        words = index.dimension(dimension).words
        for value, scope in values.items():
            found.append(Name(dimension, value, tuple(fold(value).split()), True, scope))
            for word in words.get(value, ()):
                found.append(Name(dimension, value, tuple(fold(word).split()), False, scope))
    return Names(tuple(found))


def find(text: str, known: Names, index: ModelIndex, policy: Policy) -> Candidates:
    words = tuple(fold(text).split())
    best: dict[tuple[str, str, str], ValueCandidate] = {}
    for each in _found(words, known):
        name = each.name
        if not index.has_dimension(name.dimension):
            continue
        closed = not _allowed(name, policy)
        if closed and name.dimension not in index.model.public.dimensions:
            continue
        key = (name.dimension, name.value, each.text)
        one = ValueCandidate(*key, each.evidence, each.score, closed)
        if key not in best or each.score > best[key].score:
            best[key] = one
    whole = {c.text for c in best.values() if c.score >= 0.9}
    kept = tuple(
        c
        for c in best.values()
        if c.score >= 0.9 or not any(f" {c.text} " in f" {text} " for text in whole)
    )
    return Candidates(values=kept, english=frozenset(filter(is_english, words)))


def _found(words: Words, known: Names) -> list[Match]:
    stretches = (
        words[at : at + size]
        for size in range(1, known.longest + 1)
        for at in range(len(words) - size + 1)
    )
    found = [match for stretch in stretches for match in _matches(stretch, known)]
    return sorted(found, key=lambda match: match.order)


def _allowed(name: Name, policy: Policy) -> bool:
    rules = {rule.dimension: rule.members for own in policy.rules.values() for rule in own}
    return all(
        not set(name.scope[dimension]).isdisjoint(members)
        for dimension, members in rules.items()
        if dimension in name.scope
    )


@cache
def _matches(stretch: Words, known: Names) -> tuple[Match, ...]:
    """What a stretch of a question's words may name, as the whole of it or as its beginning."""
    size, text, roots = len(stretch), " ".join(stretch), _roots(stretch)
    whole, rooted = known.whole.get(stretch, []), known.rooted.get(roots, [])
    begun = known.begun.get(stretch, [])
    found = [(n, 0, Evidence.STEM, 0.9) for n in known.short.get(stretch, ())]
    for n in whole:
        own = known.every[n].own
        found.append((n, 1, Evidence.EXACT if own else Evidence.SYNONYM, 1.0))
    for n in rooted:
        if n not in whole and len(known.every[n].words) == size:
            found.append((n, 1, Evidence.STEM, 0.95))
    found += [(n, _missing(known, n, size), Evidence.ABBREVIATION, 0.88) for n in begun]
    for words in _misspelt(stretch, known.whole):
        misspelt = set(known.whole[words]) - {*rooted}
        found += [(n, 1, Evidence.MISSPELLING, 0.85) for n in misspelt]
    for words in _misspelt(stretch, known.begun):
        misspelt = known.begun[words]
        found += [(n, _missing(known, n, size), Evidence.MISSPELLING, 0.8) for n in misspelt]
    return tuple(Match((n, step), known.every[n], text, *rest) for n, step, *rest in found)


def _missing(known: Names, n: int, size: int) -> int:
    return 1 + len(known.every[n].words) - size


def _misspelt(stretch: Words, forms: Places) -> Iterator[Words]:
    if not all(map(is_english, stretch)):
        alike = (each for each in forms if len(each) == len(stretch))
        yield from (each for each in alike if _is_misspelt(stretch, each))


def _is_misspelt(stretch: Words, words: Words) -> bool:
    """Whether one word has one slip in it, and the others are as they should be."""
    odd = [(one, two) for one, two in zip(stretch, words, strict=True) if one != two]
    if len(odd) != 1 or is_english(odd[0][0]):
        return False
    return any(cost(form, odd[0][1], most=1) is not None for form in numbers(odd[0][0]))


def _without_article(words: Words) -> Words:
    return tuple(word for word in words if word != "the")


@cache
def _roots(words: Words) -> Words:
    return stems(" ".join(words))
