"""Run a statement that each connection has planned once: what every question runs.

Django's own cursors send a text that is planned anew each time, which takes longer than to run it;
so does the making of an INSERT's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Protocol

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

CURSOR: Any = ServerBindingCursor  # the stubs do not tell that it is the driver's


class Rows(Protocol):
    """What a statement gave."""

    rowcount: int

    def fetchone(self) -> tuple[Any, ...] | None: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


@contextmanager
def prepared(statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[Rows]:
    """In the transaction that has begun, if any. Raises Django's DatabaseError."""
    connection.ensure_connection()
    with connection.wrap_database_errors, CURSOR(connection.connection) as cursor:
        cursor.execute(statement, parameters, prepare=True)
        yield cursor


def insert(row: Model) -> None:
    """Write a new row; what the database gives it (its key, defaults) is not read back."""
    given = {field: getattr(row, field.attname) for field in row._meta.local_concrete_fields}
    written = {
        field: value
        for field, value in given.items()
        if not isinstance(value, DatabaseDefault) and not (field.primary_key and value is None)
    }
    statement = _insert(row._meta.db_table, tuple(_column(field) for field in written))
    values = [field.get_db_prep_save(value, connection) for field, value in written.items()]
    with prepared(statement, values):
        pass


@lru_cache(maxsize=64)
def _insert(table: str, columns: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    values = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES ({values})"  # noqa: S608  (the model's own names)


def _column(field: Field[Any, Any]) -> str:
    return str(field.column)
