"""Each setting that keeps a DuckDB file closed, open for once: the self-check says so."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bi_app.warehouse.duckdb_file import CATALOG, DuckdbFile
from bi_app.warehouse.duckdb_settings import LOCK, SETTINGS, faults_of_duckdb

OPENED = {
    "autoinstall_known_extensions": "true",
    "autoload_known_extensions": "true",
    "allow_community_extensions": "true",
    "allow_unsigned_extensions": "true",
    "allow_persistent_secrets": "true",
    "python_enable_replacements": "true",
    "temp_directory": ".tmp",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("CREATE TABLE sales AS SELECT 1 AS amount")
    return tmp_path / "x.duckdb"


def opened(file: Path, lock: tuple[str, ...], how: str, **changed: str) -> Iterator[str]:
    with duckdb.connect(":memory:", config={**SETTINGS, **changed}) as connection:
        connection.execute(f"ATTACH '{file}' AS {CATALOG} {how}")
        for each in lock:
            connection.execute(each)
        yield from (each.matter for each in faults_of_duckdb(connection, CATALOG))


def test_it_finds_nothing_on_a_file_that_is_opened_as_it_should_be(file: Path) -> None:
    assert DuckdbFile(file).faults() == ()


def test_it_tries_every_setting() -> None:
    assert OPENED.keys() == SETTINGS.keys()


@pytest.mark.parametrize("name", OPENED)
def test_it_finds_a_setting_that_is_open(file: Path, name: str) -> None:
    [found] = opened(file, LOCK, "(READ_ONLY)", **{name: OPENED[name]})

    assert name in found


@pytest.mark.parametrize("missing", LOCK)
def test_it_finds_a_lock_that_is_missing(file: Path, missing: str) -> None:
    kept = tuple(each for each in LOCK if each != missing)

    [found] = opened(file, kept, "(READ_ONLY)")

    assert missing.split()[1] in found


def test_it_finds_a_file_that_may_be_written(file: Path) -> None:
    [found] = opened(file, LOCK, "")

    assert "read only" in found
