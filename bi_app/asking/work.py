"""How is one job worked on? As its asker would be answered in a request, under a lease."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

import structlog
from django.db import connection
from django.utils import timezone

from bi_app.asking import jobs, progress
from bi_app.asking.admit import resume
from bi_app.asking.ask import answer
from bi_app.asking.asking import Lease
from bi_app.asking.jobs import NotEnded
from bi_app.asking.record import record_ended
from bi_app.asking.timings import Timings
from bi_app.warehouse.engines import engine
from bi_app.warehouse.flights import UnderWay
from bi_app.warehouse.terms import Cancel
from semantic_layer.errors import StatementCancelled, StatementTimeout

LOOK_S = 0.5
log = structlog.get_logger()


def work(lease: Lease) -> None:
    """Answer it, or put it back while another process runs its statement."""
    with structlog.contextvars.bound_contextvars(request=str(lease.question)):
        try:
            if lease.attempt > 1:
                engine().end(str(lease.question))  # what an attempt that died left running
            _work(lease)
        except UnderWay as error:
            jobs.put_back(lease, error.key)
        except NotEnded:
            log.info("job_overtaken", attempt=lease.attempt)


def _work(lease: Lease) -> None:
    job = jobs.leased(lease)
    asking = resume(job)
    if asking is None:
        jobs.end(lease)
        progress.end(lease.question)
        return
    timings = Timings(lambda step: progress.tell(lease.question, step))
    with _held(lease) as cancel:
        asking = replace(asking, terms=replace(asking.terms, cancel=cancel))
        if job.cancelled is not None:
            record_ended(asking, StatementCancelled("It was stopped while it waited."), timings)
        elif job.deadline < timezone.now():
            record_ended(asking, StatementTimeout("It waited for too long."), timings)
        else:
            answer(asking, timings)
    progress.end(lease.question)


@contextmanager
def _held(lease: Lease) -> Iterator[Cancel]:
    """Renew the lease while the work goes on, and end the work when nobody wants it any more."""
    cancel, done = Cancel(), Event()
    keeper = Thread(target=_keep, args=(lease, cancel, done), name="lease", daemon=True)
    keeper.start()
    try:
        yield cancel
    finally:
        done.set()
        keeper.join()


def _keep(lease: Lease, cancel: Cancel, done: Event) -> None:
    while not done.wait(LOOK_S):
        held = jobs.renew(lease)
        connection.close()
        if not held.ours or not held.wanted:
            cancel.ask()
