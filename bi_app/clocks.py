"""Does this machine's clock agree with a database's? Rights, budgets and records go by both."""

import time
from collections.abc import Callable, Iterator

from django.db import connection

from bi_app.warehouse.faults import Fault

MOST_APART_S = 5.0
EVERY_S = 60.0
AGAIN_S = 5.0

_until: list[tuple[float, bool]] = []  # on the monotonic clock, and what was found


def clock_faults(now: Callable[[], float]) -> Iterator[Fault]:
    """`now` asks the other clock, in seconds of the epoch; how long that takes is allowed for."""
    before = time.time()
    told = now()
    after = time.time()
    if not before - MOST_APART_S <= told <= after + MOST_APART_S:
        yield Fault(
            "clock_skew",
            f"A database's clock is more than {MOST_APART_S:g} s from this machine's.",
            "Let both follow the same time servers.",
        )


def now_on_our_database() -> float:
    """Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return float(cursor.fetchone()[0])


def ours_agrees() -> bool:
    """Whether the application's database agrees, by a look a minute old at most.

    Raises DatabaseError.
    """
    if not _until or time.monotonic() >= _until[0][0]:
        agrees = not list(clock_faults(now_on_our_database))
        _until[:] = [(time.monotonic() + (EVERY_S if agrees else AGAIN_S), agrees)]
    return _until[0][1]


def forget() -> None:
    """The next question looks anew."""
    _until.clear()
