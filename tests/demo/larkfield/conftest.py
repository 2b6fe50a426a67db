"""The generated retailer at the two sizes that tests can afford, opened for reading."""

from collections.abc import Iterator

import duckdb
import pytest

from bi_app.demo.larkfield.build import Size
from tests.warehouses import larkfield


@pytest.fixture(scope="session")
def demo() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(larkfield(Size.DEMO)), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def small() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(larkfield(Size.TEST)), read_only=True) as connection:
        yield connection
