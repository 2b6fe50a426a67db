"""Which stretches of the chain are over, and which of them are old enough to go?

A segment is a month of the database's clock (UTC). It is sealed once it is over, and dropped whole
once it is older than the retention; what is left of it is its seal, which the chain goes on from.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from bi_app.audit.chain import seal_of
from bi_app.audit.models import ZERO, Entry, Segment
from bi_app.audit.record import AuditEntry, append

ACTOR = "service:audit"
LOCK = 0x41_75_64_69_74  # the number of the advisory lock: one change of segments at a time
OVER = """
    SELECT max(seq) FROM audit_entry
     WHERE seq > %s AND at < date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')
                             AT TIME ZONE 'UTC'
     GROUP BY date_trunc('month', at AT TIME ZONE 'UTC') ORDER BY 1
"""
HELD = "SELECT audit_held(%s, %s)"
DROP = "SELECT audit_drop(%s)"


@transaction.atomic
def seal_what_is_over(by: str = ACTOR) -> tuple[Segment, ...]:
    """Seal each month that is over and was not sealed yet."""
    _alone()
    last = Segment.objects.order_by("-number").first()
    sealed = []
    for end in _ends(last.last if last is not None else 0):
        last = _seal(last, end, by)
        sealed.append(last)
    return tuple(sealed)


@transaction.atomic
def drop_what_is_old(keep: timedelta, by: str = ACTOR) -> tuple[Segment, ...]:
    """Drop sealed segments, the oldest first, that ended longer ago than `keep`.

    The first one that a legal hold covers ends it, for the chain is only ever shortened from its
    beginning.
    """
    _alone()
    before = _now() - keep
    dropped = []
    for segment in Segment.objects.filter(dropped=None).order_by("number"):
        if segment.last_at >= before or is_held(segment):
            break
        _drop(segment, by)
        dropped.append(segment)
    return tuple(dropped)


def is_held(segment: Segment) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [segment.first, segment.last])
        (held,) = cursor.fetchone()
    return bool(held)


def _seal(before: Segment | None, end: int, by: str) -> Segment:
    start = before.last + 1 if before is not None else 1
    first, last = Entry.objects.get(seq=start), Entry.objects.get(seq=end)
    segment = Segment(
        number=before.number + 1 if before is not None else 1,
        first=first.seq,
        last=last.seq,
        first_at=first.at,
        last_at=last.at,
        last_hash=last.hash,
        previous=before.seal if before is not None else ZERO,
    )
    segment.seal = seal_of(segment)
    segment.save(force_insert=True)
    append(_about(segment, "segment_sealed", by))
    return segment


def _drop(segment: Segment, by: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DROP, [segment.number])
    append(_about(segment, "segment_dropped", by))


def _about(segment: Segment, action: str, by: str) -> AuditEntry:
    detail = {
        "segment": segment.number,
        "first": segment.first,
        "last": segment.last,
        "last_hash": segment.last_hash,
        "seal": segment.seal,
    }
    return AuditEntry(actor=by, action=action, outcome="done", detail=detail)


def _ends(after: int) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute(OVER, [after])
        return [end for (end,) in cursor.fetchall()]


def _now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
