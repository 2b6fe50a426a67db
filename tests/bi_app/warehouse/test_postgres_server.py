"""A PostgreSQL warehouse is read, within limits, on connections that nobody spoils for others."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from threading import Timer
from typing import Any

import psycopg
import pyarrow
import pytest
import structlog
from django.db import connection

from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.engine import Fetched, Limits
from bi_app.warehouse.postgres_server import POOL, PostgresServer, ended_after
from bi_app.warehouse.terms import Cancel
from semantic_layer.errors import StatementCancelled, StatementTimeout, WarehouseUnavailable
from tests.postgres_warehouses import READER, address, connect, database, server

ROOMY = Limits(seconds=30, rows=1000, size_bytes=10**6)
EVER = "SELECT count(*) FROM generate_series(1, 1000000000) AS a"
ROWS = f"""
CREATE TABLE sales (id INTEGER, day DATE, at TIMESTAMP, item VARCHAR, amount NUMERIC(12, 2),
                    quantity INTEGER, share DOUBLE PRECISION, own BOOLEAN);
INSERT INTO sales VALUES
  (1, '2026-03-01', '2026-03-01 10:00', 'Pear', 2.50, 2, 0.5, true),
  (2, '2026-03-02', '2026-03-02 11:30', NULL, 10.00, 3, NULL, false);
GRANT SELECT ON sales TO {READER};
"""


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    with database("shop") as name:
        with connect(name) as admin:
            admin.execute(ROWS.encode())
        yield name


def opened(name: str, user: str = READER) -> PostgresServer:
    found = read_address(address(name, user))
    assert isinstance(found, PostgresAddress)
    return PostgresServer(found)


@pytest.fixture
def engine(shop: str) -> Iterator[PostgresServer]:
    found = opened(shop)
    yield found
    found.close()


@pytest.fixture
def owner(shop: str) -> Iterator[PostgresServer]:
    """The same under an account that no grant binds: what is left is the session's own locks."""
    found = opened(shop, server()["user"])
    yield found
    found.close()


OPENED = """SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'aisle%'"""


def one(engine: PostgresServer, text: str, *parameters: Any) -> Any:
    return engine.fetch(text, parameters, ROOMY).table.column(0)[0].as_py()


def test_it_gives_columns_of_the_kinds_that_other_engines_give(engine: PostgresServer) -> None:
    table = engine.fetch("SELECT * FROM sales ORDER BY id", (), ROOMY).table

    assert [str(field.type) for field in table.schema] == [
        "int32",
        "date32[day]",
        "timestamp[us]",
        "string",
        "decimal128(12, 2)",
        "int32",
        "double",
        "bool",
    ]
    assert table.to_pylist()[0] == {
        "id": 1,
        "day": date(2026, 3, 1),
        "at": datetime(2026, 3, 1, 10),
        "item": "Pear",
        "amount": Decimal("2.50"),
        "quantity": 2,
        "share": 0.5,
        "own": True,
    }


def test_it_keeps_sums_exact_and_whole_ones_whole(engine: PostgresServer) -> None:
    text = (
        "SELECT sum(amount) AS a, sum(quantity) AS q, sum(CAST(quantity AS BIGINT)) AS b FROM sales"
    )

    table = engine.fetch(text, (), ROOMY).table

    assert table.to_pylist() == [{"a": Decimal("12.50"), "q": 5, "b": 5}]
    assert [str(field.type) for field in table.schema] == ["decimal128(38, 2)", "int64", "int64"]


@pytest.mark.parametrize(
    ("expression", "value", "kind"),
    [
        ("CAST(1 AS NUMERIC) / 3", Decimal("0.33333333333333333333"), "decimal128(38, 20)"),
        ("CAST(9223372036854775808 AS NUMERIC)", Decimal(2**63), "decimal128(38, 0)"),
        ("CAST(1e40 AS NUMERIC)", 1e40, "double"),
        ("CAST('Infinity' AS NUMERIC)", float("inf"), "double"),
        ("CAST('{\"a\": 1}' AS JSONB)", "{'a': 1}", "string"),
        ("TIMESTAMP '2026-03-01 10:00'", datetime(2026, 3, 1, 10), "timestamp[us]"),
    ],
)
def test_it_reads_whatever_kind_of_value(
    engine: PostgresServer, expression: str, value: object, kind: str
) -> None:
    table = engine.fetch(f"SELECT {expression} AS a", (), ROOMY).table

    assert (table.to_pylist(), str(table.schema.field("a").type)) == ([{"a": value}], kind)


def test_it_binds_numbered_parameters_on_the_server(engine: PostgresServer) -> None:
    text = (
        "SELECT id FROM sales WHERE day >= $1 AND (item = $2 OR amount > $3) ORDER BY id LIMIT $4"
    )

    found = engine.fetch(text, (date(2026, 3, 1), "'; DROP TABLE sales --", 2.0, 1), ROOMY)

    assert found.table.to_pylist() == [{"id": 1}]


