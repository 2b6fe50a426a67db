"""Does a question mean the same with a slip of the hand, other capitals, order or courtesies?

At most 3 % of the answers may change, and none to another number that the answer does not show:
in the sentence of its interpretation, or among what it says it assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import pytest

from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.asking import CLOCK, seen_by
from tests.semantic_layer.interpret.noise import KINDS
from tests.semantic_layer.interpret.noisy import SEED, Reading, noisy, respaced

MOST_CHANGED = 0.03


@pytest.mark.parametrize("kind", KINDS)
def test_noise_changes_few_answers(kind: str) -> None:
    asked = [each for each in noisy() if each.kind == kind]
    changed = [each.text for each in asked if not each.kept]

    assert len(asked) >= 10
    by_chance = 2 * sqrt(MOST_CHANGED * len(asked))  # which questions were drawn
    assert len(changed) <= MOST_CHANGED * len(asked) + by_chance, (SEED, changed)


def test_noise_of_all_kinds_changes_few_answers() -> None:
    changed = [each.text for each in noisy() if not each.kept]

    assert len(changed) <= MOST_CHANGED * len(noisy()), (SEED, changed)


@pytest.mark.parametrize("readings", [noisy, respaced])
def test_noise_changes_no_answer_unseen(readings: Callable[[], tuple[Reading, ...]]) -> None:
    for each in readings():
        if isinstance(each.outcome, Understood) and not each.kept:
            before = shown(each.of.outcome, each.of.person)

            assert shown(each.outcome, each.of.person) != before, (SEED, each.text)


def shown(outcome: Understood, person: str) -> tuple[str, tuple[str, ...]]:
    return describe(outcome.query, seen_by(person)[0], CLOCK), outcome.assumed
