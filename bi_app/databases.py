"""Which database does an address name, in the form that each library wants?"""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit


def postgres_database(url: str, pool_size: int) -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name?option=value`.

    `?host=/folder` names the folder of a Unix socket; other options go to the driver.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    options["prepare_threshold"] = 5  # only what asks for it is prepared: bi_app/prepared.py
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


def redis_address(url: str, number: int) -> str:
    """The address of one numbered database of a Redis, for redis-py."""
    parts = urlsplit(url)
    options = urlencode({**dict(parse_qsl(parts.query)), "db": number})
    path = parts.path if parts.scheme == "unix" else ""  # else a number, which ours replaces
    return f"{parts.scheme}://{parts.netloc}{path}?{options}"


def broker_address(url: str, number: int) -> str:
    """The same for Celery, which writes a Unix socket's address in its own way."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?virtual_host={number}"
    return parts._replace(path=f"/{number}").geturl()
