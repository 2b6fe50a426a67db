"""Is every attack of the corpora refused or contained, and every plain question answered?"""

from __future__ import annotations

from collections import Counter

import pytest

from semantic_layer.check import CheckedStatement, check_sql
from semantic_layer.errors import UnsafeStatement
from tests.semantic_layer.check.foreign.corpus import ATTACKS, PLAIN, Line, name
from tests.semantic_layer.check.foreign.warehouse import HIDDEN, Warehouse, policy


def secured(line: Line) -> CheckedStatement | None:
    try:
        return check_sql(line["sql"], line["dialect"], policy())
    except UnsafeStatement:
        return None


@pytest.mark.parametrize("line", ATTACKS, ids=name)
def test_it_refuses_or_contains_an_attack(line: Line, warehouses: dict[str, Warehouse]) -> None:
    statement = secured(line)
    if statement is None:
        return

    assert line["expect"] == "contain", statement.text
    full, permitted, scrambled = warehouses[line["dialect"]].outcomes(statement.text)
    assert full.is_like(permitted)
    assert full.is_like(scrambled)
    assert HIDDEN not in full.text + permitted.text + scrambled.text


@pytest.mark.parametrize("line", PLAIN, ids=name)
def test_it_answers_a_plain_question(line: Line, warehouses: dict[str, Warehouse]) -> None:
    """As the question itself is answered where there is nothing but what may be seen."""
    statement = check_sql(line["sql"], line["dialect"], policy())

    warehouse = warehouses.get(line["dialect"])
    if warehouse is not None:  # the others do not run here: their text is proved, no more
        secured = warehouse.outcome(statement.text, "full")
        asked = warehouse.outcome(line["sql"], "permitted")
        assert (secured.error, asked.error) == ("", "")
        assert secured.rows == asked.rows
        assert secured.rows


def test_it_holds_ten_attacks_of_each_class() -> None:
    counted = Counter(line["category"] for line in ATTACKS if line["id"].startswith("OA"))

    assert len(counted) == 14
    assert min(counted.values()) >= 10
