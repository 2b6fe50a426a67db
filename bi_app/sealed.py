"""How is a value kept in Redis so that a changed or moved one reads as absent?

Each value carries a MAC over its key and body, under the installation's secret. Nothing is
unpickled. Redis away, flushed, restored or tampered with is a miss: it costs speed, nothing else.
"""

import hashlib
import hmac
from functools import cache

import structlog
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()
MAC_BYTES = 32
PATIENCE_S = 0.2  # a cache that is slower than this is of no use


@cache
def client() -> "Redis":
    """The cache's own connections; queues and other blocking calls have theirs."""
    return Redis.from_url(
        settings.REDIS_URL,
        db=settings.REDIS_CACHE,
        socket_timeout=PATIENCE_S,
        socket_connect_timeout=PATIENCE_S,
    )


def key_of(kind: str, *parts: str) -> str:
    """A key that tells nothing of what it is made of; the same parts give the same key."""
    return f"aisle:{kind}:" + _mac("\x1f".join((kind, *parts)).encode()).hex()


def get(key: str) -> bytes | None:
    try:
        value = client().get(key)
    except RedisError as error:
        log.warning("cache_unreachable", error=type(error).__name__)
        return None
    if not isinstance(value, bytes) or len(value) < MAC_BYTES:
        return None
    mac, body = value[:MAC_BYTES], value[MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(key.encode() + b"\x1f" + body)):
        log.error("cache_tampered", key=key)
        return None
    return body


def put(key: str, body: bytes, seconds: int) -> None:
    try:
        client().set(key, _mac(key.encode() + b"\x1f" + body) + body, ex=seconds)
    except RedisError as error:
        log.warning("cache_unreachable", error=type(error).__name__)


def _mac(message: bytes) -> bytes:
    secret = b"sealed cache\x1f" + settings.SECRET_KEY.encode()
    return hmac.new(secret, message, hashlib.sha256).digest()
