"""How does a statement run on a DuckDB file?

The file is opened read-only and locked: no files, no network, no extensions, no settings. A load
puts a new file in its place; the next statement opens that one, and statements that are under
way end on the old.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow

from bi_app.warehouse.duckdb_settings import LOCK, SETTINGS, faults_of_duckdb
from bi_app.warehouse.engine import Fetched, Limits, Warrant, prove_warrant
from bi_app.warehouse.faults import Fault
from bi_app.warehouse.numbers import whole_as_integers
from bi_app.warehouse.rollup_tables import BuiltRollup, record
from bi_app.warehouse.terms import Cancel
from semantic_layer.compile.values import Bound
from semantic_layer.errors import StatementCancelled, StatementTimeout, WarehouseUnavailable

BATCH_ROWS = 2048
CATALOG = "warehouse"


def stamp_of(found: os.stat_result) -> str:
    """Which file it is, and when it was last written."""
    return f"{found.st_ino:x}-{found.st_mtime_ns:x}"


def version_of(found: os.stat_result) -> str:
    return f"{stamp_of(found)}-{found.st_size:x}"


class DuckdbFile:
    """One process's view of the file: one connection for each version, one cursor a statement."""

    dialect = "duckdb"

    def __init__(self, path: Path, memory_limit: str = "2GB") -> None:
        self._path = path
        self._memory_limit = memory_limit
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opened = ""
        self._rollups: tuple[str, tuple[BuiltRollup, ...]] | None = None

    def data_version(self) -> str:
        return version_of(self._found())

    def loaded_at(self) -> datetime | None:
        """A load puts a new file in its place."""
        return datetime.fromtimestamp(self._found().st_mtime, UTC)

    def _found(self) -> os.stat_result:
        try:
            return self._path.stat()
        except OSError as error:
            raise WarehouseUnavailable(
                f"The warehouse file {self._path.name} is missing."
            ) from error

    def rollups(self) -> tuple[BuiltRollup, ...]:
        version = self.data_version()
        with self._lock:
            if self._rollups is None or self._rollups[0] != version:
                self._rollups = version, self._read_record(version)
            return self._rollups[1]

    def _read_record(self, version: str) -> tuple[BuiltRollup, ...]:
        connection = self._open()
        try:
            connection.execute(f"USE {CATALOG}")
            rows = connection.execute(record().sql(self.dialect)).fetchall()
        except duckdb.CatalogException:
            return ()  # none was ever built
        except duckdb.Error as error:
            raise WarehouseUnavailable("The rollups' record cannot be read.") from error
        finally:
            connection.close()
        found = [BuiltRollup(*row) for row in rows]
        return tuple(each for each in found if version.startswith(f"{each.data_version}-"))

    def fetch(
        self,
        text: str,
        parameters: Sequence[Bound],
        limits: Limits,
        warrant: Warrant | None = None,
        cancel: Cancel | None = None,
    ) -> Fetched:
        prove_warrant(warrant, self.dialect, text, parameters)
        cursor = self._cursor()
        told = cancel or Cancel()
        try:
            with _ended_after(cursor, limits.seconds), told.by(cursor.interrupt):
                relation = cursor.sql(text, params=list(parameters))
                if relation is None:
                    raise WarehouseUnavailable("The statement gave no rows to read.")
                return _read(relation.to_arrow_reader(BATCH_ROWS), limits)
        except duckdb.InterruptException as error:
            if told.asked:
                raise StatementCancelled("It was told to end.") from None
            raise StatementTimeout(f"It took longer than {limits.seconds:g} s.") from error
        except duckdb.Error as error:
            # The engine's own words may hold a value of a hidden row: they go no further.
            raise WarehouseUnavailable(f"The engine failed ({type(error).__name__}).") from None
        finally:
            cursor.close()

    def end(self, reference: str) -> None:
        """Nothing runs on that its process does not run."""

    def faults(self) -> tuple[Fault, ...]:
        cursor = self._cursor()
        try:
            return tuple(faults_of_duckdb(cursor, CATALOG))
        except duckdb.Error as error:
            raise WarehouseUnavailable("The engine's settings cannot be read.") from error
        finally:
            cursor.close()

    def wall(self) -> None:
        """An engine without row-level security has no second wall."""

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        version = self.data_version()
        with self._lock:
            if self._connection is None or self._opened != version:
                self._connection = self._open()
                self._opened = version
            cursor = self._connection.cursor()
        cursor.execute(f"USE {CATALOG}")
        return cursor

    def _open(self) -> duckdb.DuckDBPyConnection:
        """A database of its own for each version: one opened by path would be shared by path."""
        settings = SETTINGS | {"memory_limit": self._memory_limit}
        path = str(self._path).replace("'", "''")
        try:
            connection = duckdb.connect(":memory:", config=settings)
            connection.execute(f"ATTACH '{path}' AS {CATALOG} (READ_ONLY)")
            for statement in LOCK:
                connection.execute(statement)
        except duckdb.Error as error:
            raise WarehouseUnavailable("The warehouse file cannot be opened.") from error
        return connection


@contextmanager
def _ended_after(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(reader: pyarrow.RecordBatchReader, limits: Limits) -> Fetched:
    batches: list[pyarrow.RecordBatch] = []
    rows = size = 0
    truncated = False
    for batch in reader:
        room = limits.rows - rows
        truncated = batch.num_rows > room or size + batch.nbytes > limits.size_bytes
        if truncated:
            batches.append(batch.slice(0, room if batch.num_rows > room else 0))
            break
        batches.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
    table = pyarrow.Table.from_batches(batches, reader.schema)
    return Fetched(whole_as_integers(table), truncated)  # sums of integers are HUGEINT
