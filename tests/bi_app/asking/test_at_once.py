"""A person has so many questions under way at once, in all processes together."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from bi_app.asking.at_once import a_place
from bi_app.asking.errors import TooManyAtOnce
from bi_app.workload import Workload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.AISLE_AT_ONCE_WAIT_SECONDS = 0


class Session:
    """Another process, as far as the database can tell: a thread with a connection of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._held = ExitStack()

    def take(self, asker: int, workload: Workload) -> None:
        self._thread.submit(self._held.enter_context, a_place(asker, workload)).result()

    def may(self, asker: int, workload: Workload) -> "Future[bool]":
        return self._thread.submit(is_free, asker, workload)

    def end(self) -> None:
        self._thread.submit(self._held.close).result()
        self._thread.submit(lambda: connection.close()).result()
        self._thread.shutdown()


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    found = [Session() for _ in range(7)]
    yield found
    for each in found:
        each.end()


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
    sessions: list[Session], workload: Workload, most: int
) -> None:
    *holders, other = sessions
    for each in holders[: most - 1]:
        each.take(7, workload)
    assert other.may(7, workload).result()
    holders[most - 1].take(7, workload)

    assert not other.may(7, workload).result()
    assert other.may(8, workload).result()
    holders[0].end()
    sessions.remove(holders[0])
    assert other.may(7, workload).result()


def test_another_workload_has_places_of_its_own(sessions: list[Session]) -> None:
    sessions[0].take(7, Workload.BATCH)

    assert not sessions[1].may(7, Workload.BATCH).result()
    assert sessions[1].may(7, Workload.ASK).result()


def test_it_waits_for_a_place_to_become_free(sessions: list[Session], settings: Settings) -> None:
    settings.AISLE_AT_ONCE_WAIT_SECONDS = 20
    sessions[0].take(7, Workload.BATCH)
    waiting = sessions[1].may(7, Workload.BATCH)
    assert not threading.Event().wait(0.2)
    assert not waiting.done()

    sessions.pop(0).end()

    assert waiting.result()


def test_a_question_that_fails_gives_its_place_back(sessions: list[Session]) -> None:
    with pytest.raises(ZeroDivisionError), a_place(7, Workload.BATCH):
        1 / 0  # noqa: B018

    assert sessions[0].may(7, Workload.BATCH).result()
