"""What does the gate tell the database of an asker, so that nobody else can tell it the like?

A text that holds the members, sealed for one role and a short time under a key that only the gate
and the wall's owner have. A statement cannot make one; neither can somebody who has stolen the
password of the account.
"""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass

from django.conf import settings
from psycopg import sql

from bi_app.warehouse.wall.rights import Rights

BLOCK = 64  # bytes of SHA-256's block, which HMAC fills a key up to
INNER, OUTER = 0x36, 0x5C
KEPT_S = 60  # beyond the longest statement; both clocks are within seconds of each other


@dataclass(frozen=True, slots=True)
class Sealed:
    context: str  # JSON: until when it holds, in seconds of the epoch, and the members
    seal: str


def sealed(rights: Rights, seconds: float) -> Sealed:
    """For a statement that begins now and takes no longer than `seconds`."""
    until = int(time.time() + seconds) + KEPT_S
    told = {"until": until, "members": {name: list(own) for name, own in rights.members.items()}}
    context = json.dumps(told, sort_keys=True)
    message = f"{rights.group}\n{context}".encode()
    return Sealed(context, hmac.new(key(), message, hashlib.sha256).hexdigest())


def taken_on(rights: Rights, seconds: float) -> list[sql.Composed]:
    """What puts a transaction under the rights, until its end."""
    told = sealed(rights, seconds)
    return [
        sql.SQL("SET LOCAL aisle.context = {}").format(sql.Literal(told.context)),
        sql.SQL("SET LOCAL aisle.seal = {}").format(sql.Literal(told.seal)),
        sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(rights.group)),
    ]


def key() -> bytes:
    """The installation's key of its warehouse; another SECRET_KEY is another one."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, b"the warehouse's second wall", hashlib.sha256).digest()


def halves(of: bytes) -> tuple[bytes, bytes]:
    """The key as HMAC mixes it in before and after: SQL has SHA-256, but no HMAC."""
    filled = of.ljust(BLOCK, b"\0")
    return bytes(each ^ INNER for each in filled), bytes(each ^ OUTER for each in filled)
