"""How does a question begin that changes the answer before, and asks for no list of names?"""

from __future__ import annotations

from semantic_layer.interpret.outcome import CatalogueQuestion, Topic
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Role

CHANGING = frozenset({Role.REPLACE, Role.DROP, Role.SWAP, Role.SAME, Role.NOW})
LISTS = (Topic.MEMBERS, Topic.FRESHNESS, Topic.PERIOD)


def is_a_change(found: tuple[Slot, ...], about: CatalogueQuestion) -> bool:
    """ "What about the outlets", "go back to all regions": about the numbers just shown."""
    opening = next((s.meanings[0].role for s in found if not _silent(s)), None)
    return about.topic in LISTS and opening in CHANGING


def _silent(slot: Slot) -> bool:
    return slot.meanings[0].role in (Role.FILLER, Role.PAUSE, Role.AND)
