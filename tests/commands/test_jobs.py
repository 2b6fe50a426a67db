"""A question that takes long becomes a job: answered once, charged once, whatever is killed.

The real web process, workers and queue, over a number that takes its time: 1 kill in `make test`,
50 in `make prove`, where the statement takes 20 seconds.
"""

import http.client
import json
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from bi_app.demo.file import write_demo_file
from bi_app.embedded import servers
from bi_app.embedded.places import Places
from tests.commands import slow
from tests.commands.demo import PROJECT, environment, free_port
from tests.commands.prepared import put_demo
from tests.commands.test_serve import wait_until_ready
from tests.counts import cases

KILLS = cases(1, 50)
SLOW_S = cases(6, 20)
PEOPLE = 20
PATIENCE_S = 90.0
SIGN_IN = """
import sys, json, django
django.setup()
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from bi_app.costs.ledger import open_budget
from bi_app.people.models import User
found = {}
for name in sys.argv[1:]:
    user, made = User.objects.get_or_create(username=name, defaults={"roles": ["executive"]})
    open_budget(user.pk, 10**9)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    found[name] = session.session_key
print(json.dumps(found))
"""
ANSWERS = """
SELECT answer.question_id::text, answer.status, answer.code,
       (SELECT count(*) FROM audit_entry WHERE asking = answer.question_id::text),
       (SELECT count(*) FROM costs_ledgerentry
         WHERE asking = answer.question_id::text AND kind = 'warehouse'),
       (SELECT sum((detail->>'seconds')::float8) FROM costs_ledgerentry
         WHERE asking = answer.question_id::text AND kind = 'warehouse')
  FROM asking_answerrecord AS answer WHERE answer.question_id::text = ANY(%s)
"""


@dataclass(frozen=True)
class Installation:
    places: Places
    environment: dict[str, str]
    port: str

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

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

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.places.database_url) as connection:
            return connection.execute(query.encode(), values or None).fetchall()


@dataclass(frozen=True)
class Person:
    """Somebody at their browser, signed in."""

    installation: Installation
    session: str

    def call(self, method: str, path: str, **fields: str) -> tuple[int, str]:
        token = secrets.token_hex(16)
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.installation.port}{path}",
            urlencode(fields).encode() if method == "POST" else None,
            {
                "Cookie": f"sessionid={self.session}; csrftoken={token}",
                "X-CSRFToken": token,
                "HX-Request": "true",
            },
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def ask(self, question: str) -> str:
        status, page = self.call("POST", "/ask/", question=question)
        assert status == 200, page
        return page


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        var = Path(folder, "var")
        put_demo(var)
        slow.slow_down(var, SLOW_S)
        places = Places(var)
        own = {**environment(var), **write_demo_file(var)}
        own |= {"DJANGO_SETTINGS_MODULE": "bi_app.settings", "AISLE_ASKS_A_MINUTE": "100000"}
        found = Installation(places, own, str(free_port()))
        servers.start(places, {})
        web = None
        try:
            files = Path(folder, "model")
            files.mkdir()
            slow.release(var, files)
            web = found.start("-m", "bi_app.running.web", "127.0.0.1", found.port)
            assert wait_until_ready(found.port, web) == 200
            yield found
        finally:
            if web is not None:
                web.kill()
                web.wait(30)
            servers.stop(places, {})


@pytest.fixture(scope="module")
def people(installation: Installation) -> list[Person]:
    names = [f"person.{number}" for number in range(PEOPLE)]
    sessions = json.loads(installation.run("-c", SIGN_IN, *names))
    return [Person(installation, sessions[name]) for name in names]


@contextmanager
def worker(installation: Installation) -> Iterator["subprocess.Popen[bytes]"]:
    process = installation.start("-m", "bi_app.running.answers")
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(30)


@pytest.fixture(autouse=True)
def nothing_kept(installation: Installation) -> None:
    """What was fetched for one test is no help to the next."""
    slow.forget(installation.places.root)


def job_of(page: str) -> str:
    """Of a turn that waits, the question that is worked on."""
    assert "data-follow" in page, page
    return page.partition("/streams/questions/")[2].partition("/")[0]


