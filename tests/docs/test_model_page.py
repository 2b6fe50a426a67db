"""Is every example of docs/model.md true?"""

from __future__ import annotations

import re

import duckdb
import pytest

from semantic_layer.model.index import index_model
from semantic_layer.model.read import read_model
from semantic_layer.model.rollups import SCHEMA
from semantic_layer.model.sections import LISTS, METRIC_KINDS, SINGLE
from tests.docs.model_page import PAGE, blocks, filled

TEXT = PAGE.read_text()
STATEMENTS = tuple(blocks(TEXT, "sql"))


def test_each_statement_and_message_is_what_the_code_gives() -> None:
    assert filled(TEXT) == TEXT  # else: make docs


def test_its_blocks_are_one_model_with_every_key() -> None:
    files = dict(enumerate(blocks(TEXT, "yaml")))
    model = read_model({f"{number}.yaml": text for number, text in files.items()})

    assert model.name == "bakery"
    keys = set(re.findall(r"^(\w+):", "\n".join(files.values()), re.MULTILINE))
    assert keys == {*LISTS, *SINGLE}


@pytest.mark.parametrize("kind", METRIC_KINDS)
def test_each_kind_of_metric_has_an_example_and_its_statement(kind: str) -> None:
    section = re.search(rf"^### {kind}\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL)

    assert section is not None
    assert f"kind: {kind}\n" in section[1]
    assert "```sql\n" in section[1]


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_each_statement_runs_on_the_tables_of_the_model(number: int) -> None:
    model = read_model({f"{i}.yaml": text for i, text in enumerate(blocks(TEXT, "yaml"))})
    types = {"string": "VARCHAR"}

    with duckdb.connect() as connection:
        index = index_model(model)
        connection.execute(f"CREATE SCHEMA {SCHEMA}; SET search_path = 'main,{SCHEMA}'")
        for dataset in (*model.datasets, *(each.dataset for each in index.rollups.values())):
            columns = (f"{each.name} {types.get(each.type, each.type)}" for each in dataset.columns)
            connection.execute(f"CREATE TABLE {dataset.table} ({', '.join(columns)})")
        rows = connection.execute(STATEMENTS[number]).fetchall()

    assert all(cell is None or cell == 0 for row in rows for cell in row[1:])
