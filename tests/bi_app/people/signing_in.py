"""Short ways to make people and sign them in."""

import time
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from bi_app.audit.models import Entry
from bi_app.people.models import User

PASSWORD = "a long and winding road"


def person(name: str = "elena", **fields: Any) -> User:
    return User.objects.create_user(name, password=PASSWORD, **fields)


def sign_in(client: Client, name: str = "elena", password: str = PASSWORD, **headers: str) -> Any:
    body = {"username": name, "password": password}
    return client.post("/sign-in/", body, headers=headers, **_from(headers))


def _from(headers: dict[str, str]) -> dict[str, str]:
    address = headers.pop("address", "")
    return {"REMOTE_ADDR": address} if address else {}


def with_second_factor(user: User) -> str:
    """Turn it on; gives the secret that the person's app has."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str, steps: int = 0) -> str:
    """What the app shows, now or some half minutes away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def told(action: str) -> list[tuple[str, str, Mapping[str, Any]]]:
    """What the record has of an action: by whom, its outcome, and how."""
    found = Entry.objects.filter(action=action).order_by("seq")
    return [(each.actor, each.outcome, each.detail) for each in found]


def is_in(client: Client) -> bool:
    return client.get("/account/sign-ins/").status_code == 200  # needs no model


def kinds(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
