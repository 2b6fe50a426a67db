"""With the first wall away the database still shows nobody more than their policy does.

Statements go straight to the engine here, under somebody's rights: what no compile, secure or check
has seen is all that an attack could get through them.
"""

from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from bi_app.warehouse.engine import Limits, Warrant
from bi_app.warehouse.postgres_server import PostgresServer
from bi_app.warehouse.wall.rights import Rights, rights_of
from bi_app.warehouse.wall.seal import sealed
from semantic_layer.access import Asker, policy_for
from semantic_layer.check.statement import statement_hash
from semantic_layer.errors import UnsafeStatement, WarehouseUnavailable
from tests.semantic_layer.answers import larkfield_as, larkfield_index
from tests.walls import postgres, warrant

ROOMY = Limits(seconds=30, rows=100_000, size_bytes=10**8)
REGION = "(SELECT region FROM stores s WHERE s.store_id = sales_lines.store_id)"
DEPARTMENT = "(SELECT department FROM products p WHERE p.product_id = sales_lines.product_id)"
PERMITTED = {
    "elena.exec": "true",
    "sam.southwest": f"{REGION} IN ('Southwest', 'West')",
    "mara.merch": f"{DEPARTMENT} IN ('Women''s', 'Accessories')",
}


def fetched(engine: PostgresServer, who: str, text: str) -> list[tuple[Any, ...]]:
    policy = larkfield_as(who).policy
    table = engine.fetch(text, (), ROOMY, warrant(policy, text)).table
    return [tuple(row.values()) for row in table.to_pylist()]


@pytest.mark.parametrize("who", PERMITTED)
def test_it_shows_exactly_the_permitted_rows(
    engine: PostgresServer, larkfield: Path, who: str
) -> None:
    text = "SELECT count(*) AS lines, sum(net_amount) AS net FROM sales_lines"
    with duckdb.connect(str(larkfield), read_only=True) as whole:
        expected = whole.execute(f"{text} WHERE {PERMITTED[who]}").fetchall()
        everything = whole.execute(text).fetchall()

    assert fetched(engine, who, text) == expected
    assert (expected == everything) == (who == "elena.exec")


ROUNDABOUT = [
    "SELECT DISTINCT region FROM stores",
    "SELECT region FROM stores WHERE true OR store_id > 0",
    "SELECT s.region FROM stores AS s LEFT JOIN sales_lines AS l ON true LIMIT 100000",
    "WITH stores AS (SELECT * FROM larkfield.stores) SELECT region FROM stores",
    "SELECT region FROM larkfield.stores UNION ALL SELECT region FROM stores",
    "SELECT (stores).region FROM stores",
    "SELECT to_jsonb(s) ->> 'region' AS region FROM stores AS s",
    "SELECT (SELECT max(region) FROM stores) AS region",
    "SELECT s.region FROM stores AS s, LATERAL (SELECT region FROM stores) AS other",
    "SELECT region FROM stores WHERE CASE WHEN region = 'West' THEN true ELSE 1/0 = 1 END",
    "SELECT region FROM stores TABLESAMPLE SYSTEM (100)",
    "TABLE stores",
]


@pytest.mark.parametrize("text", ROUNDABOUT)
def test_it_shows_no_hidden_row_however_it_is_asked_for(engine: PostgresServer, text: str) -> None:
    try:
        rows = fetched(engine, "sam.southwest", text)
    except WarehouseUnavailable:
        return  # an error shows nothing either
    shown = {str(cell) for row in rows for cell in row}
    assert shown & {"Southwest", "West"}
    assert not shown & {"Northeast", "Southeast", "Midwest", "Pacific Northwest"}


HIDDEN = {
    "sam.southwest": ["cost_amount FROM sales_lines", "unit_cost FROM products"],
    "mara.merch": ["labor_cost FROM store_days"],
    "elena.exec": ["full_name FROM customers", "email FROM customers"],
}
WHOLE_ROWS = [
    "SELECT * FROM {table}",
    "SELECT {table}::text AS t FROM {table}",
    "SELECT to_jsonb(x) AS t FROM {table} AS x",
    "SELECT count({column}) AS t FROM {table}",
    "SELECT 1 AS t FROM {table} ORDER BY {column} LIMIT 1",
    "SELECT 1 AS t FROM {table} WHERE {column} IS NULL",
    "SELECT max(y.{column}) AS t FROM {table} AS x JOIN {table} AS y USING ({column})",
    "SELECT a.c AS t FROM (SELECT {column} AS c FROM {table}) AS a",
]


