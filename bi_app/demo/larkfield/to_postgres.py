"""How does the demo retailer's warehouse get into a PostgreSQL database, whole or not at all?

The file that `build` wrote is copied table by table, in large batches, into a schema beside the one
that is served; then the two change names. All of it is one transaction: readers see the old data or
the new, and a load that is cut short leaves nothing.
"""

import io
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import psycopg
import pyarrow
from psycopg import sql
from pyarrow import csv

from bi_app.demo.larkfield.build import SCHEMA as TABLES
from bi_app.demo.larkfield.build import Progress, silent
from bi_app.demo.served import BUILDER, READER, SERVED

COMING, GOING = f"{SERVED}_coming", f"{SERVED}_going"
BATCH_ROWS = 50_000
COPIED = 0.85  # of the whole work, in the progress that is told
WORK_MEMORY = "64MB"  # for a sort or a hash of the reader; the server's own 4 MB would go to disk

# Keys where other tables join, and the grain of the small; the large ones lie in the order of their
# day, so that a few pages tell where each day is.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "calendar": ("date",),
        "stores": ("store_id",),
        "suppliers": ("supplier_id",),
        "products": ("product_id",),
        "customers": ("customer_id",),
        "promotions": ("promotion_id",),
        "store_days": ("date", "store_id"),
        "sales_plan": ("week_start", "store_id", "department"),
    }
)
IN_ORDER_OF: Mapping[str, str] = MappingProxyType(
    {
        "sales_lines": "sold_on",
        "return_lines": "returned_on",
        "inventory_snapshots": "snapshot_on",
        "purchase_order_lines": "ordered_on",
    }
)
PAGES_A_RANGE = 32

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class LoadReport:
    rows: Mapping[str, int]
    version: str
    seconds: float


def load(
    file: Path, host: str, database: str, version: str, *, progress: Progress | None = None
) -> LoadReport:
    """Copy the file's tables; `version` is what the data is known by from then on."""
    began = time.monotonic()
    tell = progress or silent
    _make_database(host, database)
    with duckdb.connect(str(file), read_only=True) as source, _connect(host, database) as target:
        target.execute("SET maintenance_work_mem = '256MB'")
        _drop_what_went(target)  # a load that was killed at its very end left it
        with target.transaction():
            _make_schema(target)
            rows = _copy(source, target, tell)
            _finish(target, version, tell)
            tell("Changing the schemas", 0.98)
            _change_names(target)
        _drop_what_went(target)
    tell("Done", 1.0)
    return LoadReport(rows, version, time.monotonic() - began)


def loaded(host: str, database: str) -> str | None:
    """The version of what the database serves; nothing where there is none."""
    try:
        with _connect(host, database) as connection:
            table = sql.Identifier(SERVED, "aisle_data_version")
            found = connection.execute(sql.SQL("SELECT version FROM {}").format(table)).fetchone()
    except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
        return None
    return None if found is None else str(found[0])


def _connect(host: str, database: str) -> Connection:
    return psycopg.connect(host=host, user="postgres", dbname=database, autocommit=True)


def _make_database(host: str, database: str) -> None:
    """A database of its own, and an account that may do no more than read it."""
    reader, builder = sql.Identifier(READER), sql.Identifier(BUILDER)
    with _connect(host, "postgres") as admin:
        with suppress(psycopg.errors.DuplicateDatabase):
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        with suppress(psycopg.errors.DuplicateObject):
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT 64").format(reader))
        with suppress(psycopg.errors.DuplicateObject):
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT 4").format(builder))
        grant = sql.SQL("GRANT CREATE ON DATABASE {} TO {}")
        admin.execute(grant.format(sql.Identifier(database), builder))
        for name, value in (("default_transaction_read_only", "on"), ("work_mem", WORK_MEMORY)):
            admin.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    reader, sql.Identifier(name), sql.Literal(value)
                )
            )


def _make_schema(target: Connection) -> None:
    coming = sql.Identifier(COMING)
    target.execute(sql.SQL("CREATE SCHEMA {}").format(coming))
    target.execute(sql.SQL("SET LOCAL search_path = {}").format(coming))
    target.execute(TABLES.read_bytes())


def _copy(source: duckdb.DuckDBPyConnection, target: Connection, tell: Progress) -> dict[str, int]:
    sizes = dict(
        source.execute(
            "SELECT table_name, estimated_size FROM duckdb_tables() WHERE schema_name = 'main'"
        ).fetchall()  # a file's rollups stay in it
    )
    whole, done = sum(sizes.values()) or 1, 0
    rows = dict.fromkeys(sizes, 0)
    for table in sorted(sizes, key=sizes.__getitem__):
        command = sql.SQL("COPY {} FROM STDIN (FORMAT csv, FREEZE)").format(sql.Identifier(table))
        batches = source.table(table).to_arrow_reader(BATCH_ROWS)
        with target.cursor().copy(command) as copy:
            for batch in batches:
                copy.write(_text(batch))
                rows[table] += batch.num_rows
                tell(f"Copying {table}", COPIED * (done + rows[table]) / whole)
        done += sizes[table]
    return rows


def _text(batch: pyarrow.RecordBatch) -> bytes:
    """Texts in quotes, so that what is empty is not what is missing."""
    buffer = io.BytesIO()
    csv.write_csv(batch, buffer, csv.WriteOptions(include_header=False))
    return buffer.getvalue()


def _finish(target: Connection, version: str, tell: Progress) -> None:
    """Keys, order, statistics, version, and the right to read."""
    tell("Keys and statistics", COPIED)
    for table, columns in KEYS.items():
        target.execute(
            sql.SQL("ALTER TABLE {} ADD PRIMARY KEY ({})").format(
                sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
            )
        )
    for table, column in IN_ORDER_OF.items():
        target.execute(
            sql.SQL("CREATE INDEX ON {} USING brin ({}) WITH (pages_per_range = {})").format(
                sql.Identifier(table), sql.Identifier(column), sql.Literal(PAGES_A_RANGE)
            )
        )
    target.execute("CREATE TABLE aisle_data_version (version TEXT NOT NULL)")
    target.execute("INSERT INTO aisle_data_version VALUES (%s)", [version])
    for table in (*KEYS, *IN_ORDER_OF):
        target.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
    names = {"schema": sql.Identifier(COMING)}
    readers = sql.SQL(", ").join(map(sql.Identifier, (READER, BUILDER)))
    target.execute(sql.SQL("GRANT USAGE ON SCHEMA {schema} TO {}").format(readers, **names))
    target.execute(
        sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {}").format(readers, **names)
    )


def _drop_what_went(target: Connection) -> None:
    """Waits for the statements that are still on the old tables; new ones are not on them."""
    target.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(GOING)))


def _change_names(target: Connection) -> None:
    """No table is locked by this: statements under way end on what they began with."""
    rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}")
    served = "SELECT FROM pg_namespace WHERE nspname = %s"
    if target.execute(served, [SERVED]).fetchone() is not None:
        target.execute(rename.format(sql.Identifier(SERVED), sql.Identifier(GOING)))
    target.execute(rename.format(sql.Identifier(COMING), sql.Identifier(SERVED)))
