"""A person has so many questions under way at once, in all processes together."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from bi_app.asking.at_once import a_place, most_at_once
from bi_app.asking.errors import TooManyAtOnce
from bi_app.workload import Workload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.AISLE_AT_ONCE_WAIT_SECONDS = 0


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    """Another process, as far as the database can tell: a connection of its own."""
    with ThreadPoolExecutor(1) as threads:
        yield threads
        threads.submit(connection.close).result()


def is_free(asker: int, workload: Workload) -> bool:
    try:
        with a_place(asker, workload):
            return True
    except TooManyAtOnce:
        return False


@pytest.mark.parametrize(
    ("workload", "most"), [(Workload.ASK, 3), (Workload.VIEW, 6), (Workload.BATCH, 1)]
)
def test_so_many_run_and_one_more_is_refused(
    elsewhere: ThreadPoolExecutor, workload: Workload, most: int
) -> None:
    assert most_at_once(workload) == most
    with ExitStack() as held:
        for _ in range(most - 1):
            held.enter_context(a_place(7, workload))
        assert elsewhere.submit(is_free, 7, workload).result()
        held.enter_context(a_place(7, workload))
        assert not elsewhere.submit(is_free, 7, workload).result()
        assert elsewhere.submit(is_free, 8, workload).result()

    assert elsewhere.submit(is_free, 7, workload).result()


def test_another_workload_has_places_of_its_own(elsewhere: ThreadPoolExecutor) -> None:
    with a_place(7, Workload.BATCH):
        assert not elsewhere.submit(is_free, 7, Workload.BATCH).result()
        assert elsewhere.submit(is_free, 7, Workload.ASK).result()


def test_it_waits_for_a_place_to_become_free(
    elsewhere: ThreadPoolExecutor, settings: Settings
) -> None:
    settings.AISLE_AT_ONCE_WAIT_SECONDS = 20
    with a_place(7, Workload.BATCH):
        waiting = elsewhere.submit(is_free, 7, Workload.BATCH)
        assert not threading.Event().wait(0.2)
        assert not waiting.done()

    assert waiting.result()


def test_a_question_that_fails_gives_its_place_back(elsewhere: ThreadPoolExecutor) -> None:
    with pytest.raises(ZeroDivisionError), a_place(7, Workload.BATCH):
        1 / 0  # noqa: B018

    assert elsewhere.submit(is_free, 7, Workload.BATCH).result()
