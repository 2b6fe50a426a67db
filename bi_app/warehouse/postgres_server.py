"""How does a statement run on a PostgreSQL server?

In a transaction that only reads, on a connection that nobody else has meanwhile, as the one
statement that the protocol allows, until its time is over: the server ends it, and where the
server does not, a second connection tells it to. Behind a second wall (see docs/warehouse.md) it
is run under the role and with the sealed members of whoever asks.
"""

import atexit
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Any, cast

import psycopg
import structlog
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool, PoolTimeout

from bi_app.clocks import clock_faults
from bi_app.warehouse.address import PostgresAddress
from bi_app.warehouse.engine import Fetched, Limits, Warrant, prove_warrant
from bi_app.warehouse.faults import Fault
from bi_app.warehouse.postgres_account import (
    OUR_OWN_DATABASE,
    Account,
    account,
    built_of_this_version,
    version_query,
)
from bi_app.warehouse.postgres_values import size_of, table_of
from bi_app.warehouse.rollup_tables import BuiltRollup
from bi_app.warehouse.terms import Cancel
from bi_app.warehouse.wall.rights import Rights
from bi_app.warehouse.wall.seal import taken_on
from bi_app.warehouse.wall.state import State, read_state
from semantic_layer.compile.values import Bound
from semantic_layer.errors import StatementCancelled, StatementTimeout, WarehouseUnavailable

POOL = 8  # the most statements of one process that run at the same time
BATCH_ROWS = 2048
CONNECT_SECONDS = 5
WAIT_SECONDS = 10.0  # for a connection that is free
GRACE_SECONDS = 1.0  # what the server has to end a statement by itself
IDLE_SECONDS = 300.0
READING = ("SELECT", "WITH")  # EXPLAIN and SHOW read too, but what no grant keeps from anybody
LONGEST_NAME = 63
IDLE = TransactionStatus.IDLE
END = """
SELECT pg_cancel_backend(pid) FROM pg_stat_activity
WHERE usename = current_user AND application_name = %s AND pid <> pg_backend_pid()
"""

Connection = psycopg.Connection[tuple[Any, ...]]


class ConnectionLost(WarehouseUnavailable):
    """The server ended the connection while the statement ran."""


