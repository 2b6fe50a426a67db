"""Which words of the model have several readings here, and is one of them settled?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.listed import by_token, listed_beside
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.readings import UNKNOWN, Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.interpret.vocabulary import scalar
from semantic_layer.model.definitions import AmbiguousWord
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

PASSED_OVER = frozenset(
    {"in", "of", "as", "the", "a", "at", "and", "", "our", "my", "your", "its", "their"}
)
WHOLE = "whole"
JOINS = (Role.AND, Role.VERSUS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The slots of a question when an ambiguous word means `choice`."""

    choice: str
    slots: tuple[Slot, ...]


def settle(
    linking: Linking, slots: tuple[Slot, ...], index: ModelIndex, previous: MetricQuery | None
) -> tuple[Slot, ...]:
    """The slots, with every ambiguous word replaced that something settles."""
    metrics = {m.name for slot in slots for m in slot.meanings if m.role is Role.METRIC}
    metrics = metrics or set(previous.metrics if previous else ())
    found = tuple(slots)
    for at, slot in enumerate(slots):
        word = word_of(slot, index)
        if word is None:
            continue
        other = tuple(m for m in slot.meanings if m.role is not Role.AMBIGUOUS)
        if word.for_metrics and metrics.isdisjoint(word.for_metrics):
            found = _with(found, at, replace(slot, meanings=other or (UNKNOWN,)))
        elif len(word.choices) == 1:
            found = _with(found, at, _chosen(slot, word.choices[0], index))
        elif settled := _settled(linking, slot, word):
            found = _settle(linking, found, at, settled, index)
        elif listed := listed_beside(linking, slots, at, word):
            found = _listed(found, at, listed, index)
        elif fellow := _fellow(slots, at, word):
            found = _with(found, at, _chosen(slot, fellow, index))
    return found


def _fellow(slots: tuple[Slot, ...], at: int, word: AmbiguousWord) -> str | None:
    """The member that it is beside another of its dimension: "Harlow and Fenwick"."""
    for join, other in ((at + 1, at + 2), (at - 1, at - 2)):
        joined = 0 <= other < len(slots) and slots[join].meanings[0].role in JOINS
        if not joined:
            continue
        listed = {m.name for m in slots[other].meanings if m.role is Role.MEMBER}
        for choice in word.choices:
            kind, dimension, *_ = (*choice.split(":"), "", "")
            if kind == "member" and dimension in listed:
                return choice
    return None


def unsettled(slots: tuple[Slot, ...], index: ModelIndex) -> AmbiguousWord | None:
    return next((word for slot in slots if (word := word_of(slot, index))), None)


def word_of(slot: Slot, index: ModelIndex) -> AmbiguousWord | None:
    name = next((m.name for m in slot.meanings if m.role is Role.AMBIGUOUS), None)
    return next((word for word in index.model.ambiguous if word.word == name), None)


def choices(slots: tuple[Slot, ...], word: AmbiguousWord, index: ModelIndex) -> Iterator[Reading]:
    """One set of slots for each choice of an ambiguous word."""
    for choice in word.choices:
        found = tuple(
            _chosen(slot, choice, index) if word_of(slot, index) is word else slot for slot in slots
        )
        yield Reading(choice, found)


def label(choice: str, index: ModelIndex) -> str:
    """What a choice is called."""
    if choice == WHOLE:
        return f"All of {index.model.company or index.model.label}"
    if choice.startswith("member:"):
        _, dimension, value = choice.split(":", 2)
        return f"Only {index.dimension(dimension).label.lower()} {value}"
    if index.has_metric(choice):
        return index.metric(choice).label
    return index.dimension(choice).label


def _settled(linking: Linking, slot: Slot, word: AmbiguousWord) -> dict[str, tuple[int, ...]]:
    """The choices that words beside it settle, each with the tokens of those words."""
    ahead, behind = _beside(linking, slot.first, -1), _beside(linking, slot.last - 1, 1)
    near = (*ahead, *behind)
    words_of = tuple(token.folded for token in linking.meant)
    found: dict[str, tuple[int, ...]] = {}
    for choice, words in word.unless.items():
        said = [tuple(fold(each).split()) for each in words]
        if ats := tuple(at for at in near if any(_stands(words_of, at, each) for each in said)):
            found[choice] = ats
    return found


def _stands(words: tuple[str, ...], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase begins or ends at the place."""
    size = len(phrase)
    return phrase in (words[at : at + size], words[max(0, at - size + 1) : at + 1])


def _beside(linking: Linking, at: int, step: int) -> Iterator[int]:
    """The neighbours on one side: small words are passed over, "and" goes on to the next one."""
    at += step
    while 0 <= at < len(linking.tokens):
        word = linking.meant[at].folded
        if word not in PASSED_OVER:
            yield at
            following = at + step
            joined = 0 <= following < len(linking.tokens)
            if not joined or linking.meant[following].folded != "and":
                return
        at += step


def _settle(
    linking: Linking,
    slots: tuple[Slot, ...],
    at: int,
    settled: dict[str, tuple[int, ...]],
    index: ModelIndex,
) -> tuple[Slot, ...]:
    """The word means what the words beside it say; each further choice is read into its own."""
    names = list(settled)
    found = _with(slots, at, _chosen(slots[at], names[0], index))
    spoken = {token: name for name in names for token in settled[name]}
    for place, slot in enumerate(slots):
        name = next((spoken[n] for n in range(slot.first, slot.last) if n in spoken), None)
        one = slot.last == slot.first + 1
        if name is None or place == at or not (one or name == names[0]):
            continue
        said_of_model = one and slot.meanings[0].role in (Role.DIMENSION, Role.MEMBER)
        if name != names[0]:
            found = _with(found, place, _chosen(slot, name, index))
        elif not said_of_model:
            found = _with(found, place, replace(slot, meanings=(Meaning(Role.FILLER),)))
    return found


def _listed(
    slots: tuple[Slot, ...], at: int, listed: dict[str, tuple[int, ...]], index: ModelIndex
) -> tuple[Slot, ...]:
    """The word is what the list is about; each of its choices is read where it is listed."""
    found = _with(slots, at, replace(slots[at], meanings=(Meaning(Role.FILLER),)))
    named = by_token(listed)
    for place, slot in enumerate(slots):
        if slot.first in named and place != at:
            found = _with(found, place, _chosen(slot, named[slot.first], index))
    return found


def _with(slots: tuple[Slot, ...], at: int, slot: Slot) -> tuple[Slot, ...]:
    return (*slots[:at], slot, *slots[at + 1 :])


def _chosen(slot: Slot, choice: str, index: ModelIndex) -> Slot:
    return replace(slot, meanings=(_meaning(choice, index),))


def _meaning(choice: str, index: ModelIndex) -> Meaning:
    if choice == WHOLE:
        return Meaning(Role.FILLER, WHOLE)
    if choice.startswith("member:"):
        _, name, value = choice.split(":", 2)
        values = (scalar(index.dimension(name), value),)
        return Meaning(Role.MEMBER, name, evidence=Evidence.EXACT, values=values)
    if index.has_metric(choice):
        return Meaning(Role.METRIC, choice)
    return Meaning(Role.DIMENSION, choice)
