"""Which housekeeping does the record need?"""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from bi_app.audit.anchors import anchor
from bi_app.audit.segments import drop_what_is_old, seal_what_is_over


@shared_task
def anchor_the_record() -> None:
    anchor()


@shared_task
def retain_the_record() -> None:
    """Seal the months that are over, and drop those that are older than the retention."""
    seal_what_is_over()
    drop_what_is_old(timedelta(days=settings.AISLE_AUDIT_KEEP_DAYS))
