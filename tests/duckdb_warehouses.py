"""DuckDB in memory, empty, for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

import duckdb

_numbers = count(1)


@contextmanager
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own, in one engine: to start another takes ten times as long."""
    name = f"empty_{next(_numbers)}"
    with _engine().cursor() as connection:
        connection.execute(f"ATTACH ':memory:' AS {name}; USE {name}")
        try:
            yield connection
        finally:
            connection.execute(f"USE memory; DETACH {name}")


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()
