"""How is an entry sealed, and do entries in a row follow each other as they were written?

Nothing here reads the database, so that an exported record is judged as the live one is.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bi_app.audit.models import ZERO, Entry, Segment
from semantic_layer.errors import InvariantError

HASHED = (  # the number is the first
    *("seq", "at", "actor", "person_id", "action", "outcome", "asking", "request", "workload"),
    *("workflow", "entitlement", "manifest", "statement_sha256", "parameters_hmac", "words_hmac"),
    *("rows", "micros", "detail", "previous"),
)
NOTHING: Mapping[int, str] = MappingProxyType({})
SEALED = ("number", "first", "last", "first_at", "last_at", "last_hash", "previous")
MOVED_AT_MOST = 10_000  # how far from its number an entry's own place is looked for


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the chain is known to be whole: the number and the hash of an entry."""

    seq: int = 0
    hash: str = ZERO


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, first at entry `seq`: edited, missing, reordered, resealed, words, seal."""

    seq: int
    kind: str
    why: str

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.kind}. {self.why}"


def fingerprint(row: Entry) -> str:
    """SHA-256 over the length-prefixed fields of an entry and the hash before it."""
    return _sha256("entry", _joined(_text(getattr(row, name)) for name in HASHED))


def seal_of(segment: Segment) -> str:
    return _sha256("segment", _joined(_text(getattr(segment, name)) for name in SEALED))


def words_text(words: Mapping[str, Any]) -> str:
    """The one way in which words are written down, so that the same words have one commitment."""
    return json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def commitment(salt: str, body: str) -> str:
    """HMAC-SHA-256 of what was typed, under the entry's own salt (hexadecimal)."""
    return hmac.new(bytes.fromhex(salt), body.encode(), hashlib.sha256).hexdigest()


def follow(
    entries: Iterable[Entry], after: Mark, anchored: Mapping[int, str] = NOTHING
) -> tuple[Mark, Fault | None]:
    """Walk entries in the order of their numbers: how far they are whole, and the first fault.

    `anchored` has the hashes that were seen from outside, by the number of the entry.
    """
    mark, agreed = after, after.seq
    for row in entries:
        fault = _fault(row, mark)
        if fault is not None:
            return mark, fault
        mark, seen = Mark(row.seq, row.hash), anchored.get(row.seq)
        if seen not in (None, row.hash):
            return mark, _sealed_again(agreed + 1, row.seq)
        agreed = agreed if seen is None else row.seq
    return mark, None


def _fault(row: Entry, mark: Mark) -> Fault | None:
    if row.seq > mark.seq + 1:
        return Fault(mark.seq + 1, "missing", f"The next entry that is there is {row.seq}.")
    if row.seq <= mark.seq:
        return Fault(row.seq, "reordered", f"It stands after entry {mark.seq}.")
    if row.hash != fingerprint(row):
        return _edited(row)
    if row.previous != mark.hash:
        return Fault(
            max(mark.seq, 1),
            "resealed",
            f"It is not the one that entry {row.seq} was written after: it was changed, and its "
            "own hash made to fit.",
        )
    return None


def _sealed_again(first: int, last: int) -> Fault:
    return Fault(
        first,
        "resealed",
        f"The chain is whole, but an anchor saw another entry {last}: something from entry {first} "
        f"to {last} was changed, and all after it sealed again.",
    )


def _edited(row: Entry) -> Fault:
    """An entry that was only moved still fits its hash under the number that it was written as."""
    number = row.seq
    after_number = _joined(_text(getattr(row, name)) for name in HASHED[1:])
    for other in range(max(1, number - MOVED_AT_MOST), number + MOVED_AT_MOST):
        if row.hash == _sha256("entry", _joined([_text(other)]) + after_number):
            return Fault(number, "reordered", f"It was written as entry {other}.")
    return Fault(number, "edited", "It does not fit its hash.")


def _text(value: object) -> bytes | None:
    match value:
        case None:
            return None
        case dict():
            return json.dumps(value, sort_keys=True, ensure_ascii=True).encode()
        case int() | str():
            return str(value).encode()
        case datetime():
            return value.isoformat().encode()
        case _:
            raise InvariantError(f"An entry holds no {type(value).__name__}.")


def _joined(parts: Iterable[bytes | None]) -> bytes:
    return b"".join(b"-:" if part is None else b"%d:%b" % (len(part), part) for part in parts)


def _sha256(kind: str, parts: bytes) -> str:
    return hashlib.sha256(f"aisle {kind} 2\n".encode() + parts).hexdigest()
