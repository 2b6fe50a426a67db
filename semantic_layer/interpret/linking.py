"""What may each stretch of a question mean?

`link` runs once for a question; the search over readings takes its result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from semantic_layer.interpret.given_back import came_back
from semantic_layer.interpret.held import units_held
from semantic_layer.interpret.holidays import with_members
from semantic_layer.interpret.less import said_as_differences
from semantic_layer.interpret.lexicon import (
    GOODS,
    NUMBER_SCALES,
    NUMBER_SIGNS,
    money_words,
)
from semantic_layer.interpret.named_members import before_their_days, named_members
from semantic_layer.interpret.numerals import part, spelled
from semantic_layer.interpret.objects import without_objects
from semantic_layer.interpret.opened import stock_opened
from semantic_layer.interpret.outcome import Candidates, Evidence
from semantic_layer.interpret.parts_of_it import parts_of_it
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.predicates import said_of
from semantic_layer.interpret.ratios import said_as_ratios
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.sold import units_sold
from semantic_layer.interpret.spacing import respaced
from semantic_layer.interpret.spelling import Mended, in_names, mend
from semantic_layer.interpret.spending import spent_by_buyers, spent_by_people
from semantic_layer.interpret.tokens import Token, TokenKind, fold, tokenize
from semantic_layer.interpret.vocabulary import Vocabulary, vocabulary
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Season

BOUNDS = ("over", "under", "above", "below")
NOUN_AHEAD = frozenset({"each", "every", "per", "by", "which", "what", "the", "this", "that"})
COMMON_PHRASES = frozenset(
    tuple(folded.split())
    for phrases in PHRASES.values()
    for folded in map(fold, phrases.split("|"))
    if " " in folded
)


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
    members = tuple(named_members(typed, candidates, index, configuration, known))
    tokens = respaced(text, typed, _sure(members, index), known, index, english)
    if tokens is not typed:
        members = tuple(named_members(tokens, candidates, index, configuration, known))
    sure = _sure(members, index)
    spaced = {at: token.folded for at, token in enumerate(tokens) if token not in typed}
    otherwise = spaced | dict(in_names(tokens, known, sure))
    mended = mend(text, tokens, known.words, sure, index, english, otherwise)
    periods = tuple(_periods(mended, mended.text, index, clock))
    periods = (*periods, *_periods_behind(mended, periods, members, index, clock))
    members, periods = before_their_days(members, periods, tokens)
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
        *came_back(said, (*members, *names), known),
        *counted_by_coming(said, index),
        *spent_by_people(said, names, index),
    )
    people = (*people, *spent_by_buyers(said, (*members, *names, *people), index))
    things = (*members, *names)
    stock = (
        *units_held(said, things, index),
        *units_sold(said, things, index),
        *parts_of_it(said, names, index),
        *stock_opened(said, names, index),
    )
    divided = (
        *said_as_ratios(said, (*names, *people), index),
        *said_as_differences(said, names, index),
    )
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
