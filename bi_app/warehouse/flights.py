"""Is the very same statement under way already, in this process or in another?

In one process those who want the same rows share what one of them fetches. Of several processes one
holds a lock in the database while it fetches, and the others take what it kept. A lock goes with
the connection that holds it, so that a process that dies leaves none behind.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection

from bi_app import sealed
from bi_app.warehouse.engine import Fetched
from bi_app.warehouse.results import keep, kept
from semantic_layer.errors import StatementCancelled, StatementTimeout

LOOK_S = 0.05
Fetch = Callable[[], Fetched]


class UnderWay(Exception):
    """Another process fetches the rows of this key, and nobody wants to wait for them here."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class _Flight:
    """`until` is when whoever fetches gives up, by the monotonic clock."""

    until: float
    rows: "Future[Fetched]" = field(default_factory=Future)


_flights: dict[str, _Flight] = {}
_lock = Lock()


def fly(key: str, fetch: Fetch, until: float, *, waits: bool) -> tuple[Fetched, bool]:
    """The rows, and whether another fetched them. Raises what `fetch` does, and UnderWay.

    Where whoever fetched gave up earlier than we do, it is our turn.
    """
    while True:
        with _lock:
            flight = _flights.get(key)
            if flight is None:
                ours = _flights[key] = _Flight(until)
                break
        try:
            return flight.rows.result(max(0.0, until - time.monotonic())), True
        except TimeoutError:
            raise StatementTimeout("It was waited for, and took too long.") from None
        except (StatementTimeout, StatementCancelled, UnderWay):
            if flight.until >= until:
                raise
    try:
        fetched, shared = _alone(key, fetch, until, waits=waits)
    except BaseException as error:
        ours.rows.set_exception(error)
        raise
    else:
        ours.rows.set_result(fetched)
        return fetched, shared
    finally:
        with _lock:
            del _flights[key]


def _alone(key: str, fetch: Fetch, until: float, *, waits: bool) -> tuple[Fetched, bool]:
    """Where Redis is away nothing can be handed over, and each process fetches for itself."""
    while not sealed.is_away():
        with _lock_of(key) as have:
            if have:
                found = kept(key)  # by one that was done meanwhile
                return (found, True) if found is not None else (_kept_of(key, fetch), False)
        if not waits:
            raise UnderWay(key)
        if time.monotonic() >= until:
            raise StatementTimeout("It was waited for, and took too long.")
        time.sleep(LOOK_S)
    return _kept_of(key, fetch), False


def _kept_of(key: str, fetch: Fetch) -> Fetched:
    fetched = fetch()
    keep(key, fetched)
    return fetched


@contextmanager
def _lock_of(key: str) -> Iterator[bool]:
    """An advisory lock of PostgreSQL; says whether it is ours."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (have,) = cursor.fetchone()
    try:
        yield have
    finally:
        if have:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
