"""What an asker is told depends on nothing that is hidden from them.

The asker's own statement over the whole warehouse gives what somebody without any policy is given
by a warehouse that holds only what the asker may see: other rows are gone from it, closed columns
too, and masked ones hold what is shown. Rows left are worked out in plain Python.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.model.index import ModelIndex
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
WORLDS = CASES // 4
QUESTIONS = 10  # to each world; some are refused, or have no answer
LEAST_CHANGED = 0.6


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_hidden_changes_an_answer(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    tally = Counter[str]()

    @settings(
        max_examples=WORLDS,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(data=st.data(), world=worlds(), drawn=policies())
    def each(data: st.DataObject, world: World, drawn: Drawn) -> None:
        _ask_some(data, world, drawn, engine, tally)

    each()

    share = tally["changed"] / tally["cases"]
    with capsys.disabled():
        print(f"\n{engine}: {tally['cases']} cases; the policy changed {share:.0%} of the answers")
    assert tally["cases"] >= CASES
    assert share >= LEAST_CHANGED


def _ask_some(
    data: st.DataObject, world: World, drawn: Drawn, engine: str, tally: Counter[str]
) -> None:
    index, model = indexed(drawn.model(world))
    manager = Asker(2, "manager", frozenset({"manager"}), drawn.attributes)
    asked = questions(model, world)
    opened = ENGINES[engine]
    with opened(model, world.tables) as whole, opened(*left(world, model, drawn)) as part:
        for _ in range(QUESTIONS):
            query = data.draw(asked, label="query")
            told = _told(query, world, index, manager, whole, engine)
            if told is None:
                continue  # what is closed to the manager is refused; other tests ask for it
            everything = _told(query, world, index, BOSS, whole, engine)
            if not everything:
                continue
            meant = _told(query, world, index, BOSS, part, engine)
            assert meant is not None
            assert _alike(told, meant), (query, drawn, told, meant)
            tally["cases"] += 1
            tally["changed"] += not _alike(told, everything)


def _told(
    query: Json, world: World, index: ModelIndex, asker: Asker, run: Run, engine: str
) -> list[tuple[object, ...]] | None:
    """The rows of the answer; nothing where it is refused."""
    policy = policy_for(index, asker, "noninterference")
    seen = visible(index, policy)
    try:
        compiled = compile_query(MetricQuery.model_validate(query), seen, _clock(world, index))
        secured = secure(compiled, seen, policy)
    except QuestionError:
        return None
    return run(check(secured, seen, policy, engine).readable)


def _alike(one: list[tuple[object, ...]], two: list[tuple[object, ...]]) -> bool:
    return len(one) == len(two) and all(
        len(a) == len(b) and all(map(same, a, b)) for a, b in zip(one, two, strict=True)
    )
