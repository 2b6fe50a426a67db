"""What an asker is told depends on nothing that is hidden from them.

The asker's own statement over the whole warehouse gives what somebody without any policy is given
by a warehouse that holds only what the asker may see: other rows are gone from it, closed columns
too, and masked ones hold what is shown. Rows left are worked out in plain Python.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from semantic_layer.secure.query import Secured
from tests.brute.questions import questions
from tests.brute.rows import Json
from tests.brute.running import BOSS, _clock, indexed, same
from tests.brute.worlds import World, worlds
from tests.counts import cases
from tests.noninterference.engines import ENGINES, Run
from tests.noninterference.policies import Drawn, left, policies

CASES = cases(60, 2_000)
MOST = 5  # questions to each world, until one has an answer
LEAST_CHANGED = 0.6

Answer = list[tuple[object, ...]]


@dataclass(frozen=True)
class Asked:
    """What one asker is to be told, as a statement for any engine."""

    secured: Secured
    seen: ModelIndex
    policy: Policy

    def rows(self, engine: str, run: Run) -> Answer:
        return run(check(self.secured, self.seen, self.policy, engine).readable)


def test_nothing_hidden_changes_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    changed = {engine: Counter[bool]() for engine in ENGINES}

    @settings(
        max_examples=CASES,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(data=st.data(), world=worlds(), drawn=policies())
    def each(data: st.DataObject, world: World, drawn: Drawn) -> None:
        for engine, is_other in _case(data, world, drawn).items():
            changed[engine][is_other] += 1

    each()

    for engine, tally in changed.items():
        share = tally[True] / tally.total()
        with capsys.disabled():
            print(
                f"\n{engine}: {tally.total()} cases; the policy changed {share:.0%} of the answers"
            )
        assert tally.total() >= CASES
        assert share >= LEAST_CHANGED


def _case(data: st.DataObject, world: World, drawn: Drawn) -> dict[str, bool]:
    """Whether the policy changed the answer, which is right in any case, on each engine."""
    _, model = indexed(drawn.model(world))
    manager = Asker(2, "manager", frozenset({"manager"}), drawn.attributes)
    asked = questions(model, world)
    with ExitStack() as opened:
        whole = {
            name: opened.enter_context(on(model, world.tables)) for name, on in ENGINES.items()
        }
        rest = left(world, model, drawn)
        part = {name: opened.enter_context(on(*rest)) for name, on in ENGINES.items()}
        for _ in range(MOST):
            query = data.draw(asked, label="query")
            managers, boss = _asked(manager, query, world, drawn), _asked(BOSS, query, world, drawn)
            if managers is None or boss is None:
                continue  # what is closed to the manager is refused; other tests ask for it
            if _tells(boss.rows("duckdb", whole["duckdb"])):
                return {
                    name: _is_changed(managers, boss, name, whole[name], part[name], (query, drawn))
                    for name in ENGINES
                }
    reject()


def _is_changed(
    managers: Asked, boss: Asked, engine: str, whole: Run, part: Run, case: object
) -> bool:
    told, meant = managers.rows(engine, whole), boss.rows(engine, part)
    assert _alike(told, meant), (case, told, meant)
    return not _alike(told, boss.rows(engine, whole))


def _tells(answer: Answer) -> bool:
    """Whether there is a number in it; of rows that are not there, nothing could be hidden."""
    numbers = (each for row in answer for each in row if isinstance(each, int | float | Decimal))
    return any(numbers)


def _asked(asker: Asker, query: Json, world: World, drawn: Drawn) -> Asked | None:
    """Nothing where it is refused."""
    index, _ = indexed(drawn.model(world))
    policy = policy_for(index, asker, "noninterference")
    seen = visible(index, policy)
    try:
        compiled = compile_query(MetricQuery.model_validate(query), seen, _clock(world, index))
        return Asked(secure(compiled, seen, policy), seen, policy)
    except QuestionError:
        return None


def _alike(one: Answer, two: Answer) -> bool:
    return len(one) == len(two) and all(
        len(a) == len(b) and all(map(same, a, b)) for a, b in zip(one, two, strict=True)
    )
