"""Which database does an address name? `postgresql://user:password@host:port/name?option=value`."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def postgres_database(url: str, pool_size: int) -> dict[str, Any]:
    """Django's settings for the address. `?host=/folder` names the folder of a Unix socket."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
