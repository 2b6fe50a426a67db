"""How does something that happened get into the record?

An entry is written in the caller's transaction, so that an answer and its record stand or fall
together. Who cannot write it gets AuditUnavailable, and shows no answer.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction

from bi_app.audit.chain import HASHED, commitment, fingerprint, words_text
from bi_app.audit.models import Entry
from bi_app.prepared import prepared
from semantic_layer.errors import AisleError

# The row stays locked until the transaction ends, so its clock never runs behind the entry before.
NEXT = """
    UPDATE audit_chain SET length = length + 1 WHERE id = 1
    RETURNING length, head, clock_timestamp()
"""
COLUMNS = (*HASHED, "hash")
WRITE = f"""
    WITH written AS (
        INSERT INTO audit_entry ({", ".join(f'"{name}"' for name in COLUMNS)})
        VALUES ({", ".join(f"%({name})s" for name in COLUMNS)})
    ), typed AS (
        INSERT INTO audit_words (entry_id, salt, body)
        SELECT %(seq)s, %(salt)s, %(body)s WHERE %(body)s <> ''
    )
    UPDATE audit_chain SET head = %(hash)s WHERE id = 1
"""  # noqa: S608  # of the model's own names


class AuditUnavailable(AisleError):
    """The record cannot be written; without it nothing is answered."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something that happened, as `Entry` keeps it.

    `detail` holds names and numbers as JSON values, never rows of data and never what was typed:
    that is `words`, already masked.
    """

    actor: str
    action: str
    outcome: str
    person_id: int | None = None
    asking: str = ""
    request: str = ""
    workload: str = ""
    workflow: str = ""
    entitlement: str = ""
    manifest: str = ""
    statement_sha256: str = ""
    parameters_hmac: str = ""
    rows: int | None = None
    micros: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)


AS_THEY_ARE = tuple(
    each.name for each in fields(AuditEntry) if each.name not in {"detail", "words"}
)


def append(entry: AuditEntry) -> int:
    """Add the entry to the chain and return its number."""
    try:
        with transaction.atomic():
            return _append(entry)
    except DatabaseError as error:
        raise AuditUnavailable("The record cannot be written.") from error


def keyed_hash(kind: str, values: object) -> str:
    """A hash of values of the data: few are likely, so that a bare hash would tell them."""
    key = settings.AUDIT_KEY.encode()
    return hmac.new(key, f"{kind}\x1f{values!r}".encode(), hashlib.sha256).hexdigest()


def _append(entry: AuditEntry) -> int:
    with prepared(NEXT) as cursor:
        found = cursor.fetchone()
    if found is None:
        raise AuditUnavailable("The record has no beginning: `manage.py migrate` makes it.")
    seq, previous, at = found
    salt, body = _words(entry.words)
    row = Entry(
        seq=seq,
        at=at,
        previous=previous,
        words_hmac=commitment(salt, body) if body else "",
        detail=json.loads(json.dumps(entry.detail, default=str)),
        **{name: getattr(entry, name) for name in AS_THEY_ARE},
    )
    row.hash = fingerprint(row)
    values = {name: getattr(row, name) for name in COLUMNS}
    detail = json.dumps(row.detail)
    with prepared(WRITE, {**values, "detail": detail, "salt": salt, "body": body}):
        return int(seq)


def _words(words: Mapping[str, Any]) -> tuple[str, str]:
    """A salt and what was typed; both are empty where nothing was."""
    typed = {name: value for name, value in words.items() if value}
    return (secrets.token_hex(32), words_text(typed)) if typed else ("", "")
