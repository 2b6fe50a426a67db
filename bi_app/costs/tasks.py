"""Which housekeeping do reservations need?"""

from datetime import timedelta

from celery import shared_task

from bi_app.costs.ledger import sweep

FORGOTTEN_AFTER = timedelta(minutes=15)  # well past the longest that a question can take


@shared_task
def settle_forgotten_reservations() -> int:
    return sweep(FORGOTTEN_AFTER)