@pytest.mark.parametrize("form", WHOLE_ROWS)
@pytest.mark.parametrize(
    ("who", "hidden"), [(who, each) for who, own in HIDDEN.items() for each in own]
)
def test_it_shows_no_hidden_column(
    engine: PostgresServer, who: str, hidden: str, form: str
) -> None:
    column, _, table = hidden.split()

    with pytest.raises(WarehouseUnavailable, match="InsufficientPrivilege"):
        fetched(engine, who, form.format(column=column, table=table))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT relname FROM pg_catalog.pg_class",
        "SELECT table_name FROM information_schema.tables",
        "SELECT most_common_vals FROM pg_stats",
        "SELECT rolname FROM pg_roles",
        "SELECT query FROM pg_stat_activity",
        "SELECT setting FROM pg_settings",
        "SELECT prosrc FROM pg_proc",
        "SELECT qual FROM pg_policies",
        "SELECT relname FROM pg_stat_user_tables",
        "SELECT * FROM aisle_wall.key",
        "SELECT * FROM aisle_wall.built",
        "SELECT version FROM aisle_data_version",
        "SELECT aisle_wall.context('x')",
        "SELECT aisle_wall.state('x')",
        "SELECT set_config('aisle.context', '{}', true)",
        "SELECT current_setting('aisle.seal')",
        "SELECT set_config('role', 'none', true)",
        "SELECT pg_sleep(5)",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_notify('a', 'b')",
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT database_to_xml(true, true, '')",
        "SELECT lo_create(0)",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_get_viewdef('pg_stats'::regclass)",
        "SELECT has_table_privilege('larkfield.customers', 'SELECT')",
        "SELECT to_regclass('larkfield.customers')",
        "SELECT version()",
        "SELECT repeat('x', 100000000)",
        "SELECT pg_backend_pid()",
        "SELECT nextval('x')",
        "CREATE TEMP TABLE stores AS SELECT 1 AS store_id",
        "CREATE TABLE larkfield.stolen (i INT)",
        "DELETE FROM sales_lines",
        "COPY stores TO STDOUT",
        "UPDATE pg_settings SET setting = 'off' WHERE name = 'row_security'",
        "EXPLAIN SELECT region FROM stores",
        "EXPLAIN ANALYZE SELECT region FROM stores",
        "SHOW aisle.seal",
        "SHOW ALL",
        "/* */ EXPLAIN SELECT region FROM stores",
        "RESET ROLE",
        "SET ROLE NONE",
        "SET row_security = off",
        "SELECT 1; RESET ROLE",
    ],
)
def test_it_lets_nobody_at_catalogues_or_functions_that_do_something(
    engine: PostgresServer, text: str
) -> None:
    with pytest.raises(WarehouseUnavailable):
        fetched(engine, "elena.exec", text)

    assert fetched(engine, "elena.exec", "SELECT count(*) FROM stores")[0][0] > 0


def test_the_account_by_itself_reads_no_table(engine: PostgresServer) -> None:
    with pytest.raises(WarehouseUnavailable, match="InsufficientPrivilege"):
        engine.fetch("SELECT region FROM stores", (), ROOMY)


def test_a_policy_that_the_warehouse_does_not_hold_reads_nothing(engine: PostgresServer) -> None:
    both = Asker(9, "new", frozenset({"service_account", "merchandiser"}), {
        "supplier": ("Corvid",), "departments": ("Women's",)
    })  # fmt: skip
    policy = policy_for(larkfield_index(), both, "test")
    text = "SELECT 1 AS one FROM suppliers"

    assert policy.datasets
    with pytest.raises(WarehouseUnavailable):
        engine.fetch(text, (), ROOMY, warrant(policy, text))


def test_a_text_that_is_not_the_proved_one_never_reaches_the_driver(
    engine: PostgresServer,
) -> None:
    policy = larkfield_as("elena.exec").policy
    proved = warrant(policy, "SELECT region FROM stores WHERE region = $1", ("West",))

    for text, parameters in (
        ("SELECT region FROM stores WHERE region = $1", ("East",)),
        ("SELECT region FROM stores", ("West",)),
    ):
        with pytest.raises(UnsafeStatement):
            engine.fetch(text, parameters, ROOMY, proved)


