"""Databases of their own, on the PostgreSQL that the suite runs on, to serve as warehouses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import psycopg
from django.conf import settings
from psycopg import sql

KINDS = {"HUGEINT": "NUMERIC", "DOUBLE": "DOUBLE PRECISION"}
READER = "warehouse_reader"


def server() -> dict[str, Any]:
    given = settings.DATABASES["default"]
    return {"host": given["HOST"], "port": given["PORT"] or 5432, "user": given["USER"]}


def connect(database: str) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(**server(), dbname=database, autocommit=True)


def address(database: str, user: str = READER, schema: str = "public") -> str:
    host, port = quote(server()["host"], safe=""), server()["port"]
    return f"postgresql://{user}@:{port}/{database}?host={host}&schema={schema}"


def copy(file: Path, database: str) -> None:
    """The tables of a DuckDB file, in the order of their rows, with nothing declared on them."""
    columns = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?"
    with duckdb.connect(str(file), read_only=True) as source, connect(database) as target:
        for (table,) in source.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            shape = ", ".join(
                f'"{name}" {KINDS.get(kind, kind)}'
                for name, kind in source.execute(columns, [table]).fetchall()
            )
            target.execute(f'CREATE TABLE "{table}" ({shape})'.encode())
            target.execute(f'GRANT SELECT ON "{table}" TO {READER}'.encode())
            with target.cursor().copy(f'COPY "{table}" FROM STDIN'.encode()) as rows:
                for row in source.table(table).fetchall():
                    rows.write_row(row)


@contextmanager
def database(name: str) -> Iterator[str]:
    """An empty database for this process, and an account on the server that owns nothing in it."""
    own = f"{name}_{os.getpid()}"
    with connect("postgres") as admin:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(own))
        admin.execute(drop)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(own)))
        there = (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation)
        with suppress(*there):  # accounts are the server's: another worker may come first
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(READER)))
        yield own
        admin.execute(drop)
