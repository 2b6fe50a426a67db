"""What check_sql gives, and what it says where it refuses."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from sqlglot import exp, parse_one

from semantic_layer.check import check_sql, read_profile
from semantic_layer.check.foreign import steps
from semantic_layer.check.foreign.engines import ENGINES
from semantic_layer.check.foreign.prove import prove
from semantic_layer.check.foreign.terms import Terms
from semantic_layer.errors import DefinitionError, UnsafeStatement
from tests.semantic_layer.check.foreign.warehouse import HIDDEN, Warehouse, policy

SQL = "SELECT s.region, COUNT(*) AS stores FROM stores AS s GROUP BY s.region"


@pytest.mark.parametrize("dialect", ENGINES)
def test_it_narrows_every_table_to_what_may_be_read(dialect: str) -> None:
    statement = check_sql(SQL, dialect, policy())

    scan = parse_one(statement.text, dialect=dialect).args["from_"].this
    assert scan.alias == "s"
    assert [column.name for column in scan.this.selects] == ["store_id", "name", "region"]
    assert "North" in scan.this.args["where"].sql()
    assert bool(scan.this.args.get("offset")) is ENGINES[dialect].barrier
    assert statement.tables == {"stores"}


def test_it_wraps_a_table_without_a_filter_too() -> None:
    statement = check_sql("SELECT COUNT(*) FROM customers", "postgres", policy())

    assert 'FROM (SELECT "customers"."customer_id", "customers"."loyalty_tier"' in statement.text
    assert "email" not in statement.text


def test_it_covers_the_text_and_the_policy_by_its_hash() -> None:
    statement = check_sql(SQL, "postgres", policy())
    other = check_sql(SQL, "postgres", replace(policy(), entitlement="another"))

    parts = ("postgres", statement.text, "()", policy().entitlement)
    assert statement.sha256 == hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    assert statement.text == other.text
    assert statement.sha256 != other.sha256


def test_it_sends_no_comment_and_every_name_in_quotes() -> None:
    statement = check_sql("SELECT /* */ region -- x\r\nFROM STORES", "postgres", policy())

    assert statement.text.startswith('SELECT "region" FROM (SELECT "stores"."store_id"')
    assert "--" not in statement.text + statement.readable
    assert "/*" not in statement.text + statement.readable


@pytest.mark.parametrize(
    ("given", "limit"), [("", 100_000), (" LIMIT 7", 7), (" LIMIT 100001", 100_000)]
)
def test_it_ends_every_result(given: str, limit: int) -> None:
    statement = check_sql(SQL + given, "duckdb", policy())

    assert statement.text.endswith(f" LIMIT {limit}")


@pytest.mark.parametrize(
    ("hidden", "absent"),
    [
        ("SELECT email FROM customers", "SELECT phone FROM customers"),
        ("SELECT c.email FROM customers AS c", "SELECT c.phone FROM customers AS c"),
        ("SELECT owner FROM stores", "SELECT older FROM stores"),
        ("SELECT * FROM employees", "SELECT * FROM engineers"),
        ("SELECT * FROM dw.employees", "SELECT * FROM dw.engineers"),
    ],
)
def test_it_says_the_same_of_what_is_hidden_and_of_what_is_not_there(
    hidden: str, absent: str
) -> None:
    said = [_refusal(sql) for sql in (hidden, absent)]

    words = ("email", "phone"), ("owner", "older"), ("employees", "engineers")
    for mine, other in words:
        said[0] = said[0].replace(mine, other)
    assert said[0] == said[1]


def _refusal(sql: str) -> str:
    with pytest.raises(UnsafeStatement) as refused:
        check_sql(sql, "postgres", policy())
    return str(refused.value)


@pytest.mark.parametrize(
    ("dialect", "given"),
    [
        ("mysql", policy()),
        ("", policy()),
        (None, policy()),
        ("postgres", None),
        ("postgres", {}),
        ("postgres", replace(policy(), entitlement="")),
        ("postgres", replace(policy(), tables=())),
    ],
)
def test_it_refuses_without_an_engine_or_a_policy(dialect: Any, given: Any) -> None:
    with pytest.raises(UnsafeStatement):
        check_sql(SQL, dialect, given)


def test_it_refuses_where_anything_fails_within(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError(HIDDEN)

    monkeypatch.setattr(steps, "STEPS", (broken,))

    with pytest.raises(UnsafeStatement, match="KeyError") as refused:
        check_sql(SQL, "postgres", policy())
    assert HIDDEN not in str(refused.value)


# What somebody may have done to the tree before the proof. Each is one change.


def drop_the_filter(scan: exp.Select) -> None:
    scan.set("where", None)


def drop_the_barrier(scan: exp.Select) -> None:
    scan.set("offset", None)


def weaken_the_filter(scan: exp.Select) -> None:
    scan.args["where"].set("this", exp.Or(this=scan.args["where"].this, expression=exp.true()))


def read_another_table(scan: exp.Select) -> None:
    scan.args["from_"].this.set("this", exp.to_identifier("employees"))


def read_another_schema(scan: exp.Select) -> None:
    scan.args["from_"].this.set("db", exp.to_identifier("public"))


def read_a_hidden_column(scan: exp.Select) -> None:
    scan.append("expressions", exp.column("owner", table="stores"))


def read_a_star(scan: exp.Select) -> None:
    scan.set("expressions", [exp.Star()])


def join_more(scan: exp.Select) -> None:
    scan.join("employees", join_type="cross", copy=False)


@pytest.mark.parametrize(
    "change",
    [
        drop_the_filter,
        drop_the_barrier,
        weaken_the_filter,
        read_another_table,
        read_another_schema,
        read_a_hidden_column,
        read_a_star,
        join_more,
    ],
)
def test_it_proves_each_scan_on_the_final_text(change: Any) -> None:
    terms = Terms(ENGINES["postgres"], policy())
    tree = parse_one(check_sql(SQL, "postgres", policy()).text, dialect="postgres")
    assert prove(tree, terms) == {"stores"}

    change(tree.args["from_"].this.this)

    with pytest.raises(UnsafeStatement):
        prove(tree, terms)


# A filter and a question whose cast the engine runs before the filter, where it may.
EARLY = {
    "postgres": (
        "store_id IN (SELECT store_id FROM dw.stores WHERE region = 'North')",
        "SELECT COUNT(*) FROM stores WHERE CAST(name AS INT) > 0",
    ),
    "duckdb": (
        "region = 'North' OR store_id = 1",
        "SELECT COUNT(*) FROM stores AS a JOIN sales AS b ON a.store_id = b.store_id"
        " WHERE a.region LIKE 'x%' OR CAST(a.name AS INT) > 0",
    ),
}


@pytest.mark.parametrize("name", EARLY)
def test_it_computes_nothing_over_a_row_that_may_not_be_seen(
    name: str, warehouses: dict[str, Warehouse]
) -> None:
    rows, sql = EARLY[name]
    tables = {"stores": ["store_id", "name", "region"], "sales": ["store_id"]}
    profile = {"schema": "dw", "tables": tables, "row_filters": {"stores": rows}}
    statement = check_sql(sql, name, read_profile(json.dumps(profile)))

    held = warehouses[name].outcome(statement.text, "full")
    without = warehouses[name].outcome(statement.text.replace(" OFFSET 0", ""), "full")

    assert held.is_like(warehouses[name].outcome(sql, "permitted"))
    assert HIDDEN in without.text


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ('"schema": "DW; DROP"', "schema"),
        ('"row_filters": {"shops": "true"}', "row_filters.shops"),
        ('"row_filters": {"stores": "pg_sleep(1) IS NULL"}', "row_filters.stores"),
        ('"row_filters": {"stores": "area = 1"}', "row_filters.stores"),
        ('"row_filters": {"stores": "store_id IN (SELECT id FROM staff)"}', "row_filters.stores"),
        ('"row_filters": {"stores": "true) OR (true"}', "row_filters.stores"),
        ('"row_filters": {"stores": "true; SELECT 1"}', "row_filters.stores"),
        ('"denied_columns": {"stores": ["owner"]}', "denied_columns.stores"),
        ('"everything": true', "everything"),
        ('"max_depth": 100', "max_depth"),
    ],
)
def test_it_tells_what_is_wrong_with_a_profile(changed: str, key: str) -> None:
    text = f'{{"schema": "dw", "tables": {{"stores": ["store_id", "region"]}}, {changed}}}'

    with pytest.raises(DefinitionError) as told:
        read_profile(text)
    assert key in str(told.value)
