"""Engines that hold the governed warehouse."""

from collections.abc import Iterator

import pytest

from tests.semantic_layer.check.foreign.warehouse import Warehouse, opened


@pytest.fixture(scope="session")
def warehouses() -> Iterator[dict[str, Warehouse]]:
    with opened("duckdb") as duckdb, opened("postgres") as postgres:
        yield {each.name: each for each in (duckdb, postgres)}
