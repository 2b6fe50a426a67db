"""Only a checked statement runs, within its limits, and nobody gets another's rows."""

import dataclasses
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer

import duckdb
import pytest
from pytest_django.fixtures import Settings

from bi_app import sealed
from bi_app.warehouse import gate, self_check
from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.warehouse.engine import Limits
from bi_app.warehouse.faults import Fault
from bi_app.warehouse.results import kept, result_key
from bi_app.warehouse.terms import Cancel
from semantic_layer.access import Asker, Policy
from semantic_layer.check import GovernedTable, SqlPolicy, check_sql
from semantic_layer.check.statement import CheckedStatement, statement_hash
from semantic_layer.errors import (
    StatementCancelled,
    StatementTimeout,
    UnsafeStatement,
    WarehouseUnavailable,
)

pytestmark = pytest.mark.django_db
ROOMY = Limits(seconds=30, rows=1000, size_bytes=10**6)
EVER = "SELECT count(*) FROM range(10000000) AS a, range(100000) AS b"


def write(path: Path, number: int) -> None:
    fresh = path.with_suffix(".new")
    with duckdb.connect(str(fresh)) as connection:
        connection.execute(f"CREATE TABLE sales AS SELECT {number} AS amount FROM range(3)")
    fresh.rename(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write(tmp_path / "warehouse.duckdb", 1)
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def warehouse(file: Path, settings: Settings) -> Path:
    settings.WAREHOUSE = f"duckdb:///{file}"
    sealed.client().flushdb()
    return file


def policy(entitlement: str) -> Policy:
    asker = Asker(1, "anna", frozenset())
    nothing: frozenset[str] = frozenset()
    return Policy(asker, {}, {}, nothing, nothing, nothing, (), entitlement)


def statement(
    text: str, entitlement: str = "e", *parameters: int, dialect: str = "duckdb"
) -> CheckedStatement:
    """A statement as check would make it, without check's proof: this suite is about the gate."""
    made = object.__new__(CheckedStatement)
    fields = {
        "text": text,
        "parameters": parameters,
        "readable": text,
        "dialect": dialect,
        "tables": frozenset({"sales"}),
        "entitlement": entitlement,
        "sha256": statement_hash(dialect, text, parameters, entitlement),
    }
    for field in dataclasses.fields(CheckedStatement):
        if field.name in fields:
            object.__setattr__(made, field.name, fields[field.name])
    return made


SUM = "SELECT sum(amount) AS amount FROM sales"


def test_it_answers_from_the_engine_once_and_then_from_the_cache(warehouse: Path) -> None:
    first = gate.run(statement(SUM), policy("e"))
    again = gate.run(statement(SUM), policy("e"))

    assert first.table.to_pylist() == again.table.to_pylist() == [{"amount": 3}]
    assert (first.cached, again.cached) == (False, True)
    assert first.seconds > 0
    assert again.seconds == 0


def test_it_runs_sql_of_somebody_s_own_for_their_policy_alone(warehouse: Path) -> None:
    sales = GovernedTable("sales", "sales", ("amount",), rows="sales.amount > 0")
    own = SqlPolicy(schema="", tables=(sales,), entitlement="e")

    made = check_sql("SELECT SUM(amount) AS amount FROM sales", "duckdb", own)

    assert gate.run(made, policy("e")).table.to_pylist() == [{"amount": 3}]
    with pytest.raises(UnsafeStatement, match="another policy"):
        gate.run(made, policy("f"))


def test_it_never_shares_a_result_between_entitlements(warehouse: Path) -> None:
    gate.run(statement(SUM, "e"), policy("e"))

    assert not gate.run(statement(SUM, "f"), policy("f")).cached


def test_it_never_shares_a_result_between_parameters(warehouse: Path) -> None:
    text = "SELECT amount + $1 AS amount FROM sales LIMIT 1"
    gate.run(statement(text, "e", 1), policy("e"))

    assert gate.run(statement(text, "e", 2), policy("e")).table.to_pylist() == [{"amount": 3}]


def test_it_reads_a_changed_cache_value_as_absent(warehouse: Path) -> None:
    gate.run(statement(SUM), policy("e"))
    key = result_key(statement(SUM), gate.data_version())
    value = sealed.client().get(key)

    sealed.client().set(key, value[:-8] + bytes(8))

    assert kept(key) is None
    assert not gate.run(statement(SUM), policy("e")).cached


def test_it_answers_without_redis(warehouse: Path, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()
    try:
        assert gate.run(statement(SUM), policy("e")).table.to_pylist() == [{"amount": 3}]
    finally:
        sealed.try_again()


def test_it_sees_new_data_at_once(warehouse: Path) -> None:
    before = gate.run(statement(SUM), policy("e"))

    write(warehouse, 2)

    after = gate.run(statement(SUM), policy("e"))
    assert after.table.to_pylist() == [{"amount": 6}]
    assert after.data_version != before.data_version


@pytest.mark.parametrize(
    "given",
    [
        SUM,
        statement(SUM, "another entitlement"),
        statement(SUM, dialect="postgres"),
    ],
    ids=["text", "another policy", "another dialect"],
)
def test_it_runs_nothing_else(warehouse: Path, given: CheckedStatement) -> None:
    with pytest.raises(UnsafeStatement):
        gate.run(given, policy("e"))


def test_no_other_text_than_the_proved_one_reaches_the_driver(warehouse: Path) -> None:
    given = statement(SUM)
    object.__setattr__(given, "text", "SELECT max(amount) AS amount FROM sales")

    with pytest.raises(UnsafeStatement, match="not the one that was proved"):
        gate.run(given, policy("e"))


def test_it_gives_no_kept_row_either_while_the_warehouse_is_not_trusted(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.run(statement(SUM), policy("e"))
    self_check.forget()
    with monkeypatch.context() as patched:
        patched.setattr(self_check, "look", lambda: (Fault("setting_open", "It is open."),))
        with pytest.raises(self_check.NotTrusted, match="setting_open"):
            gate.run(statement(SUM), policy("e"))
    self_check.forget()

    assert gate.run(statement(SUM), policy("e")).cached


def test_it_ends_a_statement_that_is_told_to_end(file: Path) -> None:
    cancel = Cancel()
    started = time.monotonic()

    teller = Timer(0.3, cancel.ask)
    teller.start()
    with pytest.raises(StatementCancelled):
        DuckdbFile(file).fetch(EVER, (), ROOMY, cancel=cancel)

    teller.join()
    assert time.monotonic() - started < 10


def test_it_ends_a_statement_at_its_time(file: Path) -> None:
    started = time.monotonic()

    with pytest.raises(StatementTimeout):
        DuckdbFile(file).fetch(EVER, (), Limits(0.2, 10, 10**6))
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("limits", [Limits(30, 10, 10**9), Limits(30, 10**9, 100_000)])
def test_it_cuts_what_is_too_much_and_says_so(file: Path, limits: Limits) -> None:
    fetched = DuckdbFile(file).fetch("SELECT * FROM range(1000000)", (), limits)

    assert fetched.truncated
    assert fetched.table.num_rows <= limits.rows
    assert fetched.table.nbytes <= limits.size_bytes


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE t (i INT)",
        "CREATE VIEW v AS SELECT 1",
        "INSERT INTO sales SELECT * FROM sales",
        "UPDATE sales SET amount = 0",
        "DELETE FROM sales",
        "ALTER TABLE sales ADD COLUMN i INT",
        "DROP TABLE sales",
        "COPY sales TO 'leaked.csv'",
        "COPY sales TO '.tmp/leaked.csv'",
        "COPY sales FROM 'leaked.csv'",
        "EXPORT DATABASE 'leaked'",
        "IMPORT DATABASE 'leaked'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_blob('.tmp/leaked')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'https://127.0.0.1/x.csv'",
        "ATTACH 'other.duckdb'",
        "ATTACH ':memory:' AS other; ATTACH 'other.duckdb' AS o",
        "DETACH warehouse",
        "INSTALL httpfs",
        "FORCE INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '/tmp/evil.duckdb_extension'",
        "CREATE SECRET s (TYPE s3)",
        "CREATE PERSISTENT SECRET s (TYPE s3)",
        "SET lock_configuration = false",
        "SET enable_external_access = true",
        "SET GLOBAL memory_limit = '900GB'",
        "SET temp_directory = '/tmp'",
        "RESET memory_limit",
        "PRAGMA memory_limit = '900GB'",
        "SELECT getenv('HOME')",
    ],
)
def test_it_opens_the_file_to_read_only(file: Path, attempt: str) -> None:
    with pytest.raises(WarehouseUnavailable):
        DuckdbFile(file).fetch(attempt, (), ROOMY)
    assert not Path("leaked.csv").exists()


def test_it_leaves_nothing_of_a_statement_to_the_next(file: Path) -> None:
    engine = DuckdbFile(file)
    for each in (
        "CREATE TEMP TABLE sales AS SELECT 99 AS amount",
        "CREATE TEMP MACRO sum(x) AS 99",
        "CREATE TABLE memory.main.sales AS SELECT 99 AS amount",
        "CREATE MACRO memory.main.sum(x) AS 99",
        "SET VARIABLE amount = 99",
        "USE memory",
    ):
        with suppress(WarehouseUnavailable):
            engine.fetch(each, (), ROOMY)

    assert engine.fetch(SUM, (), ROOMY).table.to_pylist() == [{"amount": 3}]


def test_it_repeats_no_word_of_the_engine(file: Path) -> None:
    with pytest.raises(WarehouseUnavailable) as raised:
        DuckdbFile(file).fetch("SELECT CAST('secret501' AS INTEGER)", (), ROOMY)

    assert "secret501" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_it_says_that_the_warehouse_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WarehouseUnavailable, match="missing"):
        DuckdbFile(tmp_path / "none.duckdb").fetch("SELECT 1", (), ROOMY)
