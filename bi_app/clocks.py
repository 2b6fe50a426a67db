"""Does this machine's clock agree with a database's? Rights, budgets and records go by both."""

import time
from collections.abc import Callable, Iterator

from django.db import connection

from bi_app.warehouse.faults import Fault

MOST_APART_S = 5.0


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
