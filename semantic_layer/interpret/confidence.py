"""How likely is a reading to be right? By what it had to guess, as measured on questions.

A language model's own word never enters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from semantic_layer.interpret.configuration import Curve
from semantic_layer.interpret.judging import Judged
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Role

GUESSED, LOOSE, ASSUMED, IDLE = 0.12, 0.06, 0.06, 0.02
IDLE_ROLES = frozenset({Role.FILLER, Role.VERB})
DIGITS = 3


def doubt(best: Judged) -> float:
    """What was taken for a slip, bound loosely, assumed, or said in vain; 0 where all was said.

    Words in vain are those between the first and the last that became something: courtesies around
    a question say nothing of how it is read.
    """
    guessed = sum(item.meaning.evidence is Evidence.MISSPELLING for item in best.draft.items)
    loose = sum(use == "loose" for use in best.draft.used.values())
    found = GUESSED * guessed + LOOSE * loose + ASSUMED * len(best.built.assumed)
    return round(found + IDLE * _idle(best), DIGITS)


def _idle(best: Judged) -> int:
    items, used = best.draft.items, best.draft.used
    inside = range(min(used, default=0), max(used, default=0))
    return sum(len(items[at].folded.split()) for at in inside if items[at].role in IDLE_ROLES)


def confidence(doubt: float, curve: Curve) -> float:
    """The share of readings with as much doubt that were right."""
    place = bisect_left(curve, doubt, key=itemgetter(0))
    return curve[min(place, len(curve) - 1)][1]


def fitted(readings: Iterable[tuple[float, bool]]) -> Curve:
    """The curve, falling as doubt grows, that is nearest to how many readings were right.

    Neighbouring levels are pooled until none is right more often than one of less doubt. Each level
    counts one reading more that is right by half, so that none is certain.
    """
    levels: list[tuple[float, float, float]] = []  # doubt, right, all
    for level, each in groupby(sorted(readings), key=itemgetter(0)):
        right = [one for _, one in each]
        levels.append((level, sum(right) + 0.5, len(right) + 1.0))
        while len(levels) > 1 and _share(levels[-1]) >= _share(levels[-2]):
            (_, more, many), (up_to, right_, all_) = levels[-2], levels[-1]
            levels[-2:] = [(up_to, more + right_, many + all_)]
    return tuple((level[0], _share(level)) for level in levels)


def _share(level: tuple[float, float, float]) -> float:
    return round(level[1] / level[2], DIGITS)
