"""Is every step of the pipeline needed? Without it some answer is another or none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import duckdb
import pytest
from sqlglot.errors import SqlglotError

from semantic_layer.compile.compiled import Compiled
from semantic_layer.compile.plan import Plan, plan
from semantic_layer.compile.query import STEPS, StepOf, statement
from semantic_layer.errors import UnsafeStatement
from semantic_layer.model.rules import STEPS_OF_STATEMENTS
from semantic_layer.period import Unit
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.semantic_layer.corner import BOSS, CLOCK, DuckDB, answers, asked_by, filled, plain

ANSWERS = answers()
QUERIES = {case["says"]: case["query"] for case in ANSWERS}


@pytest.mark.parametrize("left_out", STEPS, ids=lambda step: step.__name__)
def test_it_needs_every_step(left_out: StepOf) -> None:
    engine = filled(DuckDB())
    others = [step for step in STEPS if step is not left_out]

    assert any(is_another(case, others, engine) for case in ANSWERS)


def test_it_calls_its_steps_by_names_that_no_dataset_may_have() -> None:
    asked = asked_by(BOSS)
    units = {f"{unit}s" for unit in Unit} | {"period"}
    first = {"chosen", "asked", "every", "held", "by", "in"}
    own = {*asked.index.datasets, *asked.index.metrics, *first}
    names = {cte.alias for case in ANSWERS for cte in asked.compiled(case["query"]).tree.ctes}

    others = {
        name
        for name in names
        if not any(name.startswith(f"{each}_") for each in own)
        and not any(name == unit or name.startswith(f"{unit}_") for unit in units)
    }
    assert others == STEPS_OF_STATEMENTS


def is_another(case: dict[str, Any], steps: Any, engine: Any) -> bool:
    """Whether it gives other rows, or none; the very same statement need not be run."""
    try:
        tree = statement(planned(case["says"]), steps)
        if tree == compiled_whole(case["says"]).tree:
            return False
        return bool(plain(engine.run(in_physical_tables(case, tree))) != case["rows"])
    except (duckdb.Error, SqlglotError, IndexError, UnsafeStatement):
        return True


@cache
def planned(says: str) -> Plan:
    return plan(MetricQuery.model_validate(QUERIES[says]), asked_by(BOSS).seen, CLOCK)


@cache
def compiled_whole(says: str) -> Compiled:
    return asked_by(BOSS).compiled(QUERIES[says])


def in_physical_tables(case: dict[str, Any], tree: Any) -> str:
    asked = asked_by(BOSS)
    compiled = replace(compiled_whole(case["says"]), tree=tree)
    return secure(compiled, asked.index, asked.policy).tree.sql("duckdb")
