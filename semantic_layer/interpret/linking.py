"""What may each stretch of a question mean?

`link` runs once for a question; the search over readings takes its result.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from semantic_layer.access import Policy
from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.phrases import find_grains, find_periods
from semantic_layer.interpret.buyers import counted_by_coming
from semantic_layer.interpret.configuration import DEFAULT, Configuration
from semantic_layer.interpret.ellipsis import interrupted_names, parted_names, shared_words
from semantic_layer.interpret.enumerated import without_listed_days, without_modal_may
from semantic_layer.interpret.given_back import came_back_in_units
from semantic_layer.interpret.held import units_held
from semantic_layer.interpret.holidays import with_members
from semantic_layer.interpret.less import said_as_differences
from semantic_layer.interpret.lexicon import (
    GOODS,
    LEADS,
    NUMBER_SCALES,
    NUMBER_SIGNS,
    money_words,
)
from semantic_layer.interpret.numerals import part, spelled
from semantic_layer.interpret.objects import without_objects
from semantic_layer.interpret.outcome import Candidates, Evidence, ValueCandidate
from semantic_layer.interpret.parts_of_it import parts_of_it
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.predicates import said_of
from semantic_layer.interpret.pronouns import is_speaker
from semantic_layer.interpret.ratios import said_as_ratios
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.sold import units_sold
from semantic_layer.interpret.spacing import respaced
from semantic_layer.interpret.spelling import Mended, in_names, mend
from semantic_layer.interpret.spending import spent_by_buyers, spent_by_people
from semantic_layer.interpret.stems import singular, stem
from semantic_layer.interpret.tokens import Token, TokenKind, fold, tokenize
from semantic_layer.interpret.vocabulary import Vocabulary, scalar, vocabulary
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Season

MOST_APART = 3  # members sharing a part of their names that are offered one by one
BOUNDS = ("over", "under", "above", "below")
CONTRACTED = re.compile(r"['’](d|ll|re|ve|m|t)$", re.IGNORECASE)
YEAR = re.compile(r"(19|20)\d\d")
NOUN_AHEAD = frozenset({"each", "every", "per", "by", "which", "what", "the", "this", "that"})
COMMON_PHRASES = frozenset(
    tuple(folded.split())
    for phrases in PHRASES.values()
    for folded in map(fold, phrases.split("|"))
    if " " in folded
)
COMMON = frozenset(fold(each) for phrases in PHRASES.values() for each in phrases.split("|"))


@dataclass(frozen=True, slots=True)
class Linking:
    """A question's tokens and every meaning found for every stretch of them.

    `meant` are the tokens in the words that misspelt ones were taken for.
    """

    text: str
    tokens: tuple[Token, ...]
    links: tuple[Link, ...]
    meant: tuple[Token, ...]

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Words for which nothing was found at all; the route looks at them."""
        covered = {at for each in self.links for at in range(each.first, each.last)}
        return tuple(token.text for at, token in enumerate(self.tokens) if at not in covered)


def link(
    text: str,
    index: ModelIndex,
    policy: Policy,
    candidates: Candidates,
    clock: Clock,
    configuration: Configuration = DEFAULT,
) -> Linking:
    known = vocabulary(index, policy, configuration)
    typed, english = tokenize(text), candidates.english
    members = tuple(_members(typed, candidates, index, configuration, known))
    tokens = respaced(text, typed, _sure(members, index), known, index, english)
    if tokens is not typed:
        members = tuple(_members(tokens, candidates, index, configuration, known))
    sure = _sure(members, index)
    spaced = {at: token.folded for at, token in enumerate(tokens) if token not in typed}
    otherwise = spaced | dict(in_names(tokens, known, sure))
    mended = mend(text, tokens, known.words, sure, index, english, otherwise)
    periods = tuple(_periods(mended, mended.text, index, clock))
    periods = (*periods, *_periods_behind(mended, periods, members, index, clock))
    days = with_members(periods, members)
    times = (*(each for each in days if not _goods(each, mended)), *_grains(mended, index))
    signs = _signs(index.model.currency)
    numbers = tuple(_numbers(mended.tokens, signs, configuration))
    names = tuple(_names(mended, known, configuration))
    said = mended.tokens
    shared = tuple(shared_words(said, known, names))
    parted = (*parted_names(said, known, members), *interrupted_names(said, known))
    told = tuple(said_of(said, known, index))
    people = (
        *came_back_in_units(said, known),
        *counted_by_coming(said, index),
        *spent_by_people(said, names, index),
    )
    people = (*people, *spent_by_buyers(said, (*members, *names, *people), index))
    things = (*members, *names)
    stock = (
        *units_held(said, things, index),
        *units_sold(said, things, index),
        *parts_of_it(said, names, index),
    )
    divided = (*said_as_ratios(said, names, index), *said_as_differences(said, names, index))
    whole = (*divided, *people, *stock)
    links = (*times, *members, *numbers, *names, *shared, *parted, *whole, *told)
    links = without_modal_may(without_listed_days(links, tokens), tokens)
    links = without_objects(links, said)
    return Linking(text, tokens, links, said)


