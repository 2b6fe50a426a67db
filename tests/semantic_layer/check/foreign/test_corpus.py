"""Is every attack of the corpora refused or contained, and every plain question answered?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from semantic_layer.check import CheckedStatement, check_sql
from semantic_layer.errors import UnsafeStatement
from tests.corpora import CORPORA
from tests.semantic_layer.check.foreign.warehouse import HIDDEN, Warehouse, policy


def lines(*names: str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for name in names
        for line in Path(CORPORA, "security", name).read_text().splitlines()
    ]


LINES = lines("sql_attacks.jsonl", "sql_attacks_ours.jsonl", "sql_attacks_found.jsonl")
ATTACKS = [line for line in LINES if line["expect"] != "allow"]
PLAIN = [line for line in LINES if line["expect"] == "allow"]


def secured(line: dict[str, Any]) -> CheckedStatement | None:
    try:
        return check_sql(line["sql"], line["dialect"], policy())
    except UnsafeStatement:
        return None


def name(line: dict[str, Any]) -> str:
    return f"{line['id']}-{line['category']}"


@pytest.mark.parametrize("line", ATTACKS, ids=name)
def test_it_refuses_or_contains_an_attack(
    line: dict[str, Any], warehouses: dict[str, Warehouse]
) -> None:
    statement = secured(line)
    if statement is None:
        return

    assert line["expect"] == "contain", statement.text
    full, permitted, scrambled = warehouses[line["dialect"]].outcomes(statement.text)
    assert full.is_like(permitted)
    assert full.is_like(scrambled)
    assert HIDDEN not in full.text + permitted.text + scrambled.text


@pytest.mark.parametrize("line", PLAIN, ids=name)
def test_it_answers_a_plain_question(
    line: dict[str, Any], warehouses: dict[str, Warehouse]
) -> None:
    """As the question itself is answered where there is nothing but what may be seen."""
    statement = check_sql(line["sql"], line["dialect"], policy())

    warehouse = warehouses.get(line["dialect"])
    if warehouse is not None:  # the others do not run here: their text is proved, no more
        secured = warehouse.outcome(statement.text, "full")
        asked = warehouse.outcome(line["sql"], "permitted")
        assert (secured.error, asked.error) == ("", "")
        assert secured.rows == asked.rows
        assert secured.rows
