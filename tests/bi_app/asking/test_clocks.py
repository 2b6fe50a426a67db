"""Nothing is answered while nobody can say when it was."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from bi_app import clocks
from bi_app.asking.errors import NotRecorded
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
QUESTION = "net sales yesterday"


@pytest.fixture(autouse=True)
def looks_anew() -> Iterator[None]:
    clocks.forget()
    yield
    clocks.forget()


@pytest.mark.parametrize("seconds", [-6, 6])
def test_a_clock_that_is_off_ends_all_answers(
    monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    right = clocks.time.time
    with monkeypatch.context() as patched:
        wrong = SimpleNamespace(time=lambda: right() + seconds, monotonic=lambda: 0.0)
        patched.setattr(clocks, "time", wrong)
        with pytest.raises(NotRecorded):
            say("elena.exec", QUESTION)
    clocks.forget()

    assert say("elena.exec", QUESTION).finding.status == "answered"


def test_it_looks_once_a_minute_and_sooner_where_it_is_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[float] = []
    now, off = [1000.0], [0.0]

    def told() -> float:
        looks.append(now[0])
        return off[0]

    monkeypatch.setattr(clocks, "now_on_our_database", told)
    monkeypatch.setattr(clocks, "time", SimpleNamespace(time=lambda: 0.0, monotonic=lambda: now[0]))
    for later in (0, 59, 1):
        now[0] += later
        assert clocks.ours_agrees()
    off[0] = 60.0
    now[0] += 60
    assert not clocks.ours_agrees()
    off[0] = 0.0
    now[0] += 5
    assert clocks.ours_agrees()

    assert looks == [1000.0, 1060.0, 1120.0, 1125.0]
