"""How often may something be tried that a thief would try often?

Each try is counted before it is made, in one statement, so that tries at the same time are all
counted. The counts are rows of the database, shared by all processes: where they cannot be
written, nothing may be tried. What is counted is kept under a keyed hash, known name or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from bi_app.people.models import Attempts

COUNT = """
    INSERT INTO people_attempts AS tried (kind, whose, since, count)
    VALUES (%(kind)s, %(whose)s, now(), 1)
    ON CONFLICT (kind, whose) DO UPDATE
       SET count = CASE WHEN tried.since > now() - make_interval(secs => %(within_s)s)
                        THEN tried.count + 1 ELSE 1 END,
           since = CASE WHEN tried.since > now() - make_interval(secs => %(within_s)s)
                        THEN tried.since ELSE now() END
 RETURNING count, extract(epoch FROM since - now()) + %(within_s)s
"""
WITHIN = timedelta(minutes=15)
LONGEST = timedelta(days=1)  # after which a count is of no use to any limit


class TooManyAttempts(Exception):
    """Tried too often, rightly or not; in `wait_s` seconds it may be tried again.

    `first` where this was the first one too many: the record tells that one and not a flood.
    """

    def __init__(self, wait_s: int, first: bool) -> None:
        self.wait_s, self.first = wait_s, first
        minutes = max(1, round(wait_s / 60))
        said = ngettext(
            "This was tried too often. Try again in %(minutes)s minute;"
            " an administrator can help if you have forgotten how you sign in.",
            "This was tried too often. Try again in %(minutes)s minutes;"
            " an administrator can help if you have forgotten how you sign in.",
            minutes,
        )
        super().__init__(said % {"minutes": minutes})


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries of a kind by, or at, one of something `within` a time."""

    kind: str
    most: int
    within: timedelta = WITHIN


def of_account() -> Limit:
    return Limit("account", settings.AISLE_TRIES_AN_ACCOUNT)


def of_address() -> Limit:
    return Limit("address", settings.AISLE_TRIES_AN_ADDRESS)


def count(tries: Sequence[tuple[Limit, str]]) -> None:
    """Count one try of each kind; raises TooManyAttempts where any was one too many."""
    counted = [(limit, *_count(limit, whose)) for limit, whose in tries]
    over = [(wait_s, tried - limit.most) for limit, tried, wait_s in counted if tried > limit.most]
    if over:
        raise TooManyAttempts(max(wait_s for wait_s, _ in over), any(by == 1 for _, by in over))


def first_time(limit: Limit, whose: str) -> bool:
    """Count a thing that is good once; whether this was that once."""
    return _count(limit, whose)[0] == 1


def forget(limit: Limit, whose: str) -> None:
    """Somebody proved to be the right person: their earlier slips count no more."""
    Attempts.objects.filter(kind=limit.kind, whose=_hashed(limit, whose)).delete()


def take_back(limit: Limit, whose: str) -> None:
    """This one try was right; those before it stay counted."""
    found = Attempts.objects.filter(kind=limit.kind, whose=_hashed(limit, whose), count__gt=0)
    found.update(count=F("count") - 1)


def clear_old() -> int:
    return Attempts.objects.filter(since__lt=Now() - LONGEST).delete()[0]


def _count(limit: Limit, whose: str) -> tuple[int, int]:
    """How often it was tried with this time, and in how many seconds the count starts again."""
    within_s = limit.within.total_seconds()
    tried = {"kind": limit.kind, "whose": _hashed(limit, whose)}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {**tried, "within_s": within_s})
        times, wait_s = cursor.fetchone()
    return int(times), max(1, int(wait_s))


def _hashed(limit: Limit, whose: str) -> str:
    return salted_hmac(f"attempts:{limit.kind}", whose.lower(), algorithm="sha256").hexdigest()