def _goods(link: Link, mended: Mended) -> bool:
    """ "Holiday season goods" are goods, and no days."""
    behind = {token.folded for token in mended.tokens[link.last : link.last + 1]}
    return isinstance(link.meaning.period, Season) and bool(GOODS & behind)


def _sure(members: tuple[Link, ...], index: ModelIndex) -> set[int]:
    """The tokens that name members as they are written, or with a slip in one of some words."""
    return {
        at
        for each in members
        for at in range(each.first, each.last)
        if each.meaning.evidence is not Evidence.MISSPELLING
        or (each.last - each.first > 1 and not _is_of_days(each.meaning, index))
    }


def _is_of_days(meaning: Meaning, index: ModelIndex) -> bool:
    """A holiday, whose words speak of time too."""
    known = index.has_dimension(meaning.name)
    return known and "calendar" in index.dimension(meaning.name).on


def _periods_behind(
    mended: Mended,
    periods: tuple[Link, ...],
    members: tuple[Link, ...],
    index: ModelIndex,
    clock: Clock,
) -> Iterator[Link]:
    """ "Spring Fair 2025, fiscal 2026": the year of the name is not listed with what follows."""
    for last in {m.last for m in members for p in periods if m.first < p.first < m.last < p.last}:
        end = mended.spans[last - 1][1]
        yield from _periods(mended, " " * end + mended.text[end:], index, clock)


def _periods(mended: Mended, text: str, index: ModelIndex, clock: Clock) -> Iterator[Link]:
    for found in find_periods(text, index, clock):
        meaning = Meaning(
            Role.COMPARED if found.period is None else Role.PERIOD,
            found.text,
            period=found.period,
            resolved=found.resolved,
            comparison=found.comparison,
            implied=found.implied,
            holiday=found.holiday,
            follows=found.follows,
        )
        first, last = _span(mended, found.start, found.end)
        yield Link(first, last, meaning)


def _grains(mended: Mended, index: ModelIndex) -> Iterator[Link]:
    for found in find_grains(mended.text, index):
        first, last = _span(mended, found.start, found.end)
        role = Role.TREND if found.grain is None else Role.GRAIN
        yield Link(first, last, Meaning(role, found.text, grain=found.grain, at_ends=found.at_ends))


def _span(mended: Mended, start: int, end: int) -> tuple[int, int]:
    inside = [at for at, (first, last) in enumerate(mended.spans) if start <= first and last <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


@lru_cache(maxsize=16)
def _signs(currency: str) -> Mapping[str, str]:
    return MappingProxyType({**NUMBER_SIGNS, **dict.fromkeys(money_words(currency), "$")})


def _numbers(
    tokens: tuple[Token, ...], signs: Mapping[str, str], configuration: Configuration
) -> Iterator[Link]:
    words = [token.folded for token in tokens]
    for at, token in enumerate(tokens):
        last, number, sign = at + 1, token.number, token.sign
        if (share := part(words[at:])) is not None:
            last, number, sign = at + share[0], share[1], "%"
        elif token.kind is TokenKind.WORD and (found := spelled(words[at:])) is not None:
            last, number = at + found[0], found[1]
        if number is None:
            continue
        if last < len(tokens) and words[last] in NUMBER_SCALES:
            number *= NUMBER_SCALES[words[last]]
            last += 1
        for behind in (words[last : last + 2], words[last : last + 1]):  # "percentage points"
            if " ".join(behind) in signs:
                sign = signs[" ".join(behind)]
                last += len(behind)
                break
        name = " ".join(words[at:last])
        yield Link(
            at, last, Meaning(Role.NUMBER, name, configuration.word, number=number, sign=sign)
        )


def _members(
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


def _names(mended: Mended, known: Vocabulary, configuration: Configuration) -> Iterator[Link]:
    words = tuple(token.folded or token.text for token in mended.tokens)
    penalty = configuration.evidence[Evidence.MISSPELLING]
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + known.longest) + 1):
            if last - first > 1 and words[last - 1] in BOUNDS and _is_number(words[last:]):
                continue  # "stock turns over 8" are more than 8, and do not turn over
            if _is_led_noun(words, first, last, known):
                continue
            guessed = len(mended.guessed.intersection(range(first, last)))
            lost = guessed * (1 - penalty) / (last - first)
            for meaning in known.find(words[first:last]):
                if guessed:
                    weight = meaning.weight * (1 - lost)
                    meaning = replace(meaning, weight=weight, evidence=Evidence.MISSPELLING)
                yield Link(first, last, meaning)


def _is_led_noun(words: tuple[str, ...], first: int, last: int, known: Vocabulary) -> bool:
    """ "In each group by contribution": where a noun must stand, "group by" is no phrase."""
    phrase = words[first:last] in COMMON_PHRASES and first > 0
    return phrase and words[first - 1] in NOUN_AHEAD and known.is_noun(words[first])


def _is_number(words: tuple[str, ...]) -> bool:
    return any(each.isdigit() for each in "".join(words[:1])[:2])  # "8", "$8"


__all__ = ["Linking", "fold", "link"]
