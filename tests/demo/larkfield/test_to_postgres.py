"""Larkfield in PostgreSQL: the old data or the new, whatever happens to a load on its way."""

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bi_app.demo.larkfield.to_postgres import GOING, LoadReport, load, loaded
from bi_app.demo.served import READER, SERVED
from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.engine import Limits
from bi_app.warehouse.postgres_server import PostgresServer
from tests.postgres_warehouses import address, connect, database, server

LINES = f"SELECT count(*) FROM {SERVED}.sales_lines JOIN {SERVED}.stores USING (store_id)"


class CutShort(Exception):
    pass


@pytest.fixture(scope="module")
def name(larkfield: Path) -> Iterator[str]:
    with database("loads") as found:
        load(larkfield, server()["host"], found, "first")
        yield found


def again(larkfield: Path, name: str, version: str) -> LoadReport:
    return load(larkfield, server()["host"], name, version)


def schemas(name: str) -> set[str]:
    with connect(name) as admin:
        found = admin.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'larkfield%'")
        return {row[0] for row in found.fetchall()}


def test_it_serves_on_while_new_data_is_loaded(larkfield: Path, name: str) -> None:
    found = read_address(address(name, READER, SERVED))
    assert isinstance(found, PostgresAddress)
    engine = PostgresServer(found)
    seen: list[tuple[str, int]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            table = engine.fetch(LINES, (), Limits(30, 10, 1000)).table
            seen.append((engine.data_version(), table.column(0)[0].as_py()))

    reader = threading.Thread(target=read)
    reader.start()
    report = again(larkfield, name, "second")
    over.set()
    reader.join()
    engine.close()

    assert {lines for _, lines in seen} == {report.rows["sales_lines"]}
    assert [version for version, _ in seen] == sorted(version for version, _ in seen)
    assert loaded(server()["host"], name) == "second"
    assert schemas(name) == {SERVED}


def test_it_leaves_the_old_data_when_it_is_cut_short(larkfield: Path, name: str) -> None:
    before = loaded(server()["host"], name)

    def stop(_doing: str, share: float) -> None:
        if share > 0.5:
            raise CutShort

    with pytest.raises(CutShort):
        load(larkfield, server()["host"], name, "never", progress=stop)

    assert loaded(server()["host"], name) == before
    assert schemas(name) == {SERVED}


def test_it_clears_up_what_a_load_that_was_killed_has_left(larkfield: Path, name: str) -> None:
    with connect(name) as admin:
        admin.execute(f"CREATE SCHEMA {GOING}".encode())

    again(larkfield, name, "third")

    assert loaded(server()["host"], name) == "third"
    assert schemas(name) == {SERVED}


def test_it_declares_the_keys_of_what_others_join(name: str) -> None:
    with connect(name) as admin, pytest.raises(psycopg.errors.UniqueViolation):
        admin.execute(f"INSERT INTO {SERVED}.stores SELECT * FROM {SERVED}.stores LIMIT 1".encode())


def test_it_says_that_nothing_is_loaded() -> None:
    assert loaded(server()["host"], "no_such_database") is None
    with database("empty") as name:
        assert loaded(server()["host"], name) is None
