"""Which choice would settle what is asked back, and was it made before?

A remembered choice only ever picks what would be offered now, so it opens nothing to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from semantic_layer.interpret.ambiguity import label
from semantic_layer.interpret.judging import Judged
from semantic_layer.interpret.outcome import Clarification, Meant, Outcome, Understood
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.ties import settled
from semantic_layer.model.index import ModelIndex

REMEMBERED = 0.97


def as_remembered(outcome: Outcome, remembered: frozenset[Meant], index: ModelIndex) -> Outcome:
    """The outcome; where a choice would be offered, the one of them that was made before."""
    if not isinstance(outcome, Clarification):
        return outcome
    for each in outcome.choices:
        if each.query is not None and each.settles in remembered:
            told = (tell(each.settles, index),)
            words = settled(outcome.words, label(each.settles.meant, index))
            return Understood(each.query, REMEMBERED, each.assumed, words, told)
    return outcome


def tell(meant: Meant, index: ModelIndex) -> str:
    return f"“{meant.said}” means {label(meant.meant, index)}"


def settles(reading: Judged, rivals: Sequence[Judged]) -> Meant | None:
    """The one name that tells a reading from its rivals; alone, the one that is only a part."""
    own = _meant(reading, thin=len(rivals) == 1)
    others = [_meant(each) for each in rivals if each is not reading]
    apart = own - others[0].intersection(*others[1:]) if others else own
    return apart.pop() if len(apart) == 1 else None


def _meant(reading: Judged, *, thin: bool = False) -> set[Meant]:
    found = (_of(each) for each in reading.draft.items if each.meaning.thin or not thin)
    return {each for each in found if each is not None}


def _of(item: Item) -> Meant | None:
    meaning = item.meaning
    if meaning.role in (Role.METRIC, Role.DIMENSION):
        return Meant(item.folded, meaning.name)
    if meaning.role is Role.MEMBER and len(meaning.values) == 1:
        return Meant(item.folded, f"member:{meaning.name}:{meaning.values[0]}")
    return None