def test_it_knows_the_columns_of_no_rows(engine: PostgresServer) -> None:
    table = engine.fetch("SELECT id, item FROM sales WHERE id > $1", (7,), ROOMY).table

    assert (table.num_rows, table.column_names) == (0, ["id", "item"])
    assert table.schema.field("item").type == pyarrow.string()


def test_it_ends_a_statement_at_its_time(engine: PostgresServer) -> None:
    started = time.monotonic()

    with pytest.raises(StatementTimeout):
        engine.fetch(EVER, (), Limits(0.2, 10, 10**6))
    assert time.monotonic() - started < 5
    assert one(engine, "SELECT 1") == 1


RUNNING = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND state = 'active'
             AND query LIKE '%%' || %s || '%%' AND pid <> pg_backend_pid()"""


def runs(shop: str, text: str) -> bool:
    with connect(shop) as admin:
        return bool(admin.execute(RUNNING.encode(), [text[:40]]).fetchall()[0][0])


@pytest.mark.parametrize("by", ["whoever runs it", "another process"])
def test_what_is_told_to_end_runs_at_the_server_no_more(
    engine: PostgresServer, shop: str, by: str
) -> None:
    cancel = Cancel()
    other = opened(shop)

    def tell() -> None:
        assert runs(shop, EVER)
        cancel.asked = True
        cancel.ask() if by == "whoever runs it" else other.end("service")

    teller = Timer(0.5, tell)
    teller.start()
    with pytest.raises(StatementCancelled):
        engine.fetch(EVER, (), ROOMY, cancel=cancel)
    teller.join()
    other.close()

    assert not runs(shop, EVER)
    assert one(engine, "SELECT 1") == 1


def test_it_ends_from_outside_what_the_server_does_not(shop: str) -> None:
    with connect(shop) as connection, ended_after(connection, 0.2) as ended:
        with pytest.raises(psycopg.errors.QueryCanceled):
            connection.execute("SELECT pg_sleep(30)")

        assert ended.is_set()


@pytest.mark.parametrize("limits", [Limits(30, 10, 10**9), Limits(30, 10**9, 100_000)])
def test_it_cuts_what_is_too_much_and_says_so(engine: PostgresServer, limits: Limits) -> None:
    started = time.monotonic()

    fetched = engine.fetch("SELECT i FROM generate_series(1, 3000000) AS s(i)", (), limits)

    assert fetched.truncated
    assert 0 < fetched.table.num_rows <= limits.rows
    assert fetched.table.nbytes <= limits.size_bytes
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE stolen (i INT)",
        "DELETE FROM sales",
        "WITH gone AS (DELETE FROM sales RETURNING id) SELECT id FROM gone",
        "SELECT 1; DELETE FROM sales",
        "COMMIT",
        "COMMIT; DELETE FROM sales",
        "COPY sales TO STDOUT",
        "COPY sales FROM STDIN",
        "SET statement_timeout = 0",
        "SET transaction_read_only = off",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "BEGIN READ WRITE",
        "LISTEN news",
        "SELECT id INTO stolen FROM sales",
        "SELECT id FROM sales FOR UPDATE",
        "",
    ],
)
def test_it_only_reads_whoever_it_is(owner: PostgresServer, attempt: str) -> None:
    with pytest.raises(WarehouseUnavailable):
        owner.fetch(attempt, (), ROOMY)

    assert one(owner, "SELECT count(*) FROM sales") == 2
    assert one(owner, "SELECT current_setting('transaction_read_only')") == "on"
    assert one(owner, "SELECT current_setting('statement_timeout')") == "30s"
    assert one(owner, "SELECT count(*) FROM pg_class WHERE relname = 'stolen'") == 0


def test_it_leaves_nothing_of_a_statement_to_the_next(owner: PostgresServer) -> None:
    text = (
        "SELECT set_config('search_path', 'elsewhere', $1), set_config('role', 'nobody_else', $1)"
    )

    with pytest.raises(WarehouseUnavailable):
        owner.fetch(text, (False,), ROOMY)
    one(owner, "SELECT set_config('search_path', 'elsewhere', false)")

    path = one(owner, "SELECT current_setting('search_path')")
    assert path == "pg_catalog, public, pg_temp"


def test_it_repeats_no_word_of_the_engine(engine: PostgresServer) -> None:
    with pytest.raises(WarehouseUnavailable) as raised:
        engine.fetch("SELECT CAST('secret501' AS INTEGER)", (), ROOMY)

    assert "secret501" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_it_tells_the_server_which_request_a_statement_is_of(engine: PostgresServer) -> None:
    with structlog.contextvars.bound_contextvars(request="4f0c"):
        assert one(engine, "SELECT current_setting('application_name')") == "aisle 4f0c"


def test_it_goes_on_after_the_server_lost_a_connection(engine: PostgresServer, shop: str) -> None:
    number = one(engine, "SELECT pg_backend_pid()")

    with connect(shop) as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [number])

    assert one(engine, "SELECT pg_backend_pid()") != number


SLOWLY = "SELECT count(*) AS n FROM sales, LATERAL (SELECT pg_sleep(0.4)) AS s"


def killed(shop: str, times: int) -> None:
    """End the connection that the slow statement runs on, as a restart of the server does."""
    find = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND query LIKE %s AND pid <> %s"
    with connect(shop) as admin:
        own = admin.info.backend_pid
        for _ in range(times):
            until = time.monotonic() + 20
            while not (found := admin.execute(find, [shop, "%pg_sleep(0.4)%", own]).fetchall()):
                assert time.monotonic() < until
                time.sleep(0.01)
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", found[0])


@pytest.mark.parametrize(("times", "answered"), [(1, True), (2, False)])
def test_it_asks_once_more_where_the_server_goes_away_meanwhile(
    owner: PostgresServer, shop: str, times: int, answered: bool
) -> None:
    with ThreadPoolExecutor(1) as thread:
        end = thread.submit(killed, shop, times)
        try:
            assert one(owner, SLOWLY) == 2
            assert answered
        except WarehouseUnavailable:
            assert not answered
        end.result()

    assert one(owner, "SELECT count(*) FROM sales") == 2


def test_it_answers_many_on_few_connections(engine: PostgresServer, shop: str) -> None:
    most = 0
    over = threading.Event()

    def look() -> None:
        nonlocal most
        with connect(shop) as admin:
            while not over.wait(0.02):
                row = admin.execute(OPENED).fetchone()
                most = max(most, row[0] if row else 0)

    watcher = threading.Thread(target=look)
    watcher.start()
    with ThreadPoolExecutor(20) as threads:
        found = list(
            threads.map(lambda n: one(engine, "SELECT $1 + 0, pg_sleep(0.1)", n), range(40))
        )
    over.set()
    watcher.join()

    assert found == list(range(40))
    assert 1 < most <= POOL


def test_it_says_that_the_warehouse_cannot_be_reached() -> None:
    away = opened("no_such_database")

    with pytest.raises(WarehouseUnavailable, match="cannot be reached"):
        away.fetch("SELECT 1", (), ROOMY)
    with pytest.raises(WarehouseUnavailable, match="cannot be reached"):
        away.data_version()


@pytest.mark.django_db
def test_it_never_opens_the_application_s_own_database_with_an_account_that_can_write() -> None:
    own = opened(str(connection.settings_dict["NAME"]), server()["user"])

    with pytest.raises(WarehouseUnavailable, match="application's own database"):
        own.fetch("SELECT 1", (), ROOMY)


def test_it_takes_the_version_that_the_load_writes(shop: str) -> None:
    with connect(shop) as admin:
        admin.execute("CREATE TABLE aisle_data_version AS SELECT 'first' AS version")
        admin.execute(f"GRANT SELECT ON aisle_data_version TO {READER}".encode())
        engine = opened(shop)
        before = engine.data_version()
        admin.execute("UPDATE aisle_data_version SET version = 'second'")
        after = engine.data_version()
        admin.execute("DROP TABLE aisle_data_version")
    engine.close()

    assert (before, after) == ("first", "second")


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO counted VALUES (2)",
        "UPDATE counted SET id = 3",
        "TRUNCATE counted",
        "DROP TABLE counted; CREATE TABLE counted AS SELECT 1 AS id",
        "ALTER TABLE counted RENAME TO old; CREATE TABLE counted AS SELECT 1 AS id",
    ],
)
def test_it_finds_a_version_where_no_load_writes_one(change: str) -> None:
    with database("plain") as name:
        with connect(name) as admin:
            admin.execute("CREATE TABLE counted AS SELECT 1 AS id")
            admin.execute("SELECT pg_stat_force_next_flush()")
        engine = opened(name)
        before = engine.data_version()
        with connect(name) as admin:
            admin.execute(change.encode())
            admin.execute("SELECT pg_stat_force_next_flush()")
        deadline = time.monotonic() + 15
        while engine.data_version() == before and time.monotonic() < deadline:
            time.sleep(0.05)
        after = engine.data_version()
        engine.close()

    assert after != before


def test_it_fetches_as_much_as_it_may(engine: PostgresServer) -> None:
    fetched: Fetched = engine.fetch(
        "SELECT i FROM generate_series(1, 1000) AS s(i)", (), Limits(30, 1000, 10**6)
    )

    assert (fetched.table.num_rows, fetched.truncated) == (1000, False)
