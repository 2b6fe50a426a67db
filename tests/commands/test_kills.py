"""The web process is killed outright at any moment: no charge is lost, and none is booked twice.

The demo's own servers go on running, and what was answered, asked and booked is compared in its
database: 2 kills in `make test`, 200 in `make prove`.
"""

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bi_app.demo.file import write_demo_file
from bi_app.embedded import servers
from bi_app.embedded.places import Places
from tests.commands.demo import PROJECT, environment, free_port
from tests.commands.prepared import put_demo
from tests.commands.test_serve import wait_until_ready
from tests.counts import cases

KILLS = cases(2, 200)
ASKERS = 3  # at the same time
LONGEST_S = 0.6  # from the first question to the kill
SWEEP = "from bi_app.costs.tasks import settle_forgotten_reservations as s; print(s())"
UNBALANCED = """
    SELECT held.asking
      FROM costs_reservation AS held
      LEFT JOIN asking_answerrecord AS answer ON answer.question_id::text = held.asking
      LEFT JOIN LATERAL (
          SELECT count(*) AS entries, sum(micros) AS micros FROM costs_ledgerentry
           WHERE asking = held.asking
      ) AS booked ON true
     WHERE held.settled IS NULL
        OR booked.entries <> 1
        OR booked.micros <> COALESCE(answer.cost_micros, held.micros)
"""


@dataclass(frozen=True)
class Installation:
    """A prepared demo whose servers run; `told` are the ids and costs of answers that came."""

    places: Places
    environment: dict[str, str]
    key: str
    told: dict[str, int] = field(default_factory=dict)

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.places.database_url) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        var = Path(folder, "var")
        put_demo(var)
        places = Places(var)
        own = {**environment(var), **write_demo_file(var), "AISLE_ASKS_A_MINUTE": "1000000"}
        own |= {"DJANGO_SETTINGS_MODULE": "bi_app.settings"}
        servers.start(places, {})
        try:
            asked = [sys.executable, "manage.py", "api_key", "elena.exec"]
            key = subprocess.run(
                asked, cwd=PROJECT, env=own, capture_output=True, text=True, check=True
            )
            yield Installation(places, own, key.stdout.split()[-1])
        finally:
            servers.stop(places, {})


def test_it_neither_loses_nor_doubles_a_charge(installation: Installation) -> None:
    moments = random.Random(20261127)  # noqa: S311  (moments are no secrets)
    for number in range(KILLS):
        ask_until_killed(installation, number, moments.uniform(0, LONGEST_S))
    installation.run("manage.py", "costs", "verify")  # what is held counts as long as it is

    installation.rows("UPDATE costs_reservation SET at = at - interval '1 hour' RETURNING 1")
    installation.run("-c", f"import django; django.setup(); {SWEEP}")

    installation.run("manage.py", "costs", "verify")
    assert installation.rows(UNBALANCED) == []
    asked = "SELECT asking, sum(micros) FROM costs_ledgerentry GROUP BY 1"
    booked = {asking: int(micros) for asking, micros in installation.rows(asked)}
    assert installation.told
    assert {asking: booked.get(asking) for asking in installation.told} == installation.told
    audited = "SELECT asking, count(*) FROM audit_entry WHERE action IN ('ask', 'query') GROUP BY 1"
    entries = dict(installation.rows(audited))
    assert {entries.get(asking) for asking in installation.told} == {1}


def ask_until_killed(installation: Installation, number: int, seconds: float) -> None:
    port = str(free_port())
    command = [sys.executable, "-m", "bi_app.running.web", "127.0.0.1", port]
    web = subprocess.Popen(
        command, cwd=PROJECT, env=installation.environment, stderr=subprocess.DEVNULL
    )
    try:
        assert wait_until_ready(port, web) == 200
        ask(installation, port, number)  # one at least is answered in each life
        with ThreadPoolExecutor(ASKERS) as pool:
            for asker in range(ASKERS):
                pool.submit(ask_on, installation, port, web, number * ASKERS + asker)
            time.sleep(seconds)
            web.send_signal(signal.SIGKILL)
            web.wait(30)
    finally:
        web.kill()
        web.wait(30)


def ask_on(installation: Installation, port: str, web: subprocess.Popen[bytes], at: int) -> None:
    while web.poll() is None:
        ask(installation, port, at)
        at += 7


def ask(installation: Installation, port: str, at: int) -> None:
    """A question that no cache knows; what is answered is noted, what is cut off is not."""
    query = {
        "metrics": ["net_sales", "units_sold"],
        "dimensions": ["region"],
        "thresholds": [{"metric": "net_sales", "op": "gt", "values": [at + 0.5]}],
    }
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/query",
        json.dumps({"metric_query": query}).encode(),
        {"Authorization": f"Bearer {installation.key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310  (loopback)
            answer = json.loads(response.read())
    except (OSError, ValueError, urllib.error.URLError):
        return
    installation.told[answer["id"]] = round(answer["cost"]["amount"] * 1_000_000)
