"""Which numbers does a list behind an ambiguous word name: "stock by brand: units and value"?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import AmbiguousWord

BEGINS = frozenset({":", ",", "-", "—", "–", "("})
NAMES = (Role.METRIC, Role.DIMENSION, Role.MEMBER)


def listed_behind(
    linking: Linking, slots: tuple[Slot, ...], at: int, word: AmbiguousWord
) -> dict[str, tuple[int, ...]]:
    """The choices that are listed behind a mark, each with the tokens of its words.

    None where only one of them is: "stock by brand, units sold" may be of another number. One
    that is named in full behind a colon is enough.
    """
    begun = next((n for n in range(at + 1, len(slots)) if _begins(linking, slots[n])), None)
    if begun is None:
        return {}
    found: dict[str, tuple[int, ...]] = {}
    whole = False
    for choice, said in word.unless.items():
        words = {fold(each) or each for each in said}
        named = tuple(_named(slots, begun, choice))
        ats = named or tuple(_said(linking, slots, begun, words))
        if ats:
            found[choice] = ats
        whole = whole or bool(named and linking.tokens[slots[begun].first].text == ":")
    return found if len(found) > 1 or whole else {}


def _named(slots: tuple[Slot, ...], begun: int, choice: str) -> Iterator[int]:
    """The tokens that name the choice itself."""
    for slot in slots[begun + 1 :]:
        first = slot.meanings[0]
        if first.role is Role.METRIC and first.name == choice:
            yield from range(slot.first, slot.last)


def _begins(linking: Linking, slot: Slot) -> bool:
    return slot.last == slot.first + 1 and linking.tokens[slot.first].text in BEGINS


def _said(linking: Linking, slots: tuple[Slot, ...], begun: int, words: set[str]) -> Iterator[int]:
    for n in range(begun + 1, len(slots)):
        slot = slots[n]
        own = [linking.meant[at].folded for at in range(slot.first, slot.last)]
        of = _text(linking, slots, n + 1) == "of" and _role(slots, n + 2) in NAMES
        if words.issuperset(own) and not of:
            yield from range(slot.first, slot.last)


def _text(linking: Linking, slots: tuple[Slot, ...], n: int) -> str:
    return linking.meant[slots[n].first].folded if n < len(slots) else ""


def _role(slots: tuple[Slot, ...], n: int) -> Role | None:
    return slots[n].meanings[0].role if n < len(slots) else None


def by_token(named: Mapping[str, tuple[int, ...]]) -> dict[int, str]:
    return {at: name for name, ats in named.items() for at in ats}
