"""The questions that are answered, and how each is read again with noise in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random

from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.interpret.outcome import Outcome, Understood
from semantic_layer.query import MetricQuery
from tests.counts import PROVING, cases, seed
from tests.questions.reading import asked_in, voices
from tests.semantic_layer.answers import LARKFIELD_CLOCK
from tests.semantic_layer.interpret.asking import ask, seen_by
from tests.semantic_layer.interpret.noise import KINDS, Noise, spaces
from tests.semantic_layer.interpret.score import PEOPLE, QUESTIONS, Entry, Turn, following

SEED = seed(5)
STEP = 1 if PROVING else 6  # of the conversations every sixth is asked in the short form


def _ids(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text(encoding="utf-8").split())


# of the second and the fifth set, as each was answered when it was first asked
FIRST_RIGHT, FIRST_WRONG = _ids("first_right.txt"), _ids("first_wrong.txt")


@dataclass(frozen=True)
class Answered:
    """A question that is understood, with who asked it and what was said before."""

    entry: Entry
    turn: Turn
    outcome: Understood

    @property
    def text(self) -> str:
        return str(self.entry["question"])

    @property
    def person(self) -> str:
        return PEOPLE[str(self.entry["user"])]


@dataclass(frozen=True)
class Reading:
    """What came of a question with one kind of noise."""

    kind: str
    of: Answered
    text: str
    outcome: Outcome

    @property
    def kept(self) -> bool:
        """Whether it is answered as it was without noise."""
        own = self.outcome
        return isinstance(own, Understood) and same(own.query, self.of.outcome.query)


@cache
def answered(*, unseen: bool = False) -> tuple[Answered, ...]:
    """Of the example questions, and of those that measure, whole conversations.

    `unseen`: of sets that measure, which nothing was built with when they were first asked.
    """
    turns: dict[str, Turn] = {}
    found = []
    for entry in _unseen() if unseen else _asked():
        name, person = _conversation(entry), PEOPLE[str(entry["user"])]
        turn = turns.get(name, Turn())
        outcome = ask(str(entry["question"]), person, turn.previous, turn.offered, turn.earlier)
        turns[name] = following(turn, outcome)
        if isinstance(outcome, Understood):
            found.append(Answered(entry, turn, outcome))
    return tuple(found)


def _unseen() -> Iterator[Entry]:
    answered_first = sorted(FIRST_RIGHT | FIRST_WRONG)[:: 1 if PROVING else 4]
    asked = (each for name in ("second", "fifth") for each in asked_in(name))
    return (asdict(each) for each in asked if each.id in answered_first)


def _asked() -> Iterator[Entry]:
    entries = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    entries += map(asdict, voices())
    kept = frozenset(list(dict.fromkeys(map(_conversation, entries)))[::STEP])
    return (each for each in entries if _conversation(each) in kept and each["user"] in PEOPLE)


def _conversation(entry: Entry) -> str:
    return str(entry["conversation"] or entry["id"])


@cache
def noisy() -> tuple[Reading, ...]:
    """Each question with each kind of noise that it has a place for."""
    chance = Random(SEED)  # noqa: S311 - no secret
    kinds = tuple(KINDS.items()) * cases(1, 4)
    return tuple(read for kind, noise in kinds for read in _with(kind, noise, chance))


@cache
def respaced() -> tuple[Reading, ...]:
    """Each question with a space missing, or one too many."""
    return tuple(_with("spaces", spaces, Random(SEED)))  # noqa: S311 - no secret


@cache
def noisy_unseen() -> tuple[Reading, ...]:
    """The unseen questions with each kind of noise, spaces too."""
    chance = Random(SEED)  # noqa: S311 - no secret
    kinds = (*KINDS.items(), ("spaces", spaces)) * cases(1, 4)
    return tuple(read for kind, noise in kinds for read in _with(kind, noise, chance, unseen=True))


def _with(kind: str, noise: Noise, chance: Random, *, unseen: bool = False) -> Iterator[Reading]:
    for each in answered(unseen=unseen):
        text = noise(each.text, each.outcome, chance)
        if text is not None:
            turn = each.turn
            outcome = ask(text, each.person, turn.previous, turn.offered, turn.earlier)
            yield Reading(kind, each, text, outcome)


def same(one: MetricQuery, other: MetricQuery) -> bool:
    """Whether both give the same rows: filters in another order, other words for the same days.

    What the compiler declines gives none.
    """
    if one == other:
        return True
    try:
        return statement(one) == statement(other)
    except QuestionError:
        return False


def statement(query: MetricQuery) -> str:
    ordered = tuple(sorted(query.filters, key=str))
    index, _ = seen_by("executive")
    compiled = compile_query(query.model_copy(update={"filters": ordered}), index, LARKFIELD_CLOCK)
    return repr(compiled.tree)
