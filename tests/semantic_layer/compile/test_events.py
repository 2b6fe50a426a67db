"""Against last year with holidays moved onto each other: do the rows come out as by hand?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from semantic_layer.access import Asker, policy_for, visible
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import index_model
from semantic_layer.model.read import read_model
from tests.semantic_layer.answers import Asked
from tests.semantic_layer.corner import Engine, opened, plain
from tests.yaml_files import read_yaml

HERE = Path(__file__).parents[2] / "fixtures" / "events"
CASES: list[dict[str, Any]] = read_yaml(HERE / "answers.yaml")
INDEX = index_model(read_model({"model.yaml": (HERE / "model.yaml").read_text()}))
ASKERS = {
    "boss": Asker(1, "boss", frozenset({"boss"})),
    "keeper": Asker(2, "keeper", frozenset({"keeper"}), {"stalls": ("B",)}),
}
COUNTED = {
    ("counts", "counted_on"): (
        date(2023, 3, 18),
        date(2023, 11, 4),
        date(2023, 11, 11),
        date(2023, 11, 18),
        date(2023, 11, 25),
        date(2023, 12, 2),
        date(2023, 12, 9),
        date(2023, 12, 16),
        date(2024, 11, 30),
        date(2024, 12, 28),
    )
}
NOVEMBER = {"kind": "named", "unit": "month", "month_of": 11, "year": 2024}


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def market(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with opened(request.param) as engine:
        for statement in (HERE / "rows.sql").read_text().split(";\n"):
            if statement.strip():
                engine.run(statement)
        yield engine


def asked(case: dict[str, Any]) -> Asked:
    policy = policy_for(INDEX, ASKERS[case.get("asker", "boss")], "test")
    first_day = case.get("first_day", date(2023, 1, 29))
    clock = Clock(date(2025, 2, 2), date(2025, 2, 1), first_day, COUNTED)
    return Asked(INDEX, policy, clock, visible(INDEX, policy))


def query(case: dict[str, Any]) -> dict[str, Any]:
    """The question against last year by event; "november" stands for the fiscal month."""
    shown = case.get("show", ["comparison"])
    comparison = {"kind": "last_year", "basis": "event", "show": shown}
    period = case["query"].get("period")
    named = {"period": NOVEMBER} if period == "november" else {}
    return {**case["query"], **named, "comparisons": [comparison]}


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_it_compares_as_by_hand(case: dict[str, Any], market: Engine) -> None:
    compiled = asked(case).compiled(query(case))

    rows = market.rows(asked(case).checked(query(case), market.name))

    assert [column.name for column in compiled.columns] == case["columns"]
    assert plain(rows) == case["rows"]


def test_the_answer_says_which_holidays_were_moved() -> None:
    compiled = asked({}).compiled(query({"query": {"metrics": ["taken"], "period": "november"}}))

    assert compiled.comparison_rule == (
        "Each day is compared with the day 364 days earlier, but weeks change places so that "
        "holidays meet: the week of 24 November 2024 meets that of 19 November 2023 (Thanksgiving "
        "and Black Friday): 5 to 25 November 2023; 3 to 9 December 2023."
    )
    assert compiled.caveats == ()


@pytest.mark.parametrize(("unit", "read"), [("week", "weeks_kept"), ("month", "takings")])
def test_a_rollup_serves_runs_of_its_whole_units_alone(unit: str, read: str) -> None:
    rollup = {
        "name": "weeks_kept",
        "label": "Kept",
        "description": "Takings, added up.",
        "owner": "mo",
        "dataset": "takings",
        "unit": unit,
        "dimensions": ["stall"],
        "metrics": ["taken"],
    }
    text = (HERE / "model.yaml").read_text() + yaml.safe_dump({"rollups": [rollup]})
    index = index_model(read_model({"model.yaml": text}))
    policy = policy_for(index, ASKERS["boss"], "test")
    seen = visible(index, policy)
    given = Asked(index, policy, asked({}).clock, seen, built={"weeks_kept": 10})

    november = query({"query": {"metrics": ["taken"], "period": "november"}})
    steps = given.compiled(november).tree.ctes

    scanned = [step.this.args["from_"].this.name for step in steps]
    assert scanned == ["weeks_kept", read]
