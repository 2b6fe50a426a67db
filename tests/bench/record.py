"""How long does an entry of the record take, and how long to verify a thousand of them?"""

from collections.abc import Iterator

from bi_app.audit.record import AuditEntry, append
from bi_app.audit.verify import verify
from tests.bench.figures import Figure, figure, milliseconds

ENTRIES = 1_000
ROUNDS = 5
ENTRY = AuditEntry(
    actor="bench",
    action="ask",
    outcome="answered",
    detail={"planned": ["net_sales", "region"], "shown": {"rows": 6}},
    words={"question": "net sales by region last quarter vs last year"},
)


def times() -> Iterator[Figure]:
    """Entries with words, each committed by itself; then the whole record, several times."""
    appending = milliseconds(lambda: append(ENTRY), ENTRIES)
    yield figure("record: one entry, committed", appending, "ms")
    whole = verify().whole_to
    verifying = [each * 1_000 / whole for each in milliseconds(verify, ROUNDS)]
    yield figure("record: verify a thousand entries", verifying, "ms", f"of {whole:,}")
