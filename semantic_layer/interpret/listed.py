"""Which numbers does a list beside an ambiguous word name: "stock by brand: units and value"?

"How many units and how many dollars do we have in stock", "stock in units and dollars" name the
readings of the word by the words that settle it, each for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import AmbiguousWord

Named = dict[str, tuple[int, ...]]

MARKS = frozenset({":", ",", "-", "—", "–", "(", ";", "."})
BEGINS = MARKS | {"in", "both"}
NAMES = (Role.METRIC, Role.DIMENSION, Role.MEMBER)


def listed_beside(linking: Linking, slots: tuple[Slot, ...], at: int, word: AmbiguousWord) -> Named:
    """The readings that are listed, each with the tokens of its words.

    None where only one of them is: "stock by brand, units sold" may be of another number. One
    that is named in full behind a colon is enough.
    """
    begun = next((n for n in range(at + 1, len(slots)) if _is(linking, slots[n], BEGINS)), None)
    if begun is not None:
        found = _listed(linking, slots, range(begun + 1, len(slots)), word)
        colon = _is(linking, slots[begun], frozenset({":"}))
        whole = colon and any(_names(slots, begun, choice) for choice in found)
        if len(found) > 1 or whole:
            return found
    start = max((n + 1 for n in range(at) if _is(linking, slots[n], MARKS)), default=0)
    found = _listed(linking, slots, range(start, at), word)
    listed = {token for tokens in found.values() for token in tokens}
    others = any(
        slot.meanings[0].role is Role.METRIC and slot.first not in listed
        for slot in slots[start:at]
    )
    return found if len(found) > 1 and not others else {}


def _is(linking: Linking, slot: Slot, words: frozenset[str]) -> bool:
    token = linking.meant[slot.first]
    return slot.last == slot.first + 1 and bool(words & {token.text, token.folded})


def _listed(linking: Linking, slots: tuple[Slot, ...], places: range, word: AmbiguousWord) -> Named:
    found: Named = {}
    for choice, said in word.unless.items():
        words = {fold(each) or each for each in said}
        named = tuple(
            at
            for n in places
            if slots[n].meanings[0].role is Role.METRIC and slots[n].meanings[0].name == choice
            for at in range(slots[n].first, slots[n].last)
        )
        ats = named or tuple(_said(linking, slots, places, words))
        if ats:
            found[choice] = ats
    return found


def _names(slots: tuple[Slot, ...], begun: int, choice: str) -> bool:
    """Whether the reading itself is named behind the place."""
    firsts = (slot.meanings[0] for slot in slots[begun + 1 :])
    return any(each.role is Role.METRIC and each.name == choice for each in firsts)


def _said(
    linking: Linking, slots: tuple[Slot, ...], places: range, words: set[str]
) -> Iterator[int]:
    for n in places:
        slot = slots[n]
        own = [linking.meant[at].folded for at in range(slot.first, slot.last)]
        of = _text(linking, slots, n + 1) == "of" and _role(slots, n + 2) in NAMES
        of = of or _role(slots, n + 1) is Role.METRIC  # "$ sales"
        if words.issuperset(own) and not of:
            yield from range(slot.first, slot.last)


def _text(linking: Linking, slots: tuple[Slot, ...], n: int) -> str:
    return linking.meant[slots[n].first].folded if n < len(slots) else ""


def _role(slots: tuple[Slot, ...], n: int) -> Role | None:
    return slots[n].meanings[0].role if n < len(slots) else None


def by_token(named: Mapping[str, tuple[int, ...]]) -> dict[int, str]:
    return {at: name for name, ats in named.items() for at in ats}
