"""Which questions are answered outside their request, by whom, and in which order?

A job is a row; a message to the workers says no more than that there is one. A worker takes the
fairest: of whoever has the fewest under way the one that waits longest, what was asked before what
is looked at. It has a lease, which it renews; where it dies another takes the job over, and
whatever the first still brings is void.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from bi_app.asking.answer import Waiting
from bi_app.asking.asking import Asking, Lease
from bi_app.asking.at_once import most_at_once
from bi_app.asking.errors import TooManyAtOnce, TooManyWaiting
from bi_app.asking.models import Job
from bi_app.asking.readable import readable
from bi_app.asking.stored import kept_query
from bi_app.workload import Workload
from semantic_layer.access import Policy
from semantic_layer.query import MetricQuery

LEASE = timedelta(seconds=15)
MANY_TIMES = 3  # what may be under way at once may wait beside it
REST = timedelta(seconds=1)  # before one is taken again that another process's statement stops
VIEW = Workload.VIEW.value
CLAIMING = 0x61_6F_71  # the advisory lock of whoever chooses
CLAIM = """
UPDATE asking_job AS job
   SET attempt = job.attempt + 1, not_before = NULL,
       leased_until = statement_timestamp() + make_interval(secs => %(lease)s)
  FROM (
    WITH running AS (
        SELECT asked.asker_id, leased.flight, leased.question_id
          FROM asking_job AS leased JOIN asking_question AS asked ON asked.id = leased.question_id
         WHERE leased.leased_until >= statement_timestamp()
    )
    SELECT waiting.question_id
      FROM asking_job AS waiting
      JOIN asking_question AS asked ON asked.id = waiting.question_id
     CROSS JOIN LATERAL (
           SELECT count(*) AS under_way FROM running WHERE running.asker_id = asked.asker_id
     ) AS own
     WHERE (waiting.leased_until IS NULL OR waiting.leased_until < statement_timestamp())
       AND (waiting.not_before IS NULL OR waiting.not_before < statement_timestamp())
       AND (waiting.cancelled IS NOT NULL OR own.under_way < %(most)s)
       AND (waiting.cancelled IS NOT NULL OR waiting.flight = ''
            OR NOT EXISTS (SELECT FROM running WHERE running.flight = waiting.flight))
     ORDER BY own.under_way, asked.workload = %(look)s, waiting.at
     LIMIT 1
  ) AS next
 WHERE job.question_id = next.question_id
RETURNING job.question_id, job.attempt
"""


class NotEnded(Exception):
    """What was worked on here is not the end of the question: there is nothing to record."""


class HandedOver(NotEnded):
    """It is a job from here on."""

    def __init__(self, waiting: Waiting) -> None:
        self.waiting = waiting
        super().__init__(str(waiting.id))


class Overtaken(NotEnded):
    """Another attempt has the lease now."""


@dataclass(frozen=True, slots=True)
class Held:
    """How a lease stands: whether it is still ours, and whether somebody wants the answer."""

    ours: bool
    wanted: bool = True


def queue(asking: Asking, flight: str = "") -> Waiting | None:
    """Make it a job. Nothing where a worker could not ask the same again.

    That is where words are kept masked. Raises TooManyAtOnce, TooManyWaiting.
    """
    query = kept_query(asking.query)
    if asking.masked != asking.text or (query is None) != (asking.query is None):
        return None
    if Job.objects.count() >= settings.AISLE_JOBS_WAITING:
        raise TooManyWaiting
    own = readable(Job, asking.policy).filter(question__workload=asking.workload)
    most = MANY_TIMES * most_at_once(asking.workload)
    if own.count() >= most:
        raise TooManyAtOnce(most)
    Job.objects.create(
        question_id=asking.id,
        query=query,
        defined_by=asking.defined_by,
        confirmed=asking.confirmed,
        channel=asking.channel.value,
        trace_id=asking.trace_id,
        flight=flight,
        deadline=Now() + timedelta(seconds=settings.AISLE_JOB_SECONDS),
    )
    return Waiting(asking.id, asking.conversation, asking.masked, asking.asked_at)


def look_under_way(
    policy: Policy, query: MetricQuery | None, defined_by: int | None
) -> Waiting | None:
    """Where the asker waits for a look at the very same already, that one."""
    kept = kept_query(query)
    if kept is None:
        return None
    looks = readable(Job, policy).filter(question__workload=VIEW, cancelled=None)
    found = looks.filter(query=kept, defined_by=defined_by).select_related("question").first()
    return None if found is None else waiting_of(found)


def waiting_of(job: Job) -> Waiting:
    asked = job.question
    return Waiting(asked.pk, asked.conversation_id, asked.text, asked.asked_at)


def withdraw(question: UUID) -> None:
    """Nobody could be told of it: it is answered where it was asked."""
    Job.objects.filter(pk=question).delete()


def is_under_way(question: UUID) -> bool:
    return Job.objects.filter(pk=question).exists()


def leased(lease: Lease) -> Job:
    """The job with its question, as it stands. Raises Overtaken."""
    found = _of(lease).select_related("question__asker", "question__conversation").first()
    if found is None:
        raise Overtaken
    return found


def claim() -> Lease | None:
    """The next one to work on, leased; one chooses at a time, so that each sees what all have."""
    most = settings.AISLE_ASKS_AT_ONCE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLAIMING])
        cursor.execute(CLAIM, {"lease": LEASE.total_seconds(), "most": most, "look": VIEW})
        found = cursor.fetchone()
    return None if found is None else Lease(*found)


def renew(lease: Lease) -> Held:
    """Not wanted: its asker stopped it, and nobody else waits for the same rows."""
    if not _of(lease).update(leased_until=Now() + LEASE):
        return Held(ours=False)
    others = Job.objects.filter(flight=OuterRef("flight"), cancelled=None).exclude(flight="")
    unwanted = _of(lease).filter(cancelled__isnull=False).exclude(Exists(others))
    return Held(ours=True, wanted=not unwanted.exists())


def flies(lease: Lease, flight: str) -> None:
    """Say which statement runs for it, so that nobody begins the same meanwhile."""
    _of(lease).update(flight=flight)


def put_back(lease: Lease, flight: str) -> None:
    """Another process runs its statement: it waits, and takes no worker's time."""
    _of(lease).update(flight=flight, leased_until=None, not_before=Now() + REST)


def end(lease: Lease) -> None:
    """It stands in the record, in the same transaction. Raises Overtaken."""
    if not _of(lease).delete()[0]:
        raise Overtaken


def cancel(policy: Policy, named: str) -> bool:
    """Stop one's own; says whether there was such a one."""
    try:
        mine = readable(Job, policy).filter(pk=UUID(named), cancelled=None)
    except ValueError:
        return False
    return bool(mine.update(cancelled=Now(), not_before=None))


def _of(lease: Lease) -> "QuerySet[Job]":
    return Job.objects.filter(pk=lease.question, attempt=lease.attempt)
