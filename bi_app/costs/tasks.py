"""Which housekeeping do reservations and counters need?"""

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from bi_app.costs.balance import first_off
from bi_app.costs.ledger import sweep

FORGOTTEN_AFTER = timedelta(minutes=15)  # well past the longest that a question can take
log = structlog.get_logger()


@shared_task
def settle_forgotten_reservations() -> int:
    return sweep(FORGOTTEN_AFTER)


@shared_task
def verify_counters() -> bool:
    """Compare this and the last month's counters with the ledger; an operator reads what is off."""
    last = timezone.now().date().replace(day=1) - timedelta(days=1)
    off = first_off(last.replace(day=1))
    if off is not None:
        log.error("costs_unbalanced", off=str(off))
    return off is None
