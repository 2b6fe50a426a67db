"""Does each ruling on numbers hold: the same rows as a statement written by hand?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.semantic_layer.answers import larkfield_as
from tests.semantic_layer.test_larkfield_questions import in_plain, run
from tests.yaml_files import read_yaml

RULES: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "rows.yaml")


@pytest.mark.parametrize("rule", RULES, ids=[each["rule"] for each in RULES])
def test_the_rows_are(rule: dict[str, Any], larkfield: Path, tmp_path: Path) -> None:
    warehouse = changed(larkfield, rule["given"], tmp_path) if "given" in rule else larkfield
    statement = larkfield_as(rule.get("as", "elena.exec")).checked(rule["query"])

    with run(statement.text, warehouse, statement.parameters) as found:
        rows = in_plain(found.fetchall())
    with run(rule["sql"], warehouse) as found:
        by_hand = in_plain(found.fetchall())

    assert by_hand
    if "ORDER BY" in rule["sql"].splitlines()[-1]:
        assert rows == by_hand
    else:
        assert sorted(rows, key=repr) == sorted(by_hand, key=repr)


def changed(larkfield: Path, statements: list[str], folder: Path) -> Path:
    """A copy of the warehouse with other rows."""
    copy = folder / larkfield.name
    shutil.copy(larkfield, copy)
    with duckdb.connect(str(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
    return copy
