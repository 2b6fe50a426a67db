"""How are rollups written into a PostgreSQL warehouse, whose reader may only read?

Under an account of their own, in one transaction: it reads one state of the data with its version,
fills new tables, and puts them in the place of the old ones at its end.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg
from psycopg import sql
from sqlglot import exp

from bi_app.warehouse.address import PostgresAddress
from bi_app.warehouse.postgres_account import version_as_text
from bi_app.warehouse.postgres_server import Connection, connection_fields
from bi_app.warehouse.rollup_tables import RECORD, filled, removed
from bi_app.warehouse.rollup_writer import RollupsNotBuilt
from bi_app.warehouse.wall.groups import Group
from bi_app.warehouse.wall.tables import around_a_rollup
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.rollups import SCHEMA

COMING = "_coming"  # no rollup can be called so
WAIT = "30s"  # for the statements that still read the table that goes
ADVICE = (
    "The warehouse has no table that tells the version of its data, so nobody would know when a"
    " rollup is out of date: see docs/settings.md for `version_table`."
)


@dataclass(frozen=True, slots=True)
class Walled:
    """What a rollup gets where the database holds the model's policies by itself."""

    index: ModelIndex
    groups: tuple[Group, ...]

    def around(self, name: str, table: sql.Identifier) -> Iterator[sql.Composed]:
        return around_a_rollup(name, table, self.groups, self.index)


class PostgresWriter:
    """One transaction of the builder's account."""

    dialect = "postgres"

    def __init__(
        self, connection: Connection, data_version: str, reader: str, walled: Walled | None
    ) -> None:
        self._connection = connection
        self._reader = sql.Identifier(reader)
        self._walled = walled
        self.data_version = data_version

    def run(self, text: str) -> Sequence[tuple[Any, ...]]:
        cursor = self._connection.execute(text.encode())
        return cursor.fetchall() if cursor.description else ()

    def replace(self, name: str, rows: exp.Select) -> str:
        """The table that is read is gone for the last moment only."""
        text = filled(COMING, rows).sql(self.dialect)
        self.run(text)
        coming = sql.Identifier(SCHEMA, COMING)
        self._execute("ANALYZE {}", coming)
        if self._walled is None:
            self._execute("GRANT SELECT ON {} TO {reader}", coming)
        else:
            for statement in self._walled.around(name, coming):
                self._connection.execute(statement)
        self.run(removed(name).sql(self.dialect))
        self._execute(
            "ALTER TABLE {} RENAME TO {}", sql.Identifier(SCHEMA, COMING), sql.Identifier(name)
        )
        return text

    def open_to_reader(self) -> None:
        """Behind a second wall the account reads the record, and its roles the rollups."""
        schema, kept = sql.Identifier(SCHEMA), sql.Identifier(SCHEMA, RECORD)
        self._execute("GRANT USAGE ON SCHEMA {} TO {reader}", schema)
        self._execute("GRANT SELECT ON {} TO {reader}", kept)
        if self._walled is None:
            self._execute("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {reader}", schema)
            return
        for group in self._walled.groups:
            self._execute("GRANT USAGE ON SCHEMA {} TO {}", schema, sql.Identifier(group.name))

    def _execute(self, statement: str, *names: sql.Identifier) -> None:
        self._connection.execute(sql.SQL(statement).format(*names, reader=self._reader))


@contextmanager
def writing(
    builder: PostgresAddress, warehouse: PostgresAddress, walled: Walled
) -> Iterator[PostgresWriter]:
    """Raises RollupsNotBuilt; then nothing was changed. `walled` counts where a wall stands."""
    try:
        with (
            closing(psycopg.connect(**connection_fields(builder))) as connection,
            connection.transaction(),
        ):
            _begin(connection, warehouse)
            version = _version(connection, warehouse)
            wall = _standing(walled, connection)
            writer = PostgresWriter(connection, version, warehouse.user, wall)
            yield writer
            writer.open_to_reader()
    except psycopg.Error as error:
        raise RollupsNotBuilt(f"The engine failed ({type(error).__name__}).") from error


def _standing(walled: Walled, connection: Connection) -> Walled | None:
    """For the roles that are there already; nothing where no wall stands."""
    found = connection.execute("SELECT to_regnamespace('aisle_wall') IS NOT NULL").fetchone()
    if found is None or not found[0]:
        return None
    there = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    return replace(walled, groups=tuple(each for each in walled.groups if each.name in there))


def _begin(connection: Connection, warehouse: PostgresAddress) -> None:
    path = sql.SQL("SET LOCAL search_path = pg_catalog, {}, pg_temp")
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    connection.execute(path.format(sql.Identifier(warehouse.schema)))
    connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(WAIT)))


def _version(connection: Connection, warehouse: PostgresAddress) -> str:
    try:
        found = connection.execute(
            sql.SQL("SELECT {}").format(version_as_text(warehouse))
        ).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise RollupsNotBuilt(ADVICE) from error
    if found is None or found[0] is None:
        raise RollupsNotBuilt(ADVICE)
    return str(found[0])
