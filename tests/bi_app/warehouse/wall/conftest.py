"""Larkfield in PostgreSQL, behind a second wall."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.served import SERVED
from bi_app.warehouse.postgres_server import PostgresServer
from tests.postgres_warehouses import address, database, server
from tests.semantic_layer.answers import larkfield_index
from tests.walls import postgres, reader, wall_around


@pytest.fixture(scope="module")
def walled(larkfield: Path) -> Iterator[str]:
    """Its address, as WAREHOUSE has it."""
    with database("walled") as name:
        load(larkfield, server()["host"], name, "test")
        found = address(name, reader(), SERVED)
        wall_around(found, larkfield_index())
        yield found


@pytest.fixture(scope="module")
def engine(walled: str) -> Iterator[PostgresServer]:
    found = PostgresServer(postgres(walled))
    yield found
    found.close()
