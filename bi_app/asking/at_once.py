"""How many questions of one person may be under way at once?

Each one holds a lock in the database, one of as many as there may be: whatever process it is asked
in, and however that ends, its place is free again.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from bi_app.asking.errors import TooManyAtOnce
from bi_app.workload import Workload

LOCKS = 0x61_6F_00_00  # the first number of the advisory locks, of a workload's places
PLACES = 256  # numbers that each workload has
NUMBERS = 2**31 - 1  # an advisory lock's second number is of 32 bits
LOOK_S = 0.05

TAKE = """
SELECT place FROM generate_series(0, %s) AS place
WHERE pg_try_advisory_lock(%s + place, %s) LIMIT 1
"""


@contextmanager
def a_place(asker_id: int, workload: Workload) -> Iterator[None]:
    """Wait a little for a place where all are taken; raises TooManyAtOnce."""
    first = LOCKS + PLACES * list(Workload).index(workload)
    most, person = most_at_once(workload), asker_id % NUMBERS
    until = time.monotonic() + settings.AISLE_AT_ONCE_WAIT_SECONDS
    while (place := _take(most, first, person)) is None:
        if time.monotonic() >= until:
            raise TooManyAtOnce(most)
        time.sleep(LOOK_S)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [first + place, person])


def most_at_once(workload: Workload) -> int:
    match workload:
        case Workload.ASK | Workload.AGENT:
            return int(settings.AISLE_ASKS_AT_ONCE)
        case Workload.VIEW | Workload.SUGGEST:
            return int(settings.AISLE_VIEWS_AT_ONCE)
        case Workload.BATCH | Workload.WATCH:
            return int(settings.AISLE_BATCHES_AT_ONCE)


def _take(most: int, first: int, person: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [most - 1, first, person])
        found = cursor.fetchone()
    return None if found is None else int(found[0])
