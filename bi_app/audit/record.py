"""How does something that happened get into the record, and is the record whole?

An entry is written in the caller's transaction, so that an answer and its record stand or fall
together. Who cannot write it gets AuditUnavailable, and shows no answer.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connection, transaction

from bi_app.audit.models import Chain, Entry
from semantic_layer.errors import AisleError


class AuditUnavailable(AisleError):
    """The record cannot be written; without it nothing is answered."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`asking` is the id of the question; `detail` holds JSON values only, never rows of data."""

    actor: str
    action: str
    outcome: str
    asking: str = ""
    workload: str = ""
    workflow: str = ""
    entitlement: str = ""
    statement_sha256: str = ""
    rows: int | None = None
    micros: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def append(entry: AuditEntry) -> int:
    """Add the entry to the chain and return its number."""
    try:
        with transaction.atomic():
            return _append(entry)
    except DatabaseError as error:
        raise AuditUnavailable("The record cannot be written.") from error


def _append(entry: AuditEntry) -> int:
    chain = Chain.objects.select_for_update().get(pk=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (at,) = cursor.fetchone()
    row = Entry(
        seq=chain.length + 1,
        at=at,
        actor=entry.actor,
        action=entry.action,
        outcome=entry.outcome,
        asking=entry.asking,
        workload=entry.workload,
        workflow=entry.workflow,
        entitlement=entry.entitlement,
        statement_sha256=entry.statement_sha256,
        rows=entry.rows,
        micros=entry.micros,
        detail=json.loads(json.dumps(entry.detail, default=str)),
        previous=chain.head,
    )
    row.hash = fingerprint(row)
    row.save(force_insert=True)
    Chain.objects.filter(pk=1).update(length=row.seq, head=row.hash)
    return row.seq


def fingerprint(row: Entry) -> str:
    """SHA-256 over the length-prefixed fields of an entry and the hash before it."""
    fields = (
        row.seq,
        row.at.isoformat(),
        row.actor,
        row.action,
        row.outcome,
        row.asking,
        row.workload,
        row.workflow,
        row.entitlement,
        row.statement_sha256,
        row.rows,
        row.micros,
        json.dumps(row.detail, sort_keys=True, ensure_ascii=True),
        row.previous,
    )
    digest = hashlib.sha256()
    for value in fields:
        encoded = b"" if value is None else str(value).encode()
        digest.update(f"{'-' if value is None else len(encoded)}:".encode() + encoded)
    return digest.hexdigest()


def first_broken() -> int | None:
    """The number of the first entry that was changed, moved or lost; None when all is well."""
    expected, previous = 1, "0" * 64
    for row in Entry.objects.order_by("seq").iterator():
        if row.seq != expected or row.previous != previous or row.hash != fingerprint(row):
            return expected
        expected, previous = expected + 1, row.hash
    chain = Chain.objects.get(pk=1)
    return None if (chain.length, chain.head) == (expected - 1, previous) else expected
