"""Is an answer as often right as its confidence says?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from operator import attrgetter
from statistics import fmean

import pytest

from semantic_layer.interpret.confidence import confidence, fitted
from semantic_layer.interpret.configuration import DEFAULT
from semantic_layer.interpret.outcome import Understood
from tests.counts import PROVING
from tests.semantic_layer.interpret.asking import ask
from tests.semantic_layer.interpret.calibrate import readings
from tests.semantic_layer.interpret.noisy import SEED

ENOUGH = 80  # answers in a tenth: of fewer, one by chance makes a point or more
WITHIN = 0.05


@dataclass(frozen=True)
class Answer:
    text: str
    said: float
    right: bool


def tenths(answers: Sequence[Answer]) -> Iterator[Sequence[Answer]]:
    """From the least confident to the most, a tenth or more; equally confident ones together."""
    found: list[Answer] = []
    for _, level in groupby(sorted(answers, key=attrgetter("said")), key=attrgetter("said")):
        found += level
        if len(found) >= max(ENOUGH, len(answers) / 10):
            yield found
            found = []


def off(answers: Sequence[Answer]) -> float:
    return abs(fmean(each.said for each in answers) - fmean(each.right for each in answers))


def by_chance(answers: Sequence[Answer]) -> float:
    """Twice the standard error of so few questions: their noisy readings are right together."""
    share = fmean(each.said for each in answers)
    return 2 * sqrt(share * (1 - share) / len({each.text for each in answers}))


def test_it_is_right_as_often_as_it_says() -> None:
    answers = [Answer(text, said, right) for text, _, said, right in readings()]
    measured = list(tenths(answers))

    assert len(measured) >= (2 if PROVING else 1)
    for each in measured:
        assert off(each) <= WITHIN + (0 if PROVING else by_chance(each)), SEED


def test_each_tenth_is_right_as_often_as_it_says() -> None:
    answers = sorted(
        (Answer(text, said, right) for text, _, said, right in readings()),
        key=attrgetter("said"),
    )
    for tenth in range(10):
        part = answers[len(answers) * tenth // 10 : len(answers) * (tenth + 1) // 10]
        assert off(part) <= WITHIN + (0 if PROVING else by_chance(part)), (tenth, SEED)


@pytest.mark.parametrize("half", [0, 1])
def test_a_curve_of_half_of_the_questions_holds_for_the_others(half: int) -> None:
    texts = sorted({text for text, *_ in readings()})
    fit_on = set(texts[half::2])
    curve = fitted((doubt, right) for text, doubt, _, right in readings() if text in fit_on)
    answers = [
        Answer(text, confidence(doubt, curve), right)
        for text, doubt, _, right in readings()
        if text not in fit_on
    ]

    for each in tenths(answers):
        assert off(each) <= WITHIN + by_chance(each), SEED


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


def test_words_that_say_nothing_between_those_that_do_are_a_doubt_and_courtesies_are_none() -> None:
    plain, polite = ask("refunds by state in may"), ask("hi there, refunds by state in may, thanks")
    wordy = ask("refunds that were made really by state in may")

    assert isinstance(plain, Understood)
    assert isinstance(polite, Understood)
    assert isinstance(wordy, Understood)
    assert plain.doubt == polite.doubt < wordy.doubt
    assert plain.confidence >= wordy.confidence
