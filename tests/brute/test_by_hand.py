"""Do the evaluator and the compiled statements give what a person counts on paper?"""

from __future__ import annotations

from functools import cache

import pytest

from tests.brute.calendars import Clock
from tests.brute.evaluator import evaluate, named
from tests.brute.rows import Json, Tables
from tests.brute.running import compiled_rows, indexed, sight, warehouse
from tests.brute.sheets import asker_of, plain, query_of, sheet, world_of
from tests.brute.worlds import World
from tests.semantic_layer import corner

SHEET = sheet("by_hand.yaml")
CASES: list[Json] = SHEET["cases"]
NAMES = [case["says"] for case in CASES]


@cache
def world() -> World:
    return world_of({**SHEET, "whole": True})


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_counts_as_a_person_does(case: Json) -> None:
    _, model = indexed(world().text)
    _, rules = asker_of(case, world())

    counted = evaluate(query_of(case), model, world().tables, world().clock, rules)

    assert plain(counted.tuples) == case["rows"]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_compiles_to_what_a_person_counts(case: Json) -> None:
    _, model = indexed(world().text)
    asker, _ = asker_of(case, world())

    with warehouse(model, world().tables) as connection:
        _, found = compiled_rows(query_of(case), sight(world(), asker, connection))

    assert plain(found) == case["rows"]


KINDS = {
    "simple",
    "distinct",
    "semi_additive",
    "ratio",
    "derived",
    "percentile",
    "cumulative",
    "cohort",
    "funnel",
    "comparable",
}  # what the evaluator counts


def _is_counted(case: Json) -> bool:
    index = corner.corner_index()
    own = [index.metric(name) for name in named(case["query"])]
    leaves = [leaf.metric for each in own for leaf in index.leaves(each.name)]
    return {str(each.kind) for each in (*own, *leaves)} <= KINDS


CORNER = [case for case in corner.answers() if _is_counted(case)]


def test_it_counts_more_than_a_few_of_the_corner_shop() -> None:
    assert len(CORNER) >= 80


@pytest.mark.parametrize("case", CORNER, ids=lambda case: case["says"])
def test_it_counts_the_corner_shop_as_its_owner_does(case: Json) -> None:
    """The evaluator against the answers that somebody else counted by hand, for another model."""
    model = corner.corner_index().model.model_dump(mode="json", exclude_none=True)
    clock = Clock(corner.CLOCK.today, corner.CLOCK.watermark, corner.CLOCK.first_day)

    counted = evaluate(case["query"], model, _corner_tables(), clock, [])

    assert plain(counted.tuples) == case["rows"]


@cache
def _corner_tables() -> Tables:
    shop = corner.filled(corner.DuckDB())
    tables: Tables = {}
    for dataset in corner.corner_index().model.datasets:
        columns = [column.name for column in dataset.columns]
        rows = shop.run(f"SELECT {', '.join(columns)} FROM {dataset.table}")
        tables[dataset.name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return tables
