"""What happened stays in the record as it happened."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from bi_app.audit.models import Chain, Entry, Words
from bi_app.audit.record import AuditEntry, AuditUnavailable, append
from bi_app.audit.verify import verify
from tests.bi_app.audit.happened import happened
from tests.counts import cases

pytestmark = pytest.mark.django_db


def test_it_numbers_and_chains_what_happens() -> None:
    numbers = [append(happened()) for _ in range(3)]

    assert numbers == [1, 2, 3]
    first, second, _ = Entry.objects.order_by("seq")
    assert second.previous == first.hash
    assert second.at > first.at
    assert verify().faults == ()


def test_it_keeps_what_was_typed_apart_under_a_salt_of_its_own() -> None:
    for _ in range(2):
        append(AuditEntry(actor="anna", action="ask", outcome="answered", words={"q": "Größe"}))

    one, other = Words.objects.select_related("entry")
    assert one.body == other.body == '{"q":"Größe"}'
    assert one.salt != other.salt
    assert one.entry.words_hmac != other.entry.words_hmac
    assert "Größe" not in str(Entry.objects.values())


def test_it_has_no_words_of_who_typed_nothing() -> None:
    append(AuditEntry(actor="anna", action="ask", outcome="answered", words={"q": "", "p": None}))

    assert not Words.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET outcome = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry CASCADE",
        "DELETE FROM audit_chain",
        "TRUNCATE audit_chain",
        "UPDATE audit_words SET body = 'x'",
        "DELETE FROM audit_words",
        "TRUNCATE audit_words",
    ],
)
def test_it_refuses_every_change(change: str) -> None:
    append(happened())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with (
        pytest.raises(DatabaseError, match=r"only ever added|stay as they are"),
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


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_make_one_unbroken_chain() -> None:
    each = cases(10, 100)

    def write(number: int) -> list[int]:
        try:
            return [append(happened(f"writer {number}")) for _ in range(each)]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        numbers = sorted(n for written in pool.map(write, range(20)) for n in written)

    assert numbers == list(range(1, 20 * each + 1))
    verdict = verify()
    assert (verdict.whole_to, verdict.faults) == (20 * each, ())
