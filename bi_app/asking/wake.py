"""Tell the workers that a question waits. The message says no more: what waits stands in rows."""

from celery import current_app

from bi_app.workload import Workload

TASK = "bi_app.asking.tasks.answer_waiting"
FORGOTTEN_AFTER_S = 60  # the beat tells them again before long


def wake() -> None:
    """Raises OperationalError where the queue cannot be reached."""
    current_app.send_task(
        TASK, queue=Workload.ASK.value, expires=FORGOTTEN_AFTER_S, retry=False, ignore_result=True
    )
