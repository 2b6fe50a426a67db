"""Do the compiled statements give the rows that are counted one by one in plain Python?"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from semantic_layer.errors import NotModelled, NotUnderstood, NotYet, OutsideData
from tests.brute.aggregate import Leaf
from tests.brute.comparable import NotInForce
from tests.brute.counted import Metrics
from tests.brute.evaluator import Rules, evaluate, leaves_of, named
from tests.brute.listed import listed
from tests.brute.questions import questions
from tests.brute.rows import Json, Warehouse
from tests.brute.running import (
    BOSS,
    Sight,
    assert_same,
    compiled_rows,
    indexed,
    is_declined,
    listed_rows,
    manager_of,
    sight,
    warehouse,
)
from tests.brute.small_groups import rules_of
from tests.brute.worlds import World, worlds
from tests.counts import cases

QUESTIONS = 4  # to each world


@settings(max_examples=cases(200 // QUESTIONS, 20_000 // QUESTIONS))
@given(data=st.data(), world=worlds())
def test_it_agrees_with_counting_row_by_row(data: st.DataObject, world: World) -> None:
    _, model = indexed(world.text)
    asked = questions(model, world)
    with warehouse(model, world.tables) as connection:
        sights = [sight(world, each, connection) for each in (BOSS, manager_of(world))]
        for _ in range(QUESTIONS):
            query = data.draw(asked, label="query")
            assert_agreement(query, world, *sights)


def assert_agreement(query: Json, world: World, boss: Sight, manager: Sight) -> None:
    """Whoever sees everything, and whoever sees a part of the rows, gets what is counted."""
    _, model = indexed(world.text)
    permitted: Rules = [(world.policy, world.permitted)]
    for seen, rules in ((boss, []), (manager, permitted)):
        if rules and closed_to_manager(query, model, world.policy):
            with pytest.raises((NotModelled, NotUnderstood)):
                compiled_rows(query, seen)
            return
        if moves_windows(query, model):
            with pytest.raises(NotYet):
                compiled_rows(query, seen)
            return
        if may_be_subtracted(query, model) and is_declined(query, seen):
            return
        try:
            counted = evaluate(query, model, world.tables, world.clock, rules)
        except NotInForce:
            with pytest.raises(OutsideData):
                compiled_rows(query, seen)
            return
        said, found = compiled_rows(query, seen)
        event(f"{seen.asker.name}: {min(len(found), 3)} rows")
        assert_same(found, counted.tuples, said)
        stores = listed(query, model, world.tables, world.clock, rules)
        told = listed_rows(query, seen)
        assert (stores is None) == (told is None)
        assert_same(sorted(told or (), key=repr), sorted(stores or (), key=repr), "stores")


def may_be_subtracted(query: Json, model: Json) -> bool:
    """Could numbers of few people be of overlapping days or stores? Then it may be declined."""
    leaves = leaves_of(query, Metrics(model), named(query))
    others = any(leaf.window or leaf.among for leaf in leaves) or bool(query.get("comparisons"))
    return others and bool(rules_of(query, model, leaves))


def moves_windows(query: Json, model: Json) -> bool:
    """Does a comparison move the holidays of other days than the period's own?"""
    leaves = leaves_of(query, Metrics(model), named(query))
    bases = {each.get("basis") for each in query.get("comparisons", ())}
    return "event" in bases and any(leaf.window or _by_first_day(leaf) for leaf in leaves)


def _by_first_day(leaf: Leaf) -> bool:
    uncarried = leaf.metric.get("carry_forward") is False
    return uncarried or leaf.metric.get("over_time") in ("first", "opening")


def closed_to_manager(query: Json, model: Json, policy: str) -> bool:
    """Does a metric come from a fact whose rows cannot be told apart by the policy?"""
    warehouse, metrics = Warehouse(model, {}), Metrics(model)
    facts = {each["name"] for each in model["datasets"] if each["fact"]}
    inner = [each["members"] for each in query.get("filters", ()) if each.get("members")]
    leaves = [leaf for q in (query, *inner) for leaf in leaves_of(q, metrics, named(q))]
    following = (leaf.metric.get("followed_by") for leaf in leaves)
    used = {leaf.dataset for leaf in leaves} | {each["dataset"] for each in following if each}
    return any(warehouse.route(dataset, policy) is None for dataset in used & facts)


SOURCES = (
    "across",
    "aggregate",
    "bridges",
    "calendars",
    "comparable",
    "counted",
    "evaluator",
    "levels",
    "listed",
    "means",
    "coming",
    "percentiles",
    "events",
    "rows",
    "series",
    "shape",
    "small_groups",
    "tally",
)


@pytest.mark.parametrize("name", SOURCES)
def test_it_counts_without_the_semantic_layer(name: str) -> None:
    tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text())
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }

    assert {each.partition(".")[0] for each in imported} <= {
        "__future__", "ast", "collections", "dataclasses", "datetime", "decimal", "fractions",
        "itertools", "math", "re", "tests", "typing",
    }  # fmt: skip
    assert {each for each in imported if each.startswith("tests")} <= {
        f"tests.brute.{each}" for each in SOURCES
    }
