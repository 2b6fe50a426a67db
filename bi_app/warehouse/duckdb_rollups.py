"""How are rollups written into a DuckDB file, which has one writer or many readers?

Into a copy, which then takes the file's place. The copy is given a time of its own, which is noted
with each rollup in it: whoever writes to the file afterwards moves that time, and the rollups are
known to be of other data.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from sqlglot import exp

from bi_app.warehouse.duckdb_file import stamp_of, version_of
from bi_app.warehouse.new_file import replacing
from bi_app.warehouse.rollup_tables import filled, removed
from bi_app.warehouse.rollup_writer import RollupsNotBuilt

SECOND = 1_000_000_000  # of a file's time: no file system keeps less


class DuckdbWriter:
    """A copy of the file, open to be written."""

    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection, data_version: str) -> None:
        self._connection = connection
        self.data_version = data_version

    def run(self, text: str) -> Sequence[tuple[Any, ...]]:
        return self._connection.execute(text).fetchall()

    def replace(self, name: str, rows: exp.Select) -> str:
        self.run(removed(name).sql(self.dialect))
        text = filled(name, rows).sql(self.dialect)
        self.run(text)
        return text


@contextmanager
def writing(file: Path) -> Iterator[DuckdbWriter]:
    """Raises RollupsNotBuilt where the file is being written, or was while this went on."""
    path = file.resolve()
    before = version_of(path.stat())
    with replacing(path) as copy:
        _copy(path, copy)
        now = int(time.time()) * SECOND
        os.utime(copy, ns=(now, now))
        try:
            with duckdb.connect(str(copy)) as connection:
                yield DuckdbWriter(connection, stamp_of(copy.stat()))
        except duckdb.Error as error:
            raise RollupsNotBuilt(f"The engine failed ({type(error).__name__}).") from error
        os.utime(copy, ns=(now, now))
        if version_of(path.stat()) != before:
            raise RollupsNotBuilt("New data came meanwhile; they are built of it the next time.")


def _copy(path: Path, copy: Path) -> None:
    """As long as it is open to be read nobody writes to it."""
    if path.with_name(f"{path.name}.wal").exists():
        raise RollupsNotBuilt("The warehouse file has changes that its writer has not finished.")
    quoted = str(path).replace("'", "''")
    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"ATTACH '{quoted}' AS held (READ_ONLY)")
            shutil.copyfile(path, copy)
            shutil.copymode(path, copy)
    except duckdb.Error as error:
        raise RollupsNotBuilt("The warehouse file is being written by somebody.") from error
