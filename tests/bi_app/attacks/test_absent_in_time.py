"""How long a refusal takes does not tell what is hidden from what does not exist."""

import time
from collections.abc import Callable
from statistics import quantiles

import pytest
from pytest_django import Settings

from tests.bi_app.attacks.test_absent import HIDDEN
from tests.bi_app.street import say, send
from tests.counts import PROVING

Ask = Callable[[str, str, str], None]
ASKED = 500
SAME_MS = 20.0  # of difference at the 95th percentile

pytestmark = [
    pytest.mark.skipif(not PROVING, reason="a measurement, of the long form alone"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("retailer"),
]


def ask_in_words(username: str, dimension: str, name: str) -> None:
    say(username, f"net sales of {name} last month")


def send_a_filter(username: str, dimension: str, name: str) -> None:
    send(username, metrics=["net_sales"], filters=[{"dimension": dimension, "values": [name]}])


@pytest.mark.parametrize("ask", [ask_in_words, send_a_filter], ids=lambda ask: ask.__name__)
@pytest.mark.parametrize(("username", "dimension", "hidden", "absent"), HIDDEN[:1])
def test_it_takes_as_long(
    settings: Settings,
    ask: Callable[[str, str, str], None],
    username: str,
    dimension: str,
    hidden: str,
    absent: str,
) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000_000
    took: dict[str, list[float]] = {hidden: [], absent: []}

    for _ in range(ASKED):  # by turns, so that a busy moment meets both
        for name, times in took.items():
            begun = time.perf_counter()
            ask(username, dimension, name)
            times.append(1000 * (time.perf_counter() - begun))

    slowest = [quantiles(times, n=20)[-1] for times in took.values()]
    print(f"{ask}: hidden {slowest[0]:.1f} ms, absent {slowest[1]:.1f} ms at the 95th percentile")
    assert abs(slowest[0] - slowest[1]) < SAME_MS
