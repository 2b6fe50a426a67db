"""What of people gets into the record: sign-ins, failures, resets, changed rights and keys?

An entry is written before what it tells of takes effect, or in the same transaction: what cannot
be recorded does not happen. Names that were typed and belong to nobody are not kept: people type
their password into the wrong box.
"""

from enum import StrEnum
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest

from bi_app.audit.record import AuditEntry, append, keyed_hash
from bi_app.people.models import User

DEVICE_KEPT = 200
OPERATOR = "operator"  # who types commands on the server
NOWHERE = "0.0.0.0"  # noqa: S104 - an address that the server was not told


class Happening(StrEnum):
    SIGNED_IN = "sign in"
    SIGNED_OUT = "sign out"
    SIGN_IN_ENDED = "end sign-in"
    RESET_ASKED = "ask for reset"
    PASSWORD_SET = "set password"  # noqa: S105 - the name of an act
    SECOND_FACTOR_ADDED = "add second factor"
    SECOND_FACTOR_REMOVED = "remove second factor"
    PROVED_AGAIN = "prove again"
    KEY_MADE = "make key"
    KEY_ENDED = "end key"
    RIGHTS_CHANGED = "change rights"
    ADDRESS_CHANGED = "change mail address"
    ACCOUNT_MADE = "make account"
    ACCOUNT_ENDED = "end account"


def record(what: Happening, actor: str, outcome: str = "done", **detail: Any) -> None:
    """Raises AuditUnavailable."""
    append(AuditEntry(actor=actor, action=what.value, outcome=outcome, detail=detail))


def known_as(typed: str) -> str:
    """Whom a typed name means: an account by its name, anybody else by a keyed hash."""
    name = User.objects.filter(username=typed).values_list("username", flat=True).first()
    return name or f"unknown {keyed_hash('unknown name', typed.lower())[:12]}"


def address_of(request: HttpRequest) -> str:
    """Of the client; behind a proxy of ours, the one that the proxy tells."""
    return get_client_ip(request) or NOWHERE


def device(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:DEVICE_KEPT] or "not told"
