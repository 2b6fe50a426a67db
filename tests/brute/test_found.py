"""What random questions once found, by name: evaluator and compiler give the right rows."""

from __future__ import annotations

import pytest

from tests.brute.evaluator import evaluate
from tests.brute.rows import Json
from tests.brute.running import compiled_rows, indexed, warehouse
from tests.brute.sheets import asker_of, plain, query_of, sheet, world_of

FOUND = sheet("found.yaml")


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["says"])
def test_it_gives_what_is_right(case: Json) -> None:
    world = world_of(case)
    asker, rules = asker_of(case, world)
    _, model = indexed(world.text)

    counted = evaluate(query_of(case), model, world.tables, world.clock, rules)
    with warehouse(model, world.tables) as connection:
        _, found = compiled_rows(query_of(case), world, asker, connection)

    assert plain(counted.tuples) == case["answer"]
    assert plain(found) == case["answer"]
