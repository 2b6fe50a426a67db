"""Which words share a part of a name: "gross and net sales", "open PO units and $"?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.vocabulary import Vocabulary

NAMES = (Role.METRIC, Role.DIMENSION)
JOINS = (Role.AND, Role.VERSUS)
BETWEEN = frozenset(
    {"are", "is", "were", "was", "being", "still", "currently", "we", "have", "had", "they"}
    | {"do", "did", "does", "has"}
)
LEAD_ON = frozenset({"by", "of", "in", "per", "on", "for", "from", "to", "with"})
MOST = 3  # words of the shortened side
DISCOUNT = 0.9
PARTED = 0.15  # more than a name that its last word has alone


def shared_words(
    tokens: tuple[Token, ...], known: Vocabulary, links: tuple[Link, ...]
) -> Iterator[Link]:
    """Links for a shortened name beside a whole one that lends it its first or last words."""
    words = tuple(token.folded or token.text for token in tokens)
    named = {(each.first, each.last) for each in links if each.meaning.role in NAMES}
    joins = [each for each in links if each.meaning.role in JOINS]
    for join in joins:
        for first, last in named:
            if first == join.last:
                yield from _before(words, join.first, words[first:last], known, named)
            if last == join.first:
                yield from _after(words, join.last, words[first:last], known, named)


def parted_names(
    tokens: tuple[Token, ...], known: Vocabulary, members: tuple[Link, ...]
) -> Iterator[Link]:
    """A metric's name of two words around a member: "net Kids sales" are the net sales of Kids."""
    words = tuple(token.folded or token.text for token in tokens)
    for first, last in {(each.first, each.last) for each in members}:
        if first == 0 or last >= len(words):
            continue
        for meaning in known.exact.get((words[first - 1], words[last]), ()):
            if meaning.role is Role.METRIC:
                surer = replace(meaning, weight=meaning.weight + PARTED)
                yield Link(first - 1, first, surer)
                yield Link(last, last + 1, surer)


def interrupted_names(tokens: tuple[Token, ...], known: Vocabulary) -> Iterator[Link]:
    """A metric's name with a small verb in it: "units are on order", "units were returned"."""
    words = tuple(token.folded or token.text for token in tokens)
    for at in range(1, len(words)):
        behind = at
        while behind < len(words) and words[behind] in BETWEEN:
            behind += 1
        if behind == at or words[at - 1] in BETWEEN:
            continue
        for first in range(max(0, at - MOST), at):
            if first and words[first] == "how" and words[first - 1] == "by":
                continue  # "by how much are we short of plan"
            for last in range(behind + 1, min(len(words), behind + MOST) + 1):
                for meaning in known.exact.get((*words[first:at], *words[behind:last]), ()):
                    if meaning.role is Role.METRIC:
                        yield Link(first, last, _shortened(meaning))


def _before(
    words: tuple[str, ...],
    end: int,
    whole: tuple[str, ...],
    known: Vocabulary,
    named: set[tuple[int, int]],
) -> Iterator[Link]:
    for start in range(max(0, end - MOST), end):
        for lent in range(1, len(whole)):
            if (start, end) not in named:
                yield from _links(start, end, (*words[start:end], *whole[lent:]), known)


def _after(
    words: tuple[str, ...],
    start: int,
    whole: tuple[str, ...],
    known: Vocabulary,
    named: set[tuple[int, int]],
) -> Iterator[Link]:
    for end in range(start + 1, min(len(words), start + MOST) + 1):
        if words[end - 1] in LEAD_ON:
            continue  # "by" splits what is named
        for lent in range(1, len(whole)):
            if (start, end) not in named:
                yield from _links(start, end, (*whole[:lent], *words[start:end]), known)
                yield from _links(start, end, (*words[start:end], *whole[lent:]), known)


def _links(start: int, end: int, phrase: tuple[str, ...], known: Vocabulary) -> Iterator[Link]:
    for meaning in known.find(phrase):
        if meaning.role in NAMES:
            yield Link(start, end, _shortened(meaning))


def _shortened(meaning: Meaning) -> Meaning:
    return replace(meaning, weight=meaning.weight * DISCOUNT, evidence=Evidence.STEM)
