"""Under the account that the grants are for, the record is added to and never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from bi_app.audit import holds
from bi_app.audit.models import Entry
from bi_app.audit.record import append
from bi_app.audit.segments import drop_what_is_old, seal_what_is_over
from bi_app.audit.verify import verify
from tests.bi_app.audit.happened import happened, happened_at

pytestmark = pytest.mark.django_db
ROLE = "aisle_app_of_a_test"


@pytest.fixture(autouse=True)
def hardened() -> None:
    happened_at("2020-01-05T10:00Z", "2020-01-31T23:59:59Z")
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; CREATE ROLE {ROLE}")
    call_command("audit", "harden", ROLE, "--apply", stdout=StringIO())


@contextmanager
def as_the_application() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_it_adds_seals_drops_and_verifies() -> None:
    with as_the_application():
        append(happened())
        seal_what_is_over()
        assert len(drop_what_is_old(timedelta(days=365))) == 1
        holds.lift(holds.place("A lawsuit.", "lena", None, None, None).pk, "lena")
        verdict = verify()

    assert (verdict.dropped_to, verdict.faults) == (2, ())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET outcome = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry CASCADE",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DROP TABLE audit_entry CASCADE",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "UPDATE audit_words SET entry_id = 9",
        "DELETE FROM audit_words",
        "UPDATE audit_segment SET dropped = now()",
        "DELETE FROM audit_segment",
        "UPDATE audit_hold SET reason = 'x'",
        "DELETE FROM audit_hold",
        "DELETE FROM audit_chain",
        "UPDATE costs_ledgerentry SET micros = 0",
        "DELETE FROM costs_ledgerentry",
    ],
)
def test_it_may_change_nothing(change: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        as_the_application(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Entry.objects.count() == 2


def test_without_apply_it_only_prints_what_to_run() -> None:
    output = StringIO()

    call_command("audit", "harden", 'an "odd" role', stdout=output)

    lines = output.getvalue().splitlines()
    assert all(line.endswith(";") for line in lines)
    assert 'TO "an ""odd"" role";' in lines[0]


def test_it_says_that_there_is_no_such_role() -> None:
    with pytest.raises(CommandError, match="does not exist"):
        call_command("audit", "harden", "nobody", "--apply", stdout=StringIO())
