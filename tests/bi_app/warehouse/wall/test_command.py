"""`manage.py harden_warehouse` prints, applies and verifies; what it is given is kept nowhere."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from psycopg import sql
from pytest_django.fixtures import Settings

from bi_app.audit.models import Entry
from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.model import larkfield_files
from bi_app.demo.served import SERVED
from bi_app.warehouse import self_check
from bi_app.warehouse.engines import engine
from bi_app.warehouse.postgres_server import PostgresServer
from metrics.releases import publish
from tests.postgres_warehouses import address, connect, database, server
from tests.walls import alone, reader

pytestmark = pytest.mark.django_db
LOADER = f"loader_{os.getpid()}"


@pytest.fixture
def plain(larkfield: Path, settings: Settings) -> Iterator[str]:
    """Larkfield as a load leaves it, owned by an account that only loads."""
    with database("hardened") as name:
        load(larkfield, server()["host"], name, "test")
        with connect(name) as admin:
            loader = sql.Identifier(LOADER)
            admin.execute(sql.SQL("CREATE ROLE {}").format(loader))
            admin.execute(sql.SQL("GRANT USAGE ON SCHEMA larkfield TO {}").format(loader))
            admin.execute(sql.SQL("ALTER TABLE larkfield.suppliers OWNER TO {}").format(loader))
        settings.WAREHOUSE = address(name, reader(), SERVED)
        publish(larkfield_files(), reason="Tests.", by="tests")
        self_check.forget()
        yield name
        opened = engine()
        assert isinstance(opened, PostgresServer)
        opened.close()
        self_check.forget()
        with connect(name) as admin:
            for words in (
                "REASSIGN OWNED BY {} TO CURRENT_USER",
                "DROP OWNED BY {}",
                "DROP ROLE {}",
            ):
                admin.execute(sql.SQL(words).format(loader))


def said(*words: str) -> str:
    out = io.StringIO()
    with alone():
        call_command("harden_warehouse", *words, stdout=out)
    return out.getvalue()


def administrator(name: str) -> str:
    return address(name, server()["user"], SERVED)


def test_it_applies_and_verifies(plain: str) -> None:
    with pytest.raises(CommandError, match="has no second wall"):
        said("--verify")

    applied = said("--apply", administrator(plain))

    assert applied.startswith("The second wall stands: ")
    assert said("--verify") == applied
    assert said("--apply", administrator(plain)) == applied


def test_it_takes_the_address_from_the_standard_input(
    plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{administrator(plain)}\n"))

    assert said("--apply", "-").startswith("The second wall stands: ")


def test_it_records_that_it_was_done_without_the_key(plain: str) -> None:
    said("--apply", administrator(plain))
    halves = [each.partition("=")[2] for each in said("--key").split() if "=" in each]

    entry = Entry.objects.filter(action="service_statement").latest("seq")
    assert entry.actor == "service:harden_warehouse"
    assert "CREATE POLICY" in str(entry.detail)
    assert len(halves) == 2
    assert not any(half in str(entry.detail) for half in halves)


def test_it_prints_what_it_applies_with_reasons_and_without_the_key(plain: str) -> None:
    printed = said()
    options = dict(each.split("=") for each in said("--key").split() if "=" in each)

    assert not any(value in printed for value in options.values())
    script = printed
    for name, value in options.items():
        script = script.replace(f":'{name}'", f"'{value}'")
    with connect(plain) as admin:
        admin.execute(script.encode())

    assert said("--verify").startswith("The second wall stands: ")
    for word in ("FORCE ROW LEVEL SECURITY", "-- sales_lines: who reads", "-- regional_manager"):
        assert word in printed


def test_whoever_loads_goes_on_loading_and_reads_catalogues(plain: str) -> None:
    said("--apply", administrator(plain))

    with connect(plain) as admin, admin.transaction(force_rollback=True):
        admin.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(LOADER)))
        before = admin.execute("SELECT count(*) FROM larkfield.suppliers").fetchone()
        admin.execute("DELETE FROM larkfield.suppliers")
        after = admin.execute("SELECT count(*) FROM larkfield.suppliers").fetchone()
        names = admin.execute("SELECT count(*) FROM pg_class").fetchone()

    assert before is not None
    assert before[0] > 0
    assert after == (0,)
    assert names is not None
    assert names[0] > 0


def test_it_changes_nothing_where_something_is_missing(plain: str) -> None:
    with connect(plain) as admin:
        admin.execute("ALTER TABLE larkfield.store_days DROP COLUMN labor_cost")
        with pytest.raises(CommandError, match="nothing was changed: column"):
            said("--apply", administrator(plain))

        found = admin.execute("SELECT count(*) FROM pg_policy").fetchone()
    assert found == (0,)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("duckdb:///x.duckdb", "none of PostgreSQL"),
        ("mysql://x", "names no engine"),
        ("postgresql://postgres@127.0.0.1/elsewhere", "another database"),
    ],
)
def test_it_refuses_another_address(plain: str, given: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        said("--apply", given)


def test_it_has_nothing_for_a_file(settings: Settings, tmp_path: Path) -> None:
    settings.WAREHOUSE = f"duckdb:///{tmp_path}/x.duckdb"
    publish(larkfield_files(), reason="Tests.", by="tests")

    with pytest.raises(CommandError, match="no row-level security"):
        said()
