"""Which rollup is read, and do its rows come out as counted by hand?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from semantic_layer.access import policy_for, visible
from semantic_layer.compile.plan import Built
from semantic_layer.compile.rollup_rows import fingerprint
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model
from tests.postgres_warehouses import connect, database
from tests.semantic_layer.answers import Asked
from tests.semantic_layer.corner import (
    BOSS,
    CLOCK,
    FEBRUARY,
    HERE,
    MANAGER,
    DuckDB,
    Engine,
    Postgres,
    filled,
    plain,
)
from tests.semantic_layer.rollups import build_all
from tests.yaml_files import read_yaml

CASES: list[dict[str, Any]] = read_yaml(HERE / "rollup_answers.yaml")
IDS = [f"{case['says']}, as {case.get('as', 'boss')}" for case in CASES]


@dataclass(frozen=True, slots=True)
class Shop:
    """The corner shop on one engine, with its rollups."""

    engine: Engine
    built: Built

    def asked_by(self, name: str) -> Asked:
        return replace(asked_by(name), built=self.built)


@cache
def index() -> ModelIndex:
    files = ("model.yaml", "rollups.yaml")
    return index_model(read_model({name: (HERE / name).read_text() for name in files}))


@cache
def asked_by(name: str) -> Asked:
    asker = {each.name: each for each in (BOSS, MANAGER)}[name]
    policy = policy_for(index(), asker, "test")
    return Asked(index(), policy, CLOCK, visible(index(), policy))


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    if request.param == "duckdb":
        yield with_rollups(DuckDB())
        return
    with database("corner_rollups") as name, connect(name) as connection:
        yield with_rollups(Postgres(connection))


def with_rollups(empty: Engine) -> Shop:
    engine = filled(empty)
    built = build_all(index(), engine.name, engine.run, date(2023, 2, 4), date(2024, 3, 5))
    return Shop(engine, built)


def query_of(case: dict[str, Any]) -> dict[str, Any]:
    query: dict[str, Any] = case["query"]
    return {**query, "period": FEBRUARY} if query["period"] == "february" else query


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_it_reads_the_rollup_that_serves_and_counts_as_by_hand(
    case: dict[str, Any], shop: Shop
) -> None:
    asked, query = shop.asked_by(case.get("as", "boss")), query_of(case)

    statement = asked.checked(query, shop.engine.name)

    assert sorted(asked.compiled(query).rollups) == case["reads"]
    assert sorted(statement.tables & index().rollups.keys()) == case["reads"]
    assert plain(shop.engine.rows(statement)) == case["rows"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_it_gives_the_rows_that_it_gives_without(case: dict[str, Any], shop: Shop) -> None:
    asked = asked_by(case.get("as", "boss"))

    statement = asked.checked(query_of(case), shop.engine.name)

    assert not asked.compiled(query_of(case)).rollups
    assert plain(shop.engine.rows(statement)) == case["rows"]


def test_it_reads_the_smallest_that_serves() -> None:
    asked = replace(asked_by("boss"), built={"daily_shops": 10, "weekly_items": 9})

    compiled = asked.compiled({"metrics": ["amount"], "period": FEBRUARY})

    assert compiled.rollups == ("weekly_items",)


def test_it_reads_none_that_is_not_built() -> None:
    asked = replace(asked_by("boss"), built={"monthly_returns": 2, "gone": 1})

    assert asked.compiled({"metrics": ["amount"], "period": FEBRUARY}).rollups == ()


def test_it_closes_what_comes_from_closed_columns() -> None:
    boss, manager = (asked_by(name).policy.datasets["daily_shops"] for name in ("boss", "manager"))

    assert boss - manager == {"cost"}
    assert "cost" not in asked_by("manager").seen.rollups["daily_shops"].origins


def test_it_closes_a_rollup_that_does_not_keep_the_policy_s_dimension() -> None:
    manager = asked_by("manager")

    assert "weekly_items" not in manager.policy.datasets
    assert "weekly_items" not in manager.seen.rollups
    assert manager.policy.rules["daily_shops"] == manager.policy.rules["sales"] != ()


def test_it_closes_a_column_that_tells_of_another_fact_s_rows() -> None:
    boss, manager = (asked_by(name).policy.datasets for name in ("boss", "manager"))

    assert boss["monthly_returns"] - manager["monthly_returns"] == {"offer"}


def test_it_knows_a_definition_by_its_rows() -> None:
    files = {name: (HERE / name).read_text() for name in ("model.yaml", "rollups.yaml")}
    other = {**files, "rollups.yaml": files["rollups.yaml"].replace("[Paper]", "[Home]")}
    changed = index_model(read_model(other))

    moved = [
        name
        for name, rollup in index().rollups.items()
        if fingerprint(rollup, index()) != fingerprint(changed.rollups[name], changed)
    ]

    assert moved == ["daily_shops"]
