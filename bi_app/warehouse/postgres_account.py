"""What may the account of a PostgreSQL warehouse do there, and how does the data tell its version?

An account that can only read is what makes the database the second lock. Its catalogues may be
closed to it; what cannot be looked up is not held against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from bi_app.warehouse.address import PostgresAddress
from bi_app.warehouse.rollup_tables import record
from bi_app.warehouse.wall.state import read_state
from semantic_layer.errors import WarehouseUnavailable

OUR_RECORD = "audit_entry"  # a table that is in the application's own database and no other

ACCOUNT = """
SELECT current_setting('is_superuser') = 'on',
       EXISTS (
           SELECT FROM pg_class AS c
           WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
             AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
       ) OR has_schema_privilege(n.oid, 'CREATE'),
       EXISTS (
           SELECT FROM pg_class AS c
           WHERE c.relname = %(record)s AND c.relkind IN ('r', 'p')
             AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
       ),
       EXISTS (SELECT FROM pg_class AS c WHERE c.relnamespace = n.oid AND c.relname = %(version)s)
FROM pg_namespace AS n
WHERE n.nspname = %(schema)s
"""

# Moves with every load that the server counts: rows written, tables made, swapped or emptied. On a
# standby, which counts nothing, with every write that it has followed.
COUNTED = """
SELECT md5(coalesce(string_agg(concat_ws(
           ':', c.oid, c.relfilenode, s.n_tup_ins, s.n_tup_upd, s.n_tup_del
       ), ',' ORDER BY c.oid), '') || CASE WHEN pg_is_in_recovery()
       THEN pg_last_wal_replay_lsn()::text ELSE '' END)
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_all_tables AS s ON s.relid = c.oid
WHERE n.nspname = {schema} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
"""


@dataclass(frozen=True, slots=True)
class Account:
    """`knows_its_version`: there is a version table, and so the version is exact.

    `walled`: the database holds the model's policies by itself.
    """

    user: str
    schema: str
    is_superuser: bool
    may_write: bool
    in_our_own_database: bool
    knows_its_version: bool
    walled: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What an operator should change; where it `stops`, no installation starts as it is."""

    matter: str
    hint: str
    stops: bool = False


OUR_OWN_DATABASE = Advice(
    "WAREHOUSE names the application's own database, under an account that can write there.",
    "Name the warehouse's own database, and an account that may only read.",
    stops=True,
)


def account(connection: psycopg.Connection[tuple[Any, ...]], address: PostgresAddress) -> Account:
    """Raises WarehouseUnavailable where there is no such schema."""
    names = {
        "schema": address.schema,
        "record": OUR_RECORD,
        "version": address.version_table,
    }
    try:
        found = connection.execute(ACCOUNT, names).fetchone()
    except psycopg.errors.InsufficientPrivilege:  # its catalogues are closed
        walled = read_state(connection, address.user) is not None
        return Account(address.user, address.schema, False, False, False, True, walled)
    if found is None:
        raise WarehouseUnavailable(
            f"The warehouse has no schema {address.schema!r}, or its account may not see it."
        )
    return Account(address.user, address.schema, *found)


def version_query(address: PostgresAddress, *, from_table: bool) -> bytes:
    """One round trip that gives one text."""
    if from_table:
        table = sql.Identifier(address.schema, address.version_table)
        return sql.SQL("SELECT * FROM {} LIMIT 1").format(table).as_bytes()
    return sql.SQL(COUNTED).format(schema=sql.Literal(address.schema)).as_bytes()


def version_as_text(address: PostgresAddress) -> sql.Composed:
    """What the version table says, inside a statement."""
    table = sql.Identifier(address.schema, address.version_table)
    return sql.SQL("(SELECT * FROM {} LIMIT 1)::text").format(table)


def built_of_this_version(address: PostgresAddress) -> bytes:
    """The rollups of the data as it stands: one round trip, and one state of both tables."""
    rows = sql.SQL(record().sql("postgres"))  # of names that are ours
    same = sql.SQL("{} WHERE data_version = {}").format(rows, version_as_text(address))
    return same.as_bytes()


def advice(found: Account) -> Iterator[Advice]:
    schema = f'"{found.schema}"'
    reader = (
        "CREATE ROLE aisle_reader LOGIN PASSWORD '…';"
        f" GRANT USAGE ON SCHEMA {schema} TO aisle_reader;"
        f" GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO aisle_reader;"
        " ALTER ROLE aisle_reader SET default_transaction_read_only = on;"
        " and name aisle_reader in WAREHOUSE."
    )
    opened = f"The warehouse is opened as {found.user!r}"
    if found.in_our_own_database:
        yield OUR_OWN_DATABASE
    if found.is_superuser:
        yield Advice(f"{opened}, a superuser, whom no grant binds.", reader, stops=True)
    elif found.may_write:
        yield Advice(f"{opened}, who may write there.", reader)
    if not found.walled:
        yield Advice(
            "The warehouse does not hold the model's policies by itself: only the proof of each"
            " statement keeps people apart.",
            "`manage.py harden_warehouse` writes what that takes; see docs/warehouse.md.",
        )
    if not found.knows_its_version:
        yield Advice(
            "The warehouse has no table that tells the version of its data: new data may be seen"
            " some ten seconds late, and what lies behind views of other schemas not at all.",
            f"CREATE TABLE {schema}.aisle_data_version AS SELECT now()::text AS version;"
            " and let each load write a new value there, in the transaction of its data.",
        )