class PostgresServer:
    """One process's view of one database: a pool of connections, one transaction a statement."""

    dialect = "postgres"

    def __init__(self, address: PostgresAddress, pool: int = POOL) -> None:
        self._address = address
        self._most = pool
        self._lock = threading.Lock()
        self._pool: ConnectionPool[Connection] | None = None
        self._version_query = b""
        self._knows_its_version = False
        self._walled = False

    def data_version(self) -> str:
        """What the version table says; without one, what the server counts of its tables."""
        with self._lent() as connection:
            try:
                found = connection.execute(self._version_query).fetchone()
            except psycopg.Error as error:
                connection.close()
                raise WarehouseUnavailable(
                    f"The version of the data cannot be read ({type(error).__name__})."
                ) from None
        if found is None or found[0] is None:
            raise WarehouseUnavailable("The version of the data is not there to read.")
        return str(found[0])

    def loaded_at(self) -> datetime | None:
        """Tables do not tell when they were filled."""
        return None

    def rollups(self) -> tuple[BuiltRollup, ...]:
        """Those of the very version that the version table tells: without one there are none."""
        with self._lent() as connection:
            if not self._knows_its_version:
                return ()
            try:
                rows = connection.execute(built_of_this_version(self._address)).fetchall()
            except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
                return ()  # none was ever built for this account
            except psycopg.Error as error:
                connection.close()
                raise WarehouseUnavailable(
                    f"The rollups' record cannot be read ({type(error).__name__})."
                ) from None
        return tuple(BuiltRollup(*row) for row in rows)

    def fetch(
        self,
        text: str,
        parameters: Sequence[Bound],
        limits: Limits,
        warrant: Warrant | None = None,
        cancel: Cancel | None = None,
    ) -> Fetched:
        prove_warrant(warrant, self.dialect, text, parameters)
        if not text.lstrip().upper().startswith(READING):
            raise WarehouseUnavailable("The statement does not begin as one that only reads.")
        rights = None if warrant is None else warrant.rights
        told = cancel or Cancel()
        try:
            return self._fetch(text, parameters, limits, rights, told)
        except ConnectionLost:  # the server was restarted, and nothing has been handed on yet
            return self._fetch(text, parameters, limits, rights, told)

    def _fetch(
        self,
        text: str,
        parameters: Sequence[Bound],
        limits: Limits,
        rights: Rights | None,
        told: Cancel,
    ) -> Fetched:
        with self._lent() as connection:
            clean = False
            try:
                with ended_after(connection, limits.seconds + GRACE_SECONDS) as ended:
                    connection.execute(self._begin(limits.seconds, rights))
                    with told.by(partial(connection.cancel_safe, timeout=CONNECT_SECONDS)):
                        fetched = _read(connection, text, parameters, limits)
                    if not fetched.truncated:
                        connection.execute("ROLLBACK")
                idle = connection.pgconn.transaction_status == IDLE
                clean = idle and not ended.is_set() and not told.asked
            except psycopg.errors.QueryCanceled as error:
                if told.asked:
                    raise StatementCancelled("It was told to end.") from None
                raise StatementTimeout(f"It took longer than {limits.seconds:g} s.") from error
            except psycopg.Error as error:
                # The engine's own words may hold a value of a hidden row: they go no further.
                kind = ConnectionLost if connection.broken else WarehouseUnavailable
                raise kind(f"The engine failed ({type(error).__name__}).") from None
            finally:
                if not clean:
                    connection.close()  # whatever it is in, nobody else gets into it
        return fetched

    def end(self, reference: str) -> None:
        """Whatever this account runs in the name of that request, from whichever connection."""
        with self._lent() as connection, suppress(psycopg.Error):
            connection.execute(END, [_application(reference)])

    def faults(self) -> tuple[Fault, ...]:
        with self._lent() as connection:
            return tuple(clock_faults(lambda: now_on(connection)))

    def wall(self) -> State | None:
        found = self._state()
        if found is not None and not found.get("read_only"):
            self.close()  # a session that began before the wall was put up goes by what was then
            found = self._state()
        self._walled = found is not None
        return found

    def _state(self) -> State | None:
        with self._lent() as connection:
            return read_state(connection, self._address.user)

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        try:
            with self._opened().connection(WAIT_SECONDS) as connection:
                yield connection
        except PoolTimeout as error:
            raise WarehouseUnavailable(
                "The warehouse cannot be reached, or all connections to it are busy."
            ) from error

    def _opened(self) -> "ConnectionPool[Connection]":
        with self._lock:
            if self._pool is None:
                found = inspect(self._address)  # before the first statement of this process
                if found.in_our_own_database:
                    raise WarehouseUnavailable(OUR_OWN_DATABASE.matter)
                self._walled = found.walled
                named = found.knows_its_version
                self._knows_its_version = named
                self._version_query = version_query(self._address, from_table=named)
                self._pool = ConnectionPool(
                    kwargs=connection_fields(self._address),
                    min_size=0,
                    max_size=self._most,
                    open=True,
                    check=ConnectionPool.check_connection,
                    max_idle=IDLE_SECONDS,
                    name="warehouse",
                )
                atexit.register(self._pool.close)
            return self._pool

    def _begin(self, seconds: float, rights: Rights | None) -> bytes:
        """One round trip, for this transaction alone: it ends, and all of it is gone."""
        reference = structlog.contextvars.get_contextvars().get("request", "service")
        settings = {
            "statement_timeout": str(max(1, round(seconds * 1000))),
            "idle_in_transaction_session_timeout": "10s",
            "application_name": _application(reference),
            "timezone": "UTC",
        }
        steps = [
            sql.SQL("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            search_path(self._address),
        ]
        steps += [
            sql.SQL("SET LOCAL {} = {}").format(sql.Identifier(name), sql.Literal(value))
            for name, value in settings.items()
        ]
        if self._walled and rights is not None:
            steps += taken_on(rights, seconds)
        return sql.SQL("; ").join(steps).as_bytes()


def _application(reference: str) -> str:
    """As the server lists who runs something."""
    return f"aisle {reference}"[:LONGEST_NAME]


def inspect(address: PostgresAddress) -> Account:
    """Raises WarehouseUnavailable where it cannot be reached."""
    try:
        with closing(psycopg.connect(**connection_fields(address))) as connection:
            return account(connection, address)
    except psycopg.Error as error:
        raise WarehouseUnavailable(
            f"The warehouse cannot be reached ({type(error).__name__})."
        ) from None


def now_on(connection: Connection) -> float:
    """The server's clock, in seconds of the epoch; raises WarehouseUnavailable."""
    try:
        found = connection.execute("SELECT extract(epoch FROM now())::float8").fetchone()
    except psycopg.Error as error:
        connection.close()
        raise WarehouseUnavailable(
            f"The server's clock cannot be read ({type(error).__name__})."
        ) from None
    return float(found[0]) if found else 0.0


def search_path(address: PostgresAddress) -> sql.Composed:
    """The model's tables in one schema; what a session made for itself shadows none of them."""
    return sql.SQL("SET LOCAL search_path = pg_catalog, {}, pg_temp").format(
        sql.Identifier(address.schema)
    )


def connection_fields(address: PostgresAddress) -> dict[str, Any]:
    """Field by field: no text of the address is read by the driver as a list of options."""
    fields: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": address.user,
        "password": address.password or None,
        "sslmode": address.sslmode,
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 30,
        "application_name": "aisle",
        "autocommit": True,
        "prepare_threshold": None,
    }
    if address.sslrootcert:
        fields["sslrootcert"] = address.sslrootcert
    return fields


@contextmanager
def ended_after(connection: Connection, seconds: float) -> Iterator[threading.Event]:
    """Tell the server over another connection to end what runs; the event says that it was told."""
    told = threading.Event()

    def tell() -> None:
        told.set()
        connection.cancel_safe(timeout=CONNECT_SECONDS)

    timer = threading.Timer(seconds, tell)
    timer.daemon = True
    timer.start()
    try:
        yield told
    finally:
        timer.cancel()
        timer.join()


def _read(
    connection: Connection, text: str, parameters: Sequence[Bound], limits: Limits
) -> Fetched:
    """Rows in chunks as they come. A server's cursor would have its plan made for one core."""
    cursor = psycopg.RawCursor(connection)
    statement, values = text.encode(), list(parameters)
    rows: list[tuple[Any, ...]] = []
    size, truncated = 0, False
    stream = cursor.stream(statement, values, binary=True, size=BATCH_ROWS)
    with closing(cast(Generator[tuple[Any, ...], None, None], stream)) as found:
        for row in found:
            size += size_of(row)
            if len(rows) == limits.rows or size > limits.size_bytes:
                truncated = True
                break
            rows.append(row)
    if cursor.description is None:  # a stream of no rows does not tell its columns
        cursor.execute(b"SELECT * FROM (%b) AS none LIMIT 0" % statement, values)
    return Fetched(table_of(cursor.description or (), rows), truncated)
