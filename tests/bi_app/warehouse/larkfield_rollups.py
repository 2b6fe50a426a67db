"""Larkfield in a warehouse of its own, on either engine, whose rollups may be written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.test import override_settings

from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.served import BUILDER, SERVED
from bi_app.warehouse.engines import engine
from bi_app.warehouse.postgres_server import PostgresServer
from metrics.releases import LiveRelease
from tests.postgres_warehouses import address, connect, database, server
from tests.semantic_layer.answers import larkfield_index
from tests.walls import reader, wall_around

ENGINES = ("duckdb", "postgres")
RELEASE = LiveRelease(1, "test", larkfield_index())


@dataclass(frozen=True, slots=True)
class Warehouse:
    """`write` runs a statement as whoever loads the data, who tells that there is a new version."""

    kind: str
    write: Callable[[str], None]


@contextmanager
def own_larkfield(kind: str, larkfield: Path, folder: Path) -> Iterator[Warehouse]:
    with on_duckdb(larkfield, folder) if kind == "duckdb" else on_postgres(larkfield) as warehouse:
        yield warehouse


@contextmanager
def on_duckdb(larkfield: Path, folder: Path) -> Iterator[Warehouse]:
    file = folder / "larkfield.duckdb"
    shutil.copyfile(larkfield, file)

    def write(text: str) -> None:
        """As a load does: into a copy, rollups and all, which takes the file's place."""
        coming = file.with_suffix(".coming")
        shutil.copyfile(file, coming)
        with duckdb.connect(str(coming)) as connection:
            connection.execute(text)
        coming.rename(file)

    with override_settings(WAREHOUSE=f"duckdb:///{file}", ROLLUPS=f"duckdb:///{file}"):
        yield Warehouse("duckdb", write)


@contextmanager
def on_postgres(larkfield: Path) -> Iterator[Warehouse]:
    """Behind a second wall: what is built gets policies of its own."""
    with database("larkfield_rollups") as name:
        load(larkfield, server()["host"], name, "first")

        def write(text: str) -> None:
            with connect(name) as connection, connection.transaction():
                connection.execute(f"SET LOCAL search_path = {SERVED}".encode())
                connection.execute(text.encode())
                connection.execute("UPDATE aisle_data_version SET version = version || ' and more'")

        warehouse, builder = address(name, reader(), SERVED), address(name, BUILDER, SERVED)
        wall_around(warehouse, larkfield_index(), BUILDER)
        with override_settings(WAREHOUSE=warehouse, ROLLUPS=builder):
            yield Warehouse("postgres", write)
            on_server = engine()
            assert isinstance(on_server, PostgresServer)
            on_server.close()
