"""Does a question mean the same with a slip of the hand, other capitals, order or courtesies?

At most 3 % of the answers may change, and none to another number that the answer does not show:
in the sentence of its interpretation, or among what it says it assumed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from semantic_layer.compile import compile_query
from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Outcome, Understood
from semantic_layer.query import MetricQuery
from tests.counts import PROVING, cases
from tests.questions.reading import voices
from tests.semantic_layer.interpret.asking import CLOCK, ask, seen_by
from tests.semantic_layer.interpret.noise import KINDS
from tests.semantic_layer.interpret.score import PEOPLE, QUESTIONS, Turn, following

MOST_CHANGED = 0.03
SEED = Random().randrange(10**6) if PROVING else 5  # noqa: S311 - no secret
STEP = 1 if PROVING else 6  # of the conversations every sixth is asked in the short form


@dataclass(frozen=True)
class Answered:
    """A question that is understood, with who asked it and what was said before."""

    text: str
    person: str
    turn: Turn
    outcome: Understood


@cache
def answered() -> tuple[Answered, ...]:
    """Of the example questions, and of those that measure, whole conversations."""
    turns: dict[str, Turn] = {}
    found = []
    for name, user, text in _asked():
        turn = turns.get(name, Turn())
        outcome = ask(text, PEOPLE[user], turn.previous, turn.offered, turn.earlier)
        turns[name] = following(turn, outcome)
        if isinstance(outcome, Understood):
            found.append(Answered(text, PEOPLE[user], turn, outcome))
    return tuple(found)


def _asked() -> Iterator[tuple[str, str, str]]:
    """The conversation, or the question alone, who asks it, and its words."""
    lines = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    entries = [(one["conversation"] or one["id"], one["user"], one["question"]) for one in lines]
    entries += [(each.conversation or each.id, each.user, each.question) for each in voices()]
    kept = frozenset(list(dict.fromkeys(name for name, *_ in entries))[::STEP])
    return (each for each in entries if each[0] in kept and each[1] in PEOPLE)


@cache
def noisy() -> tuple[tuple[str, Answered, str, Outcome], ...]:
    """Each question with each kind of noise that it has a place for."""
    found = []
    chance = Random(SEED)  # noqa: S311 - no secret
    for _ in range(cases(1, 4)):
        for kind, noise in KINDS.items():
            for each in answered():
                text = noise(each.text, each.outcome, chance)
                if text is not None:
                    turn = each.turn
                    outcome = ask(text, each.person, turn.previous, turn.offered, turn.earlier)
                    found.append((kind, each, text, outcome))
    return tuple(found)


def test_noise_changes_few_answers() -> None:
    asked = Counter(kind for kind, *_ in noisy())
    changed = [
        (kind, text)
        for kind, each, text, outcome in noisy()
        if not isinstance(outcome, Understood) or not same(outcome.query, each.outcome.query)
    ]

    assert min(asked.values()) >= 10
    assert len(changed) <= MOST_CHANGED * asked.total(), (SEED, changed)


def test_noise_changes_no_answer_unseen() -> None:
    for _, each, text, outcome in noisy():
        if isinstance(outcome, Understood) and not same(outcome.query, each.outcome.query):
            assert shown(outcome, each.person) != shown(each.outcome, each.person), text


def same(one: MetricQuery, other: MetricQuery) -> bool:
    """Whether both give the same rows: filters in another order, other words for the same days."""
    return one == other or statement(one) == statement(other)


def statement(query: MetricQuery) -> str:
    ordered = tuple(sorted(query.filters, key=str))
    index, _ = seen_by("executive")
    return repr(compile_query(query.model_copy(update={"filters": ordered}), index, CLOCK).tree)


def shown(outcome: Understood, person: str) -> tuple[str, tuple[str, ...]]:
    return describe(outcome.query, seen_by(person)[0], CLOCK), outcome.assumed
