"""What an asker is told depends on nothing that is hidden from them.

The asker's own statement over the whole warehouse gives what somebody without any policy is given
by a warehouse that holds only what the asker may see: other rows are gone from it, closed columns
too, and masked ones hold what is shown. Rows left are worked out in plain Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.brute.questions import questions
from tests.brute.rows import Json
from tests.brute.running import BOSS, _clock, indexed, same
from tests.brute.worlds import World, worlds
from tests.counts import cases
from tests.noninterference.engines import ENGINES, Run
from tests.noninterference.policies import Drawn, left, policies

CASES = cases(100, 2_000)
MOST = 5  # questions to each world, until one has an answer
LEAST_CHANGED = 0.6

Answer = list[tuple[object, ...]]
Told = Callable[[Json], Answer | None]


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_hidden_changes_an_answer(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    tally = Counter[bool]()

    @settings(
        max_examples=CASES,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(data=st.data(), world=worlds(), drawn=policies())
    def each(data: st.DataObject, world: World, drawn: Drawn) -> None:
        tally[_case(data, world, drawn, engine)] += 1

    each()

    share = tally[True] / tally.total()
    with capsys.disabled():
        print(f"\n{engine}: {tally.total()} cases; the policy changed {share:.0%} of the answers")
    assert tally.total() >= CASES
    assert share >= LEAST_CHANGED


def _case(data: st.DataObject, world: World, drawn: Drawn, engine: str) -> bool:
    """Whether the policy changed the answer, which is right in any case."""
    _, model = indexed(drawn.model(world))
    manager = Asker(2, "manager", frozenset({"manager"}), drawn.attributes)
    asked = questions(model, world)
    opened = ENGINES[engine]
    with opened(model, world.tables) as whole, opened(*left(world, model, drawn)) as part:
        to_manager = _told(manager, world, drawn, whole, engine)
        to_boss = _told(BOSS, world, drawn, whole, engine)
        of_the_rest = _told(BOSS, world, drawn, part, engine)
        for _ in range(MOST):
            query = data.draw(asked, label="query")
            told, everything = to_manager(query), to_boss(query)
            if told is None or not _tells(everything):
                continue  # what is closed to the manager is refused; other tests ask for it
            meant = of_the_rest(query)
            assert meant is not None
            assert _alike(told, meant), (query, drawn, told, meant)
            return not _alike(told, everything)
    reject()


def _tells(answer: Answer | None) -> bool:
    """Whether there is a number in it; of rows that are not there, nothing could be hidden."""
    numbers = (
        each for row in answer or () for each in row if isinstance(each, int | float | Decimal)
    )
    return any(numbers)


def _told(asker: Asker, world: World, drawn: Drawn, run: Run, engine: str) -> Told:
    """Gives the rows of an answer; nothing where it is refused."""
    index, _ = indexed(drawn.model(world))
    policy = policy_for(index, asker, "noninterference")
    seen = visible(index, policy)

    def told(query: Json) -> Answer | None:
        try:
            compiled = compile_query(MetricQuery.model_validate(query), seen, _clock(world, index))
            secured = secure(compiled, seen, policy)
        except QuestionError:
            return None
        return run(check(secured, seen, policy, engine).readable)

    return told


def _alike(one: Answer, two: Answer) -> bool:
    return len(one) == len(two) and all(
        len(a) == len(b) and all(map(same, a, b)) for a, b in zip(one, two, strict=True)
    )
