"""The workers' part of asking: questions that take longer than a request."""

from celery import shared_task

from bi_app.asking.jobs import claim
from bi_app.asking.work import work
from bi_app.workload import Workload

AT_A_TIME = 50  # by one message; the beat sends further ones


@shared_task(queue=Workload.ASK.value, acks_late=False)
def answer_waiting() -> int:
    """Answer what waits, the fairest first, until nothing is left to take; says how many."""
    for done in range(AT_A_TIME):
        lease = claim()
        if lease is None:
            return done
        work(lease)
    return AT_A_TIME
