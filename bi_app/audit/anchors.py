"""What of the chain is kept where whoever rules the database cannot write?

Every minute its length and head go to a file and to the log. Each line of the file is signed with a
key of its own (AUDIT_KEY) over the line before, so that lines cannot be made up, changed or taken
out of the middle. Give the folder an append-only place (`chattr +a`, an object store, another
machine), or send the log away: whoever can cut the file's end can cut the chain's.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import connection

from bi_app.audit.chain import Fault
from bi_app.audit.models import Chain

log = structlog.get_logger()
NAME = "anchors.jsonl"
LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain as it was at a moment of the database's clock."""

    at: str
    length: int
    head: str
    signature: str


def file_of_anchors() -> Path:
    return Path(settings.AISLE_AUDIT_ANCHORS, NAME)


def anchor() -> Anchor | None:
    """Write the chain's head down outside the database; None where nothing was added since."""
    path = file_of_anchors()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last(file)
        length, head, at = _head()
        if last is not None and (last.length, last.head) == (length, head):
            return None
        if last is not None and length <= last.length:
            log.critical("audit_chain_went_back", length=length, anchored=last.length)
        signature = _signature(at, length, head, last.signature if last is not None else "")
        made = Anchor(at, length, head, signature)
        file.write(json.dumps(asdict(made)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    log.info("audit_anchor", at=at, length=length, head=head)
    return made


def read_anchors(lines: Iterable[bytes]) -> tuple[dict[int, Anchor], Fault | None]:
    """The anchors by length, up to the first line that `anchor` did not write in this order."""
    known: dict[int, Anchor] = {}
    before: Anchor | None = None
    for number, line in enumerate(lines, 1):
        made = _parsed(line)
        if made is None or not _is_signed(made, before):
            last = before.length if before is not None else 0
            why = f"Line {number} of the anchors was changed, made up, or lost its line before."
            return known, Fault(last + 1, "anchor", why)
        if before is not None and made.length <= before.length:
            return known, _went_back(before, made)
        known[made.length] = before = made
    return known, None


def _went_back(before: Anchor, made: Anchor) -> Fault:
    why = f"The chain had {before.length} entries at {before.at}, and {made.length} at {made.at}."
    return Fault(made.length + 1, "missing", why)


def anchors_of(path: Path) -> tuple[dict[int, Anchor], Fault | None]:
    """Without the file there is nothing to compare the chain with, which is no fault of it."""
    if not path.is_file():
        return {}, None
    with path.open("rb") as file:
        return read_anchors(file)


def _last(file: BinaryIO) -> Anchor | None:
    file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST_LINE))
    *_, line = (b"", *file)
    return _parsed(line)


def _head() -> tuple[int, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (at,) = cursor.fetchone()
    chain = Chain.objects.get(pk=1)
    return chain.length, chain.head, at.isoformat()


def _parsed(line: bytes) -> Anchor | None:
    try:
        return Anchor(**json.loads(line))
    except (TypeError, ValueError):
        return None


def _is_signed(made: Anchor, before: Anchor | None) -> bool:
    follows = before.signature if before is not None else ""
    expected = _signature(made.at, made.length, made.head, follows)
    return hmac.compare_digest(expected, str(made.signature))


def _signature(*parts: object) -> str:
    message = "\x1f".join(("anchor", *map(str, parts)))
    return hmac.new(settings.AUDIT_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()
