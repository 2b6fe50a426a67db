"""How is a value kept in Redis so that a changed or moved one reads as absent?

Each value carries a MAC over its key and body, under a key of its own (CACHE_KEY). Nothing is
unpickled. Redis away, flushed, restored or tampered with is a miss: it costs speed, nothing else.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from functools import cache

import structlog
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError, ResponseError

from bi_app.databases import redis_address

log = structlog.get_logger()
MAC_BYTES = 32
PATIENCE_S = 0.2  # a cache that is slower than this is of no use
REST_S = 5.0  # after a failure nobody waits for Redis again for so long


@cache
def client() -> "Redis":
    """The cache's own connections; queues and other blocking calls have theirs."""
    return Redis.from_url(
        redis_address(settings.REDIS_URL, settings.REDIS_CACHE),
        socket_timeout=PATIENCE_S,
        socket_connect_timeout=PATIENCE_S,
    )


def key_of(kind: str, *parts: str) -> str:
    """A key that tells nothing of what it is made of; the same parts give the same key."""
    told_apart = json.dumps((kind, *parts))  # whatever the parts hold, no two tuples read the same
    return f"aisle:{kind}:" + _mac(told_apart.encode()).hex()


def get(key: str) -> bytes | None:
    value = unless_away(lambda redis: _read(redis, key))
    if not isinstance(value, bytes):
        return None
    mac, body = value[:MAC_BYTES], value[MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(key.encode() + b"\x1f" + body)):
        log.error("cache_tampered", key=key)
        return None
    return body


def _read(redis: Redis, key: str) -> object:
    try:
        return redis.get(key)
    except ResponseError as error:
        if not str(error).startswith("WRONGTYPE"):
            raise
        return b""  # a list or the like was put in its place, and no seal is on it


def put(key: str, body: bytes, seconds: int) -> None:
    sealed = _mac(key.encode() + b"\x1f" + body) + body
    unless_away(lambda redis: redis.set(key, sealed, ex=seconds))


def forget(kind: str) -> int:
    """Remove all that is kept of a kind; gives how many there were. Raises RedisError."""
    keys = list(client().scan_iter(f"aisle:{kind}:*", count=1000))
    return sum(int(client().unlink(key)) for key in keys)


def remove(key: str) -> None:
    unless_away(lambda redis: redis.unlink(key))


def has(key: str) -> bool:
    """Whether something is kept under the key; whether it is sound shows when it is read."""
    return bool(unless_away(lambda redis: redis.exists(key)))


def is_there() -> bool:
    """Whether Redis answers: what costs much is not begun without it."""
    return bool(unless_away(lambda redis: redis.ping()))


def count(key: str, seconds: int) -> int | None:
    """Count one more under the key, for so long; None where Redis is away."""

    def do(redis: Redis) -> object:
        with redis.pipeline() as both:
            both.incr(key)
            both.expire(key, seconds)
            return both.execute()[0]

    counted = unless_away(do)
    return counted if isinstance(counted, int) else None


def is_away() -> bool:
    """Whether Redis failed a moment ago, and nobody waits for it again yet."""
    return time.monotonic() < _Breaker.rests_until


class _Breaker:
    """When Redis may be tried again, by the monotonic clock of this process."""

    rests_until = 0.0


def try_again() -> None:
    """Forget the connections and any failure: another Redis may be there now."""
    client.cache_clear()
    _Breaker.rests_until = 0.0


def unless_away(do: Callable[[Redis], object]) -> object:
    """What Redis says to that; None where it is away."""
    if is_away():
        return None
    try:
        return do(client())
    except RedisError as error:
        _Breaker.rests_until = time.monotonic() + REST_S
        log.warning("cache_unreachable", error=type(error).__name__)
        return None


def _mac(message: bytes) -> bytes:
    return hmac.new(settings.CACHE_KEY.encode(), message, hashlib.sha256).digest()
