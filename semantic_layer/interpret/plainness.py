"""Which of a stretch's meanings do the words beside it leave?

A word that is a noun and a member is the noun where a noun must stand; of two dimensions with the
same members the plainer is meant when neither is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from semantic_layer.interpret.pointing import THESE
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex

NOUN_BEHIND = frozenset(
    {Role.HIGH, Role.LOW, Role.BEST, Role.WORST, Role.WHICH, Role.EACH, Role.COUNT}
)
HAVING = ("with", "whose", "where", "having", "w")
DATED = (DataType.DATE, DataType.TIMESTAMP)
DEFINITE = ("the", "these", "those", "our", "my", "your")
RELATIVE = ("that", "which", "that are", "which are", "that were")
NOTHING = Meaning(Role.PAUSE)
JOINS = frozenset({Role.AND, Role.PAUSE, Role.WHERE})
VERB_BEHIND = frozenset({"it", "they", "did", "does", "do", "to", "that", "which", "did it"})
VERBS = frozenset({Role.GREW, Role.SHRANK})
DOING = frozenset({"did", "does", "do", "saw", "see", "seen"})


def in_place(slots: tuple[Slot, ...], index: ModelIndex) -> tuple[Slot, ...]:
    """Slots without the members that stand where a noun or a verb has to.

    "Which store" names no channel, and "did it fall" no season.
    """
    found = list(slots)
    for at in range(len(slots)):
        before = slots[at - 1].meanings[0] if at else NOTHING
        meanings = slots[at].meanings
        wanted: frozenset[Role] = frozenset()
        if (
            before.role in NOUN_BEHIND
            or before.name in THESE
            or _is_led(slots, at, index)
            or _did_something(before, index)
            or _is_of_these(slots, at)
        ):
            wanted = frozenset({Role.DIMENSION})
        elif before.name in VERB_BEHIND or _is_denied(slots, at) or _is_done(slots, at):
            wanted = VERBS
        if any(each.role in wanted for each in meanings) and not _is_flag(slots, at, index):
            kept = tuple(each for each in meanings if each.role is not Role.MEMBER)
            found[at] = replace(slots[at], meanings=kept)
        elif members := _of_the_noun(found, at):
            found[at] = replace(slots[at], meanings=members)
    return tuple(found)


def _of_the_noun(found: list[Slot], at: int) -> tuple[Meaning, ...]:
    """ "Season Spring and Fall": behind a noun stand its members, and theirs go on in a list."""
    before = found[at - 1].meanings[0] if at else NOTHING
    if before.role in (Role.ONLY, Role.NOT):  # "only private label" keeps it
        return _members(found[at], {m.name for m in found[at].meanings if _is_noun(m)})
    if before.role is Role.AND or (before.role is Role.PAUSE and before.name == ","):
        before = found[at - 2].meanings[0] if at > 1 else NOTHING
        if before.role is not Role.MEMBER or len(found[at - 2].meanings) > 1:
            return ()
    elif before.role is not Role.DIMENSION or _is_split(found, at - 1):
        return ()
    return _members(found[at], {before.name})


def _is_split(found: list[Slot], noun: int) -> bool:
    """ "Did each season fall": a noun of which there is one row each names no member."""
    return noun > 0 and found[noun - 1].meanings[0].role in (*NOUN_BEHIND, Role.BY)


def _members(slot: Slot, names: set[str]) -> tuple[Meaning, ...]:
    return tuple(m for m in slot.meanings if m.role is Role.MEMBER and m.name in names)


def _is_noun(meaning: Meaning) -> bool:
    return meaning.role is Role.DIMENSION


def _is_done(slots: tuple[Slot, ...], at: int) -> bool:
    """ "Where did orders fall", "which saw orders fall": behind the number that does it."""
    if at < 2 or slots[at - 1].meanings[0].role not in (Role.METRIC, Role.AMBIGUOUS):
        return False
    verb = at - 2
    while verb and slots[verb].meanings[0].role in (Role.THEIR, Role.OWN, Role.ANY):
        verb -= 1  # "saw their orders fall"
    return slots[verb].meanings[0].name in DOING


def _is_denied(slots: tuple[Slot, ...], at: int) -> bool:
    """ "Did not fall"."""
    if at < 2 or slots[at - 1].meanings[0].role is not Role.NOT:
        return False
    return slots[at - 2].meanings[0].name in VERB_BEHIND


def _is_led(slots: tuple[Slot, ...], at: int, index: ModelIndex) -> bool:
    """Behind a number, or before what only a noun can have: "stores with", "stores opened"."""
    if at and slots[at - 1].meanings[0].role is Role.NUMBER:
        return True
    behind = slots[at + 1].meanings[0] if at + 1 < len(slots) else None
    if behind is None:
        return False
    having = behind.role is Role.WHERE and behind.name in HAVING and not _goes_on(slots, at)
    having = having or behind.name in RELATIVE
    dated = behind.role is Role.DIMENSION and index.dimension(behind.name).type in DATED
    nouns = {each.name for each in slots[at].meanings if each.role is Role.DIMENSION}
    named = any(each.role is Role.MEMBER and each.name in nouns for each in slots[at + 1].meanings)
    return having or dated or named  # "store Albany Park" names a store, and no channel


def _is_flag(slots: tuple[Slot, ...], at: int, index: ModelIndex) -> bool:
    """ "Top 3 private label brands": a flag before a noun of the same things tells of them."""
    flags = {m.name for m in slots[at].meanings if m.role is Role.MEMBER and m.values == (True,)}
    behind = slots[at + 1].meanings[0] if at + 1 < len(slots) else NOTHING
    return behind.role is Role.DIMENSION and any(
        index.dimension(behind.name).on.keys() & index.dimension(name).on.keys()
        for name in flags - {behind.name}
    )


def _did_something(before: Meaning, index: ModelIndex) -> bool:
    """ "Closed stores": behind what only some have done stands a noun, and no channel."""
    return before.role is Role.DIMENSION and bool(
        index.dimension(before.name).present_words and index.dimension(before.name).type in DATED
    )


def _is_of_these(slots: tuple[Slot, ...], at: int) -> bool:
    """ "Of the stores", "of our stores": no channel, unless another of its members is named."""
    of, the = (slots[n].meanings[0] if n >= 0 else NOTHING for n in (at - 2, at - 1))
    if the.name not in DEFINITE or of.role is not Role.WHERE or of.name != "of":
        return False
    own = {m.name for m in slots[at].meanings if m.role is Role.MEMBER}
    return not any(
        m.role in (Role.MEMBER, Role.DIMENSION) and m.name in own
        for n, slot in enumerate(slots)
        if n != at and not any(_is_noun(m) and m.name not in own for m in slot.meanings)
        for m in slot.meanings
    )


def _goes_on(slots: tuple[Slot, ...], at: int) -> bool:
    """ "Private label with national brands": a member beside another one of its dimension."""
    behind = slots[at + 2].meanings if at + 2 < len(slots) else ()
    others = {each.name for each in behind if each.role is Role.MEMBER}
    return any(each.role is Role.MEMBER and each.name in others for each in slots[at].meanings)


def plainest(slots: tuple[Slot, ...], index: ModelIndex) -> tuple[Slot, ...]:
    """Slots without members of a dimension whose name only adds to the name of another.

    "West" is a region before it is a home region, unless the question speaks of home regions.
    """
    named = {m.name for slot in slots for m in slot.meanings if m.role is Role.DIMENSION}
    return tuple(
        replace(slot, meanings=_plain(_as_days(slot.meanings, named, index), named, index))
        if any(m.role is Role.MEMBER for m in slot.meanings)
        else slot
        for slot in _behind_their_nouns(slots)
    )


def _behind_their_nouns(slots: tuple[Slot, ...]) -> Iterator[Slot]:
    """ "Home region West" is a home region: right behind its noun a member is of that dimension."""
    noun = NOTHING
    for slot in slots:
        own = [m for m in slot.meanings if m.role is not Role.MEMBER or m.name == noun.name]
        meant = noun.role is Role.DIMENSION and any(m.role is Role.MEMBER for m in own)
        yield replace(slot, meanings=tuple(own)) if meant else slot
        noun = slot.meanings[0]


def _as_days(
    meanings: tuple[Meaning, ...], named: set[str], index: ModelIndex
) -> tuple[Meaning, ...]:
    """A holiday is its day, unless the question speaks of what holidays there are."""
    if not any(m.role is Role.PERIOD and m.holiday for m in meanings):
        return meanings
    return tuple(m for m in meanings if m.name in named or not _is_of_days(m, index))


def _is_of_days(meaning: Meaning, index: ModelIndex) -> bool:
    known = meaning.role is Role.MEMBER and index.has_dimension(meaning.name)
    return known and index.dimension(meaning.name).on.get("calendar") is not None


def _plain(
    meanings: tuple[Meaning, ...], named: set[str], index: ModelIndex
) -> tuple[Meaning, ...]:
    members = [m for m in meanings if m.role is Role.MEMBER]
    return tuple(
        m
        for m in meanings
        if m.role is not Role.MEMBER
        or m.name in named
        or not any(_adds_to(m, other, index) for other in members)
    )


def _adds_to(one: Meaning, other: Meaning, index: ModelIndex) -> bool:
    if not (index.has_dimension(one.name) and index.has_dimension(other.name)):
        return False
    mine, plain = (fold(index.dimension(each.name).label) for each in (one, other))
    return mine != plain and mine.endswith(f" {plain}") and one.values == other.values


def days_in_a_row(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """ "Thanksgiving and Black Friday 2025" are days: beside a holiday no promotion is meant."""
    places = [at for at, slot in enumerate(slots) if _holidays(slot)]
    sure = {at for at in places if slots[at].meanings == _holidays(slots[at])}
    found = list(slots)
    for one, other in pairwise(places):
        between = {slots[at].meanings[0].role for at in range(one + 1, other)}
        if between and between <= JOINS and sure & {one, other}:
            for at in (one, other):
                found[at] = replace(slots[at], meanings=_holidays(slots[at]))
                sure.add(at)
    return tuple(found)


def _holidays(slot: Slot) -> tuple[Meaning, ...]:
    return tuple(m for m in slot.meanings if m.role is Role.PERIOD and m.holiday)