def test_a_statement_of_two_halves_fails_at_the_protocol(engine: PostgresServer) -> None:
    with pytest.raises(WarehouseUnavailable, match="SyntaxError"):
        fetched(engine, "elena.exec", "SELECT 1 AS one; SELECT 2 AS two")


class TestWhoeverHasStolenThePassword:
    """Signs in as the account and says what they like, but has not the key of the seals."""

    @pytest.fixture
    def thief(self, walled: str) -> psycopg.Connection[tuple[Any, ...]]:
        found = postgres(walled)
        return psycopg.connect(
            host=found.host, user=found.user, dbname=found.database, autocommit=True
        )

    def counted(
        self, thief: psycopg.Connection[tuple[Any, ...]], group: str, context: str, seal: str
    ) -> int:
        with thief.transaction():
            thief.execute(f"SET LOCAL ROLE {group}".encode())
            thief.execute("SET LOCAL search_path = larkfield")
            for name, value in (("context", context), ("seal", seal)):
                literal = psycopg.sql.Literal(value)
                thief.execute(psycopg.sql.SQL(f"SET LOCAL aisle.{name} = {{}}").format(literal))
            found = thief.execute("SELECT count(*) FROM stores").fetchone()
        return int(found[0]) if found else -1

    def test_sees_no_row_without_a_seal_or_with_another_s(
        self, thief: psycopg.Connection[tuple[Any, ...]]
    ) -> None:
        sam = rights_of(larkfield_as("sam.southwest").policy)
        elena = rights_of(larkfield_as("elena.exec").policy)
        of_sam, of_elena = sealed(sam, 15), sealed(elena, 15)
        wider = of_sam.context.replace("West", "East")

        assert self.counted(thief, sam.group, of_sam.context, of_sam.seal) > 0
        for group, context, seal in (
            (sam.group, "", ""),
            (elena.group, "", ""),
            (sam.group, wider, of_sam.seal),
            (elena.group, of_sam.context, of_sam.seal),
            (sam.group, of_elena.context, of_elena.seal),
            (sam.group, of_sam.context, of_sam.seal.upper()),
            (elena.group, "{}", "0" * 64),
            (elena.group, "no JSON", "0" * 64),
        ):
            assert self.counted(thief, group, context, seal) == 0
        thief.close()

    def test_sees_no_row_with_a_seal_that_is_over(
        self, thief: psycopg.Connection[tuple[Any, ...]]
    ) -> None:
        elena = rights_of(larkfield_as("elena.exec").policy)
        old = sealed(elena, -3600)

        assert self.counted(thief, elena.group, old.context, old.seal) == 0
        thief.close()

    def test_sees_no_row_where_the_settings_were_never_made(
        self, thief: psycopg.Connection[tuple[Any, ...]]
    ) -> None:
        elena = rights_of(larkfield_as("elena.exec").policy)
        thief.execute(f"SET ROLE {elena.group}".encode())

        found = thief.execute("SELECT count(*) FROM larkfield.stores").fetchone()

        assert found == (0,)
        thief.close()


@pytest.mark.parametrize("members", [{}, {"own_regions": ()}, {"another": ("West",)}])
def test_missing_or_empty_members_read_no_row(
    engine: PostgresServer, members: dict[str, tuple[str, ...]]
) -> None:
    policy = larkfield_as("sam.southwest").policy
    text = "SELECT count(*) AS n FROM sales_lines"
    proved = statement_hash("postgres", text, (), "e")
    rights = Rights(rights_of(policy).group, members)

    found = engine.fetch(text, (), ROOMY, Warrant(proved, "e", rights))

    assert found.table.to_pylist() == [{"n": 0}]


def test_new_members_of_the_same_rights_need_no_new_role(engine: PostgresServer) -> None:
    """1,600 managers are one role: only the members differ."""
    groups = set()
    for region in ("Northeast", "Midwest"):
        manager = Asker(7, region, frozenset({"regional_manager"}), {"regions": (region,)})
        policy = policy_for(larkfield_index(), manager, "test")
        groups.add(rights_of(policy).group)
        text = "SELECT DISTINCT region FROM stores"
        found = engine.fetch(text, (), ROOMY, warrant(policy, text))
        assert found.table.to_pylist() == [{"region": region}]

    assert len(groups) == 1
