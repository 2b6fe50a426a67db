"""Does Larkfield's model say of the warehouse only what is there?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bi_app.demo.larkfield.sizes import Size
from bi_app.demo.model import larkfield_files
from semantic_layer.model.definitions import Dataset, DataType, Dimension
from semantic_layer.model.expressions import parsed
from semantic_layer.model.read import read_model
from tests import warehouses

MODEL = read_model(larkfield_files())
TABLES = {dataset.name: dataset.table for dataset in MODEL.datasets}
TYPES = {
    "VARCHAR": DataType.STRING,
    "INTEGER": DataType.INTEGER,
    "BIGINT": DataType.INTEGER,
    "DATE": DataType.DATE,
    "TIMESTAMP": DataType.TIMESTAMP,
    "BOOLEAN": DataType.BOOLEAN,
}
RARE = {"1920", "1930", "2010"}  # decades of birth that only many customers hold


@pytest.fixture(scope="module")
def warehouse(larkfield: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(larkfield), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def large() -> Iterator[duckdb.DuckDBPyConnection]:
    """The demo's own size, which has members that its smallest lacks."""
    with duckdb.connect(str(warehouses.larkfield(Size.DEMO)), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("dataset", MODEL.datasets, ids=lambda dataset: dataset.name)
def test_it_names_every_column_with_its_type(
    warehouse: duckdb.DuckDBPyConnection, dataset: Dataset
) -> None:
    rows = warehouse.execute(f"DESCRIBE {dataset.table}").fetchall()

    there = {name: TYPES.get(type_, DataType.DECIMAL) for name, type_, *_ in rows}

    assert {column.name: column.type for column in dataset.columns} == there


@pytest.mark.parametrize("dataset", MODEL.datasets, ids=lambda dataset: dataset.name)
def test_it_says_which_columns_may_be_empty(
    warehouse: duckdb.DuckDBPyConnection, dataset: Dataset
) -> None:
    counts = ", ".join(f'count(*) - count("{column.name}")' for column in dataset.columns)
    missing = warehouse.execute(f"SELECT {counts} FROM {dataset.table}").fetchone() or ()

    empty = {c.name for c, n in zip(dataset.columns, missing, strict=True) if n}

    assert empty <= {column.name for column in dataset.columns if column.nullable}


@pytest.mark.parametrize("dataset", MODEL.datasets, ids=lambda dataset: dataset.name)
def test_it_joins_whole_where_it_says_so(
    warehouse: duckdb.DuckDBPyConnection, dataset: Dataset
) -> None:
    for join in dataset.joins:
        on = " AND ".join(f"here.{a} = there.{b}" for a, b in join.on.items())
        anti = f"FROM {dataset.table} here ANTI JOIN {TABLES[join.to]} there ON {on}"
        (alone,) = warehouse.execute(f"SELECT count(*) {anti}").fetchone() or (0,)

        assert (alone == 0) is join.whole, join.to


@pytest.mark.parametrize("dimension", MODEL.dimensions, ids=lambda dimension: dimension.name)
def test_it_has_words_for_members_that_exist(
    large: duckdb.DuckDBPyConnection, dimension: Dimension
) -> None:
    members: set[str] = set()
    for dataset, text in dimension.on.items():
        expression = parsed(text).sql("duckdb")
        rows = large.execute(f"SELECT DISTINCT {expression} FROM {TABLES[dataset]}").fetchall()
        members |= {
            str(member).lower() if member in (True, False) else str(member) for (member,) in rows
        }

    assert {*dimension.words, *dimension.labels, *dimension.ordered} - members <= RARE


def test_it_orders_every_member_of_an_ordered_dimension(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    for dimension in MODEL.dimensions:
        if dimension.ordered:
            ((dataset, text), *_) = dimension.on.items()
            rows = warehouse.execute(f"SELECT DISTINCT {text} FROM {TABLES[dataset]}").fetchall()

            assert set(dimension.ordered) == {member for (member,) in rows}, dimension.name
