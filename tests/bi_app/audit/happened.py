"""Short ways to fill a record, and to tamper with it as only the database's owner can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from bi_app.audit.record import AuditEntry


def happened(action: str = "ask") -> AuditEntry:
    return AuditEntry(
        actor="anna",
        action=action,
        outcome="answered",
        detail={"planned": ["net_sales"]},
        words={"question": "Größe?"},
    )


@contextmanager
def behind_the_triggers() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")


def as_the_owner_of_the_database(*statements: str) -> None:
    with behind_the_triggers(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
