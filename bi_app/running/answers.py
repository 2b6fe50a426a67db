"""The worker of questions that take longer than a request.

It works in threads: what it does is mostly to wait for the warehouse or a language model.
"""

from threading import Thread

from celery.signals import worker_ready
from django.utils.module_loading import import_string

from bi_app.celery import app
from bi_app.settings import AISLE_JOBS_AT_ONCE
from bi_app.workload import Workload

CATALOGUE = "bi_app.running.warm.load_catalogue"  # it needs models, which need Django to be set up
ALONE = ("--without-gossip", "--without-mingle")  # there is no other worker to talk to


@worker_ready.connect
def _warm_up(**_signal: object) -> None:
    Thread(target=import_string(CATALOGUE), name="warm", daemon=True).start()


def main() -> None:
    threads = ("--pool", "threads", "--concurrency", str(AISLE_JOBS_AT_ONCE))
    named = ("-Q", Workload.ASK.value, "-n", "answers@%h")
    app.worker_main(["worker", *named, *threads, *ALONE, "--loglevel", "INFO"])


if __name__ == "__main__":
    main()
