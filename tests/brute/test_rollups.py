"""Do random questions have the same rows with random rollups as without?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.brute.counted import Metrics
from tests.brute.evaluator import leaves_of, named
from tests.brute.questions import UNITS, questions
from tests.brute.rows import Json, Tables, Warehouse
from tests.brute.running import BOSS, assert_same, clock_of, indexed, manager_of, warehouse
from tests.brute.worlds import World, worlds
from tests.counts import cases
from tests.semantic_layer.rollups import build_all

QUESTIONS = 4  # to each world
FACTS = ("sales", "sales", "sales", "returns", "visits", "plan")


@st.composite
def rollups(draw: DrawFn, model: Json) -> list[Json]:
    """Three of what a model can keep, mostly of sales; those that keep all serve most."""
    return [draw(_rollup(model, f"rollup_{number}")) for number in (1, 2, 3)]


@st.composite
def _rollup(draw: DrawFn, model: Json, name: str) -> Json:
    dataset, known = draw(st.sampled_from(FACTS)), Warehouse(model, {})
    metrics = [each["name"] for each in model["metrics"] if _adds_up(each, dataset, known)]
    dimensions = [
        each
        for each in known.dimensions
        if known.reaches(dataset, each) and not known.bridge(dataset, each)
    ]
    if dataset == "plan":  # weeks are not days
        dimensions = [each for each in dimensions if each not in ("weekday", "feast")]
    units = UNITS[UNITS.index(known.datasets[dataset]["unit"]) :]
    return {
        "name": name,
        "label": "Rollup",
        "description": "d",
        "owner": "anna",
        "dataset": dataset,
        "unit": draw(st.sampled_from([units[0], *units])),
        "calendar": draw(st.sampled_from(["fiscal", "gregorian"])),
        "metrics": draw(st.just(metrics) | _some(metrics)),
        "dimensions": draw(st.just(dimensions) | _some(dimensions)),
    }


def _some(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, unique=True)


def _adds_up(metric: Json, dataset: str, known: Warehouse) -> bool:
    """Sums, counts and extremes of a fact's own day, chosen by what a row has one of."""
    return (
        metric["kind"] == "simple"
        and metric["dataset"] == dataset
        and "time" not in metric
        and metric["aggregation"] != "avg"
        and not any(known.bridge(dataset, each["dimension"]) for each in metric["filters"])
    )


@dataclass(frozen=True)
class Rolled:
    """A world with its rollups, built."""

    world: World
    index: ModelIndex
    model: Json
    built: Mapping[str, int]
    connection: duckdb.DuckDBPyConnection

    def rows(
        self, query: Json, asker: Asker, built: Mapping[str, int]
    ) -> tuple[str, list[tuple[Any, ...]], tuple[str, ...]]:
        """The statement, its rows and the rollups that it reads."""
        policy = policy_for(self.index, asker, "brute")
        wanted, clock = MetricQuery.model_validate(query), clock_of(self.world, self.index)
        compiled = compile_query(wanted, visible(self.index, policy), clock, built)
        statement = check(secure(compiled, self.index, policy), self.index, policy, "duckdb")
        found = self.connection.execute(statement.readable).fetchall()
        return statement.readable, found, compiled.rollups


@settings(max_examples=cases(60 // QUESTIONS, 4_000 // QUESTIONS))
@given(data=st.data(), world=worlds())
def test_it_gives_the_rows_that_it_gives_without(data: st.DataObject, world: World) -> None:
    own = data.draw(rollups(indexed(world.text)[1]), label="rollups")
    world = replace(world, text=f"{world.text}\n{yaml.safe_dump({'rollups': own})}")
    index, model = indexed(world.text)
    asked = questions(model, world)
    with warehouse(model, world.tables) as connection:
        first, last = _span(world.tables, world.clock.today)
        built = build_all(
            index, "duckdb", lambda sql: connection.execute(sql).fetchall(), first, last
        )
        rolled = Rolled(world, index, model, built, connection)
        for _ in range(QUESTIONS):
            query = data.draw(asked, label="query")
            for asker in (BOSS, manager_of(world)):
                assert_equal(query, asker, rolled)


def _span(tables: Tables, today: date) -> tuple[date, date]:
    days = list(_days(tables))
    return min(days, default=today), max(days, default=today)


def _days(tables: Tables) -> Iterator[date]:
    for rows in tables.values():
        for row in rows:
            yield from (each for each in row.values() if isinstance(each, date))


def assert_equal(query: Json, asker: Asker, rolled: Rolled) -> None:
    try:
        _, without, _ = rolled.rows(query, asker, {})
    except QuestionError as refusal:
        with pytest.raises(type(refusal)):
            rolled.rows(query, asker, rolled.built)
        return
    said, found, read = rolled.rows(query, asker, rolled.built)
    event(f"{asker.name}: {'from rollups' if read else 'from rows'}")
    assert_same(found, without, said)
    for name in read:
        assert_may_be_read(rolled.index.rollups[name].definition, query, asker, rolled)


def assert_may_be_read(rollup: Any, query: Json, asker: Asker, rolled: Rolled) -> None:
    """It has one of the numbers asked for, and what tells rows apart that an asker may see."""
    inner = [each["members"] for each in query.get("filters", ()) if each.get("members")]
    metrics = Metrics(rolled.model)
    asked = {
        leaf.metric["name"]
        for each in (query, *inner)
        for leaf in leaves_of(each, metrics, named(each))
    }
    assert asked & set(rollup.metrics)
    assert asker is BOSS or rolled.world.policy in rollup.dimensions
