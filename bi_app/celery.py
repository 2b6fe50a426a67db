"""How do jobs run outside the request?

One queue for each workload, so that a long batch never stands in front of somebody's
question. A task names its queue: `@shared_task(queue=Workload.ASK)`.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bi_app.settings")

app = Celery("aisle")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
