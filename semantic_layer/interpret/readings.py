"""Which readings does a question have: stretches that do not overlap, each with one meaning?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, product

from semantic_layer.interpret.configuration import Configuration
from semantic_layer.interpret.lexicon import LEADS
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token, TokenKind

UNKNOWN = Meaning(Role.UNKNOWN, weight=0.0)
OF_THE_MODEL = frozenset(
    {
        Role.METRIC,
        Role.DIMENSION,
        Role.MEMBER,
        Role.CONDITION,
        Role.AMBIGUOUS,
        Role.CLOSED_METRIC,
        Role.COMPANY,
        Role.PERIOD,
        Role.GRAIN,
    }
)
# behind which a noun must stand, of which there are several rows or a number
NOUN_WANTED = (
    Role.COUNT,
    Role.WHICH,
    Role.NUMBER,
    Role.EACH,
    *(Role.HIGH, Role.LOW, Role.BEST, Role.WORST),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the question with the meaning that one reading gives it."""

    start: int
    end: int
    text: str
    folded: str
    meaning: Meaning

    @property
    def role(self) -> Role:
        return self.meaning.role


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of tokens and all the meanings it may have, the likeliest first."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]


def slots(linking: Linking, configuration: Configuration) -> tuple[Slot, ...]:
    """The stretches that together explain most of the question."""
    by_start: dict[int, dict[int, list[Meaning]]] = defaultdict(lambda: defaultdict(list))
    for each in linking.links:
        if each.last > each.first:
            by_start[each.first][each.last].append(each.meaning)
    count = len(linking.tokens)
    best: list[tuple[float, Slot | None]] = [(0.0, None)] * (count + 1)
    for first in reversed(range(count)):
        mark = linking.tokens[first].kind is TokenKind.MARK
        lost = 0.0 if mark else configuration.leftover / 2
        options = [(lost + best[first + 1][0], Slot(first, first + 1, (UNKNOWN,)))]
        for last, meanings in by_start[first].items():
            slot = Slot(first, last, _candidates(meanings))
            options.append((_worth(slot, configuration) + best[last][0], slot))
        best[first] = max(options, key=lambda option: option[0])
    return tuple(_walk(best))


def without_long_members(linking: Linking, found: tuple[Slot, ...]) -> Linking | None:
    """The links without those members whose words also hold a noun: "in stores" with a condition.

    And "how many flagship stores", where a noun must stand. None where there is no such member.
    """
    spans = {
        (slot.first, slot.last): slot
        for at, slot in enumerate(found)
        if slot.last - slot.first > 1
        and (
            _wants_a_noun(found, at, Role.MEMBER, Role.CONDITION)
            or (slot.meanings[0].role is Role.MEMBER and _is_led(linking, slot))
        )
        and any(_inside(each, slot) for each in linking.links)
    }
    if not spans:
        return None
    kept = (each for each in linking.links if (each.first, each.last) not in spans)
    shorter = chain.from_iterable(_before_its_noun(linking, slot) for slot in spans.values())
    return replace(linking, links=(*kept, *shorter))


def _before_its_noun(linking: Linking, slot: Slot) -> Iterator[Link]:
    """ "National" of "top 5 national brands": the rest of a member that ends with a noun of its."""
    nouns = any(_inside(each, slot) and each.last == slot.last for each in linking.links)
    rest = slot.last - 1
    known = any((each.first, each.last) == (slot.first, rest) for each in linking.links)
    if not nouns or known or _is_led(linking, slot):
        return
    yield from (Link(slot.first, rest, m) for m in slot.meanings if m.role is Role.MEMBER)


def _is_led(linking: Linking, slot: Slot) -> bool:
    return linking.tokens[slot.first].folded in LEADS


def _wants_a_noun(found: tuple[Slot, ...], at: int, *roles: Role) -> bool:
    before = found[at - 1].meanings[0].role if at else None
    return before in NOUN_WANTED and found[at].meanings[0].role in roles


def _inside(link: Link, slot: Slot) -> bool:
    shorter = link.last - link.first < slot.last - slot.first
    within = slot.first <= link.first and link.last <= slot.last
    return shorter and within and link.meaning.role is Role.DIMENSION


def _walk(best: list[tuple[float, Slot | None]]) -> Iterator[Slot]:
    at = 0
    while at < len(best) - 1:
        slot = best[at][1]
        if slot is None:
            return
        yield slot
        at = slot.last


def _worth(slot: Slot, configuration: Configuration) -> float:
    size = slot.last - slot.first
    most = max(meaning.weight for meaning in slot.meanings)
    return most * size + configuration.together * (size - 1)


def _candidates(meanings: list[Meaning]) -> tuple[Meaning, ...]:
    """What the model knows of a stretch comes before what the language makes of it."""
    ordered: list[Meaning] = []
    for meaning in sorted(meanings, key=lambda meaning: -meaning.weight):
        if not any(meaning.same(known) for known in ordered):
            ordered.append(meaning)
    named = [meaning for meaning in ordered if meaning.role in OF_THE_MODEL]
    other = [meaning for meaning in ordered if meaning.role not in OF_THE_MODEL]
    if any(each.role is Role.METRIC and each.evidence is Evidence.EXACT for each in named):
        return tuple(named)  # a metric called "Drops" is no verb
    sure = any(meaning.evidence.value != "misspelling" for meaning in named)
    return (*named, *(other if not sure else other[:1]))


def readings(
    found: tuple[Slot, ...], tokens: tuple[Token, ...], text: str, most: int
) -> Iterator[tuple[Item, ...]]:
    """Every choice of one meaning for each stretch, the likeliest first, up to a bound.

    The same words mean the same thing, before they are tried in two meanings.
    """
    words = [_folded(tokens, slot) if len(slot.meanings) > 1 else "" for slot in found]
    for places in islice(_places(found, words), most):
        yield tuple(
            _item(tokens, text, slot, slot.meanings[place])
            for slot, place in zip(found, places, strict=True)
        )


def _places(found: tuple[Slot, ...], words: list[str]) -> Iterator[tuple[int, ...]]:
    """For each slot the place of its meaning."""
    counts = [len(slot.meanings) for slot in found]
    keys = [
        (said, count) if said else at
        for at, (said, count) in enumerate(zip(words, counts, strict=True))
    ]
    apart = list(dict.fromkeys(keys))
    together = product(*(range(counts[keys.index(key)]) for key in apart))
    whole = (tuple(map(dict(zip(apart, each, strict=True)).__getitem__, keys)) for each in together)
    if len(apart) == len(keys):
        yield from whole
        return
    known: set[tuple[int, ...]] = set()
    for places in chain(whole, product(*map(range, counts))):
        if places not in known:
            known.add(places)
            yield places


def _folded(tokens: tuple[Token, ...], slot: Slot) -> str:
    return " ".join(token.folded for token in tokens[slot.first : slot.last] if token.folded)


def _item(tokens: tuple[Token, ...], text: str, slot: Slot, meaning: Meaning) -> Item:
    inside = tokens[slot.first : slot.last]
    start, end = inside[0].start, inside[-1].end
    return Item(start, end, text[start:end], _folded(tokens, slot), meaning)
