"""Does a question mean the same with a slip of the hand, other capitals, order or courtesies?

At most 3 % of the answers may change, and none to another number that the answer does not show:
in the sentence of its interpretation, or among what it says it assumed.
"""

from __future__ import annotations

from collections import Counter

from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Understood
from tests.semantic_layer.interpret.asking import CLOCK, seen_by
from tests.semantic_layer.interpret.noisy import SEED, noisy

MOST_CHANGED = 0.03


def test_noise_changes_few_answers() -> None:
    asked = Counter(each.kind for each in noisy())
    changed = [(each.kind, each.text) for each in noisy() if not each.kept]

    assert min(asked.values()) >= 10
    assert len(changed) <= MOST_CHANGED * asked.total(), (SEED, changed)


def test_noise_changes_no_answer_unseen() -> None:
    for each in noisy():
        if isinstance(each.outcome, Understood) and not each.kept:
            before = shown(each.of.outcome, each.of.person)

            assert shown(each.outcome, each.of.person) != before, each.text


def shown(outcome: Understood, person: str) -> tuple[str, tuple[str, ...]]:
    return describe(outcome.query, seen_by(person)[0], CLOCK), outcome.assumed
