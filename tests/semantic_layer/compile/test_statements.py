"""Does each query become the statement that was reviewed by eye?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlglot import exp

from semantic_layer.check.dialects import DIALECTS
from tests.semantic_layer.corner import BOSS, FEBRUARY, HERE, asked_by

PAIRS = [
    pair
    for file in sorted(HERE.glob("statements*.sql"))
    for pair in file.read_text().split("-- # ")[1:]
]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.split("\n")[0] for pair in PAIRS])
def test_it_writes_the_statement(pair: str) -> None:
    _, query, *lines = pair.rstrip().removesuffix(";").split("\n")

    tree = asked_by(BOSS).compiled(in_february(json.loads(query.removeprefix("-- ")))).tree

    assert DIALECTS["duckdb"].adapt(tree).sql("duckdb", pretty=True).split("\n") == lines


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.split("\n")[0] for pair in PAIRS])
def test_it_computes_no_column_that_nothing_reads(pair: str) -> None:
    query = in_february(json.loads(pair.split("\n")[1].removeprefix("-- ")))
    tree = asked_by(BOSS).compiled(query).tree
    read = {column.name for column in tree.find_all(exp.Column)}
    # The members of another query are ranked by a number that only their order reads.
    steps = [step for step in tree.ctes if not step.alias.startswith("chosen_")]

    assert [
        (step.alias, name) for step in steps for name in step.this.named_selects if name not in read
    ] == []


def in_february(query: dict[str, Any]) -> dict[str, Any]:
    return {**query, "period": FEBRUARY} if query.get("period") == "february" else query
