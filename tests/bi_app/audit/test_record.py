"""What happened stays in the record as it happened."""

import pytest
from django.db import DatabaseError, connection, transaction

from bi_app.audit.models import Chain, Entry
from bi_app.audit.record import AuditEntry, AuditUnavailable, append, first_broken

pytestmark = pytest.mark.django_db


def happened(action: str = "ask") -> AuditEntry:
    return AuditEntry(actor="anna", action=action, outcome="answered", detail={"words": "Größe"})


def as_the_owner_of_the_database(statement: str) -> None:
    """Change rows behind the triggers' back, as only a superuser can."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_it_numbers_and_chains_what_happens() -> None:
    numbers = [append(happened()) for _ in range(3)]

    assert numbers == [1, 2, 3]
    first, second, _ = Entry.objects.order_by("seq")
    assert second.previous == first.hash
    assert first_broken() is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit_entry SET outcome = 'refused' WHERE seq = 2", 2),
        ("UPDATE audit_entry SET detail = '{}' WHERE seq = 3", 3),
        ("DELETE FROM audit_entry WHERE seq = 2", 2),
        ("DELETE FROM audit_entry WHERE seq = 3", 3),
        ("UPDATE audit_entry SET seq = 9 WHERE seq = 1", 1),
        ("UPDATE audit_chain SET length = 2", 4),
    ],
)
def test_it_names_the_first_entry_that_was_tampered_with(change: str, broken: int) -> None:
    for _ in range(3):
        append(happened())

    as_the_owner_of_the_database(change)

    assert first_broken() == broken


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET outcome = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_chain",
    ],
)
def test_it_refuses_every_change(change: str) -> None:
    append(happened())

    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_it_says_when_the_record_cannot_be_written() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry ADD CONSTRAINT closed CHECK (seq < 0) NOT VALID")

    with pytest.raises(AuditUnavailable):
        append(happened())
    assert Chain.objects.get().length == 0
