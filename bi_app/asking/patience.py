"""Is a question answered in its request, or handed over to a worker?

What is quick, as far as anybody knows, is answered at once. What is slow, or may be, is handed over
before it begins, so that its statement runs once. What was taken for quick and is not is ended
at the end of its grace, and handed over then. Without a queue everything is answered at once.
"""

import time
from dataclasses import replace

import structlog
from django.conf import settings
from kombu.exceptions import OperationalError

from bi_app.asking import jobs
from bi_app.asking.answer import Waiting
from bi_app.asking.asking import Asking
from bi_app.asking.jobs import HandedOver, is_under_way, queue, withdraw
from bi_app.asking.plans import Rollups
from bi_app.asking.wake import wake
from bi_app.warehouse import past_runs
from bi_app.warehouse.estimate import surely_within
from bi_app.warehouse.gate import Ran, flight_of, is_kept, run
from bi_app.warehouse.terms import USUAL
from semantic_layer.check import CheckedStatement
from semantic_layer.errors import StatementTimeout

LOOK_S = 0.025
AT_ONCE_S = 0.5  # what is there by then is shown as if it had never been away
LEAST_S = 0.2
log = structlog.get_logger()


def grace(among: int = 1) -> float | None:
    """How long a page waits for each of so many answers; nothing where it always waits."""
    whole = float(settings.AISLE_GRACE_SECONDS)
    return max(LEAST_S, whole / max(1, among)) if whole else None


def is_there(waiting: Waiting, seconds: float = AT_ONCE_S) -> bool:
    """Wait a moment for it; says whether the job has ended by then."""
    until = time.monotonic() + min(seconds, settings.AISLE_GRACE_SECONDS)
    while is_under_way(waiting.id):
        if time.monotonic() >= until:
            return False
        time.sleep(LOOK_S)
    return True


def surely_done(statement: CheckedStatement, asking: Asking) -> bool:
    """Whether the statement fits what is left of the grace, as far as anybody knows."""
    if asking.until is None:
        return True
    left = asking.until - time.monotonic()
    return is_kept(statement) or surely_within(statement, asking.clock, left)


def hand_over(asking: Asking, statement: CheckedStatement | None = None) -> None:
    """Raises HandedOver where the question may become a job, and there is a queue for it."""
    if asking.until is None:
        return
    waiting = queue(asking, "" if statement is None else flight_of(statement))
    if waiting is None:
        return
    if not tell_workers():
        withdraw(asking.id)
        return
    raise HandedOver(waiting)


def tell_workers() -> bool:
    """Whether they could be told that there is something to do."""
    try:
        wake()
    except OperationalError as error:
        log.warning("queue_unreachable", error=type(error).__name__)
        return False
    return True


def patiently(statement: CheckedStatement, asking: Asking, rollups: Rollups = ()) -> Ran:
    """Run it on the asking's own terms; what ends at the end of its grace is handed over."""
    if asking.lease is not None:
        jobs.flies(asking.lease, flight_of(statement))
    if asking.until is None:
        return run(statement, asking.policy, rollups, asking.terms)
    left = max(0.1, asking.until - time.monotonic())
    try:
        return run(statement, asking.policy, rollups, replace(asking.terms, seconds=left))
    except StatementTimeout:
        past_runs.note(statement, left)
        hand_over(asking, statement)
        return run(statement, asking.policy, rollups, USUAL)