def until(what: str, holds: Callable[[], bool], patience: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def wait_for_a_worker(installation: Installation, job: str) -> None:
    """Until it is worked on, and has been for a moment."""
    taken = "SELECT 1 FROM asking_job WHERE attempt > 0 AND question_id::text = %s"
    until("a worker has it", lambda: bool(installation.rows(taken, job)))
    time.sleep(1)


def answers(installation: Installation, jobs: list[str]) -> list[tuple[Any, ...]]:
    return installation.rows(ANSWERS, jobs)


def test_twenty_people_of_one_entitlement_run_one_statement(
    installation: Installation, people: list[Person]
) -> None:
    with worker(installation), ThreadPoolExecutor(PEOPLE) as pool:
        pages = list(pool.map(lambda person: person.ask(slow.QUESTION), people))
        jobs = [job_of(page) for page in pages]
        until("all are answered", lambda: len(answers(installation, jobs)) == PEOPLE)

    found = answers(installation, jobs)
    assert {(status, audited, charged) for _, status, _, audited, charged, _ in found} == {
        ("answered", 1, 1)
    }
    assert sum(seconds > SLOW_S / 4 for *_, seconds in found) == 1
    assert all(seconds < SLOW_S / 4 or seconds > SLOW_S / 2 for *_, seconds in found)


def test_a_slow_answer_stands_in_nobodys_way(
    installation: Installation, people: list[Person]
) -> None:
    with worker(installation):
        job = job_of(people[0].ask(slow.QUESTION))
        page = people[0].ask("net sales by region last month")
        was_first = answers(installation, [job]) == []
        until("it is answered too", lambda: len(answers(installation, [job])) == 1)

    assert "<table" in page
    assert was_first


def test_the_worker_killed_in_the_middle_makes_one_answer_and_one_charge(
    installation: Installation, people: list[Person]
) -> None:
    for _ in range(KILLS):
        with worker(installation):
            job = job_of(people[1].ask(slow.QUESTION))
            wait_for_a_worker(installation, job)
        assert answers(installation, [job]) == []
        installation.rows(
            "UPDATE asking_job SET leased_until = now() - interval '1 second' RETURNING 1"
        )
        with worker(installation):
            people[2].ask(slow.QUESTION)  # it tells the workers, as the beat does every 5 seconds
            until("it is answered", lambda job=job: len(answers(installation, [job])) == 1)
            until("all is done", lambda: not installation.rows("SELECT 1 FROM asking_job"))

        ((_, status, _, audited, charged, _),) = answers(installation, [job])
        held = "SELECT count(*) FROM costs_reservation WHERE asking = %s AND settled IS NOT NULL"
        assert (status, audited, charged) == ("answered", 1, 1)
        assert installation.rows(held, job) == [(1,)]
        slow.forget(installation.places.root)
    installation.run("manage.py", "costs", "verify")


def test_what_is_stopped_ends_at_the_engine(
    installation: Installation, people: list[Person]
) -> None:
    with worker(installation):
        page = people[3].ask(slow.QUESTION)
        job = job_of(page)
        wait_for_a_worker(installation, job)
        status, page = people[3].call("POST", f"/answers/{job}/cancel/", job=job)
        until("it is ended", lambda: len(answers(installation, [job])) == 1)

        assert "You stopped this" in page
        assert status == 200
        ((_, status, code, audited, _, _),) = answers(installation, [job])
        assert (status, code, audited) == ("failed", "cancelled", 1)  # else it would have answered


def events(person: Person, job: str, last: str = "") -> list[tuple[str, str]]:
    """The events of a stream to its end, each with its id."""
    headers = {"Cookie": f"sessionid={person.session}"} | ({"Last-Event-ID": last} if last else {})
    port = int(person.installation.port)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", f"/streams/questions/{job}/", headers=headers)
        response = connection.getresponse()
        body = response.read().decode()
    if response.status != 200:
        return [(str(response.status), "")]
    blocks = body.split("\n\n")
    fields = [dict(line.split(": ", 1) for line in block.splitlines() if line) for block in blocks]
    return [(each["id"], each["data"]) for each in fields if "id" in each]


def test_it_is_followed_by_its_asker_to_the_end_and_from_any_place_on(
    installation: Installation, people: list[Person]
) -> None:
    with worker(installation):
        job = job_of(people[4].ask(slow.QUESTION))

        seen = events(people[4], job)

        assert [data for _, data in seen] == ["reading", "checking", "running", "drawing", "end"]
        assert events(people[4], job, seen[1][0]) == seen[2:]
        assert events(people[5], job) == [("404", "")]
        assert "<table" in people[4].call("GET", f"/answers/{job}/waiting/")[1]
