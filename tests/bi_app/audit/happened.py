"""Short ways to fill a record, and to tamper with it as only the database's owner can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from bi_app.audit.chain import Mark, fingerprint
from bi_app.audit.models import Chain, Entry
from bi_app.audit.record import AuditEntry, append


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


def seal_again(first: int) -> None:
    """What somebody does who rules the database and knows how entries are sealed."""
    before = Entry.objects.filter(seq__lt=first).order_by("-seq").first()
    mark = Mark(before.seq, before.hash) if before is not None else Mark()
    with behind_the_triggers():
        for entry in Entry.objects.filter(seq__gte=first).order_by("seq"):
            entry.previous = mark.hash
            entry.hash = fingerprint(entry)
            entry.save(update_fields=["previous", "hash"])
            mark = Mark(entry.seq, entry.hash)
        Chain.objects.update(length=mark.seq, head=mark.hash)


def happened_at(*times: str) -> None:
    """Entries of the past; the clock of the database alone cannot be set back."""
    first = Chain.objects.get().length + 1
    for number, at in enumerate(times, first):
        append(happened())
        with behind_the_triggers():
            Entry.objects.filter(seq=number).update(at=at)
    seal_again(first)
