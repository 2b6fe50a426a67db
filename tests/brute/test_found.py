"""What random questions once found, by name: evaluator and compiler give the right rows."""

from __future__ import annotations

import pytest

from semantic_layer.errors import NotModelled
from tests.brute.evaluator import evaluate
from tests.brute.rows import Json
from tests.brute.running import compiled_rows, indexed, sight, warehouse
from tests.brute.sheets import asker_of, plain, query_of, sheet, world_of

FOUND = sheet("found.yaml")
ANSWERED = [case for case in FOUND if not case.get("refused")]
REFUSED = [case for case in FOUND if case.get("refused")]


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["says"])
def test_it_gives_what_is_right(case: Json) -> None:
    world = world_of(case)
    asker, rules = asker_of(case, world)
    _, model = indexed(world.text)

    counted = evaluate(query_of(case), model, world.tables, world.clock, rules)
    with warehouse(model, world.tables) as connection:
        _, found = compiled_rows(query_of(case), sight(world, asker, connection))

    assert plain(counted.tuples) == case["answer"]
    assert plain(found) == case["answer"]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["says"])
def test_it_refuses(case: Json) -> None:
    world = world_of(case)
    asker, _ = asker_of(case, world)
    _, model = indexed(world.text)

    with warehouse(model, world.tables) as connection, pytest.raises(NotModelled):
        compiled_rows(query_of(case), sight(world, asker, connection))
