"""How is the one provider of single sign-on written down for allauth?"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

NAME = "company"
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def issuer(address: str) -> str:
    """The address of a provider: https, or http on this machine. Raises ValueError."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return address
    if parts.scheme == "http" and parts.hostname in HERE:
        return address
    raise ValueError("is no https address")


def pairs(words: Sequence[str]) -> dict[str, str]:
    """{attribute: claim} of the words `attribute=claim`."""
    split = [word.partition("=") for word in words]
    return {name.strip(): claim.strip() for name, _, claim in split if claim.strip()}


def provider(
    address: str, called: str, client: str, secret: str, scopes: Sequence[str]
) -> dict[str, Any]:
    """What the library calls SOCIALACCOUNT_PROVIDERS; nothing without an address."""
    if not address:
        return {}
    app = {
        "provider_id": NAME,
        "name": called,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": address, "oauth_pkce_enabled": True, "scope": list(scopes)},
    }
    return {"openid_connect": {"APPS": [app]}}
