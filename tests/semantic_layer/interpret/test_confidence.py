"""Is an answer as often right as its confidence says?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from random import Random
from statistics import fmean

import pytest

from semantic_layer.interpret.confidence import confidence, fitted
from semantic_layer.interpret.configuration import DEFAULT
from tests.semantic_layer.interpret.calibrate import readings
from tests.semantic_layer.interpret.noisy import SEED

ENOUGH = 80  # answers in a tenth: of fewer, one by chance makes a point or more
WITHIN = 0.05


def tenths(answers: Iterable[tuple[float, bool]]) -> Iterator[Sequence[tuple[float, bool]]]:
    """From the least confident to the most; as many in each, equal ones in an order of chance."""
    mixed = list(answers)
    Random(SEED).shuffle(mixed)  # noqa: S311 - no secret
    found = sorted(mixed, key=itemgetter(0))
    size = max(ENOUGH, -(-len(found) // 10))
    for at in range(0, len(found), size):
        if len(found[at : at + size]) >= ENOUGH:
            yield found[at : at + size]


def off(answers: Sequence[tuple[float, bool]]) -> float:
    return abs(fmean(said for said, _ in answers) - fmean(right for _, right in answers))


def test_it_is_right_as_often_as_it_says() -> None:
    answers = [(said, right) for _, _, said, right in readings()]
    measured = list(tenths(answers))

    assert len(measured) >= 2
    assert max(map(off, measured)) <= WITHIN


@pytest.mark.parametrize("half", [0, 1])
def test_a_curve_of_half_of_the_questions_holds_for_the_others(half: int) -> None:
    texts = sorted({text for text, *_ in readings()})
    fit_on = set(texts[half::2])
    curve = fitted((doubt, right) for text, doubt, _, right in readings() if text in fit_on)
    answers = [
        (confidence(doubt, curve), right)
        for text, doubt, _, right in readings()
        if text not in fit_on
    ]

    assert max(map(off, tenths(answers))) <= WITHIN


def test_the_curve_falls_as_doubt_grows() -> None:
    made = fitted([(0.0, True)] * 90 + [(0.0, False)] * 10 + [(0.1, True)] * 50)
    steep = fitted([(0.0, True)] * 99 + [(0.1, True)] * 50 + [(0.1, False)] * 50)

    assert [up_to for up_to, _ in made] == [0.1]  # pooled: more doubt is not righter
    assert [round(right, 2) for _, right in steep] == [0.99, 0.5]
    shares = [right for _, right in DEFAULT.confidence]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < right < 1 for right in shares)


@pytest.mark.parametrize(
    ("doubt", "right"), [(0.0, 0.9), (0.05, 0.6), (0.1, 0.6), (0.2, 0.3), (9.0, 0.3)]
)
def test_a_doubt_has_the_share_of_its_level_or_of_the_last(doubt: float, right: float) -> None:
    assert confidence(doubt, ((0.0, 0.9), (0.1, 0.6), (0.2, 0.3))) == right
