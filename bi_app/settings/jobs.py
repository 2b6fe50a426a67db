"""Which jobs run, when, and in which queues?"""

from kombu import Queue

from bi_app.databases import broker_address
from bi_app.settings.installation import VAR
from bi_app.settings.servers import REDIS_QUEUES, REDIS_URL, ROLLUPS
from bi_app.workload import Workload

CELERY_BROKER_URL = broker_address(REDIS_URL, REDIS_QUEUES)
CELERY_RESULT_BACKEND = None  # outcomes are rows in PostgreSQL, not messages
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_QUEUES = [Queue(workload.value) for workload in Workload]
CELERY_TASK_DEFAULT_QUEUE = Workload.BATCH.value
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {"bi_app.people.tasks.mail_links": {"queue": Workload.VIEW.value}}
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,  # a running job is not delivered again
    "socket_timeout": 30,  # above the seconds that a worker blocks in waiting for a job
    "socket_connect_timeout": 5,
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "take over what a worker left": {
        "task": "bi_app.asking.tasks.answer_waiting",
        "schedule": 5.0,
        "options": {"expires": 5.0},
    },
    "settle forgotten reservations": {
        "task": "bi_app.costs.tasks.settle_forgotten_reservations",
        "schedule": 300.0,
    },
    "compare counters with the ledger": {
        "task": "bi_app.costs.tasks.verify_counters",
        "schedule": 3600.0,
    },
    "anchor the record": {
        "task": "bi_app.audit.tasks.anchor_the_record",
        "schedule": 60.0,
    },
    "retain the record": {
        "task": "bi_app.audit.tasks.retain_the_record",
        "schedule": 86_400.0,
    },
    "clear old sign-ins": {
        "task": "bi_app.people.tasks.clear_old_sign_ins",
        "schedule": 24 * 3600.0,
    },
}
if ROLLUPS:
    CELERY_BEAT_SCHEDULE["build rollups of new data"] = {
        "task": "bi_app.warehouse.tasks.build_rollups",
        "schedule": 300.0,
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
