"""Which of the members that were found may a stretch of the question name?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from semantic_layer.interpret.configuration import Configuration
from semantic_layer.interpret.lexicon import LEADS
from semantic_layer.interpret.outcome import Candidates, Evidence, ValueCandidate
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.pronouns import is_speaker
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.stems import singular, stem
from semantic_layer.interpret.tokens import Token, TokenKind, fold
from semantic_layer.interpret.vocabulary import Vocabulary, scalar
from semantic_layer.model.index import ModelIndex

MOST_APART = 3  # members sharing a part of their names that are offered one by one
CONTRACTED = re.compile(r"['’](d|ll|re|ve|m|t)$", re.IGNORECASE)
YEAR = re.compile(r"(19|20)\d\d")
COMMON = frozenset(fold(each) for phrases in PHRASES.values() for each in phrases.split("|"))


def named_members(
    tokens: tuple[Token, ...],
    candidates: Candidates,
    index: ModelIndex,
    configuration: Configuration,
    words: Vocabulary,
) -> Iterator[Link]:
    """Links for each stretch and dimension; members that it names equally stand together."""
    by_text: dict[tuple[str, str, bool], list[ValueCandidate]] = defaultdict(list)
    for found in candidates.values:
        if _is_no_form(found, candidates.english):
            found = replace(found, evidence=Evidence.MISSPELLING)
        known = found.closed or index.has_dimension(found.dimension)
        known = known and found.evidence is not Evidence.VECTOR  # meaning alone decides nothing
        form = found.evidence is Evidence.STEM and found.text in COMMON  # "top" is not Tops
        form = form or (found.evidence is Evidence.MISSPELLING and found.text in candidates.english)
        form = form or (found.evidence is Evidence.STEM and _leads_on(found.text))
        if known and not form and found.score >= configuration.least_member_score:
            by_text[found.text, found.dimension, found.closed].append(found)
    for (text, name, closed), group in by_text.items():
        for best in _named_alike(_best(group)):
            meaning = _member(best, name, closed, index, configuration)
            for first, last in _stretches(tokens, text):
                if last == first + 1 and CONTRACTED.search(tokens[first].text):
                    continue  # "I'd" is no state
                if is_speaker(tokens, first, last, words):
                    continue
                code = _code(tokens, first, last, meaning, index)
                if code is not False:
                    surer = replace(meaning, weight=meaning.weight + configuration.bound)
                    yield Link(first, last, surer if code else meaning)


def before_their_days(
    members: tuple[Link, ...], periods: tuple[Link, ...], tokens: tuple[Token, ...]
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Of "the Memorial Day Sale": what begins with a day's name, and goes on, is not that day."""
    days = tuple(each for each in periods if each.meaning.holiday)
    longer = {
        one for one in members for day in days if _goes_on(one, day) and _as_written(one, tokens)
    }
    kept = tuple(each for each in periods if not any(_goes_on(one, each) for one in longer))
    return tuple(_surely(each) if each in longer else each for each in members), kept


def _surely(member: Link) -> Link:
    return replace(member, meaning=replace(member.meaning, weight=1.0))


def _goes_on(member: Link, day: Link) -> bool:
    """Whether all of a day's name and more stands in a member's: "in" ahead of it is the day's."""
    longer = day.first <= member.first < day.last < member.last
    return longer and bool(day.meaning.holiday) and not member.meaning.closed


def _as_written(member: Link, tokens: tuple[Token, ...]) -> bool:
    """Not "Memorial Day sales", which were made on the day."""
    said = {token.folded for token in tokens[member.first : member.last]}
    return any(said.issubset(fold(str(each)).split()) for each in member.meaning.values)


def _is_no_form(found: ValueCandidate, english: Collection[str]) -> bool:
    """ "Hatt" shares a stem with a member, and is no word of English: somebody's slip."""
    if found.evidence is not Evidence.STEM or found.text in english or not found.text.isalpha():
        return False
    own = fold(found.value)
    return stem(found.text) == stem(own) and singular(found.text) != singular(own)


def _leads_on(text: str) -> bool:
    """ "Stores in" leads to where they are, and is not "in store"."""
    words = text.split()
    return len(words) > 1 and words[-1] in LEADS


def _member(
    found: list[ValueCandidate],
    name: str,
    closed: bool,
    index: ModelIndex,
    configuration: Configuration,
) -> Meaning:
    one = found[0]
    known = index.has_dimension(name)
    values = (scalar(index.dimension(name), each.value) if known else each.value for each in found)
    weight = configuration.evidence[one.evidence] * min(1.0, one.score)
    part = one.evidence is Evidence.ABBREVIATION and one.score < configuration.least_part_score
    part = part and not (len(found) == 1 and fold(one.value).split()[:1] == [one.text])
    return Meaning(
        Role.MEMBER,
        name,
        weight,
        one.evidence,
        tuple(dict.fromkeys(values)),
        closed=closed,
        thin=part and " " not in one.text,
    )


def _named_alike(found: list[ValueCandidate]) -> Iterator[list[ValueCandidate]]:
    """What a part of some names may mean: all of them, or one. What differs by its year is one.

    A slip means one, and where it may be of several, each of them.
    """
    if found[0].evidence is Evidence.MISSPELLING:
        yield from ([each] for each in found[:MOST_APART])
        return
    yield found
    apart = len({_but_for_year(each.value) for each in found}) > 1
    if apart and found[0].evidence is Evidence.ABBREVIATION:
        yield from ([each] for each in found[:MOST_APART])


def _but_for_year(name: str) -> str:
    return " ".join(word for word in fold(name).split() if not YEAR.fullmatch(word))


def _code(
    tokens: tuple[Token, ...], first: int, last: int, meaning: Meaning, index: ModelIndex
) -> bool | None:
    """Whether a code that is also a common word ("OR", "IN") is written as one; None: no matter."""
    common = " ".join(token.folded for token in tokens[first:last]) in COMMON
    if not common or not index.has_dimension(meaning.name):
        return None
    if not index.dimension(meaning.name).code:
        return None
    shouted = all(token.text.isupper() for token in tokens if token.kind is TokenKind.WORD)
    written = " ".join(token.text for token in tokens[first:last])
    return written in meaning.values and not shouted


def _best(group: list[ValueCandidate]) -> list[ValueCandidate]:
    order = list(Evidence)
    group = sorted(group, key=lambda found: (order.index(found.evidence), -found.score))
    if group[0].evidence is Evidence.MISSPELLING:
        return [f for f in group if f.score == group[0].score]
    level = group[0].evidence
    return [f for f in group if f.evidence is level and f.score >= group[0].score - 0.02]


def _stretches(tokens: tuple[Token, ...], text: str) -> Iterator[tuple[int, int]]:
    words = text.split()
    folded = [(at, word) for at, token in enumerate(tokens) for word in token.folded.split()]
    for at in range(len(folded) - len(words) + 1):
        if [word for _, word in folded[at : at + len(words)]] == words:
            yield folded[at][0], folded[at + len(words) - 1][0] + 1
