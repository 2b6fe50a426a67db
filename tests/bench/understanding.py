"""How long do retrieval, interpretation and suggestions take, on one core?

With the demo's catalogue in this process, and with 500 metrics and a million values in one of its
own, on a database beside the demo's. The question's own embedding is made before the clock starts.
"""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client

from bi_app.asking.configuration import current
from bi_app.env import PROJECT
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.people.keys import new_key
from bi_app.people.models import User
from bi_app.warehouse.clock import clock
from metrics.embedding import embed_question
from metrics.releases import live
from metrics.retrieve import retrieve
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.linking import link
from semantic_layer.interpret.outcome import Understood
from tests.bench.figures import Figure, figure
from tests.questions.reading import voices

DATABASE = "aisle_million"
MADE_OF = ("-m", "tests.bench.million")
TIMES = 60
SEED = 7
SAMPLE = "SELECT text FROM metrics_valueentry WHERE dimension = %s ORDER BY md5(text) LIMIT %s"
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"

Vary = Callable[[random.Random, str], str]
Read = Callable[[str], bool]  # whether something was found, or understood
Took = tuple[float, bool]  # milliseconds, and what was read


def times() -> Iterator[Figure]:
    yield from of_catalogue("demo")
    yield from _over_a_million()


def of_catalogue(what: str) -> Iterator[Figure]:
    """As somebody who sees all, and as somebody whose rows are restricted."""
    settings.AISLE_ASKS_A_MINUTE = 1_000_000
    with _one_core():
        for name in ("elena.exec", "mara.merch"):
            yield from _as_somebody(f"{what}, {name}", name)


def _as_somebody(about: str, name: str) -> Iterator[Figure]:
    yield _understood(f"{about}: interpretation with retrieval", name)
    before = _resident()
    lookups = _found(_looked_up(name), "net sales of {} by region")
    yield from (_told(f"{about}: lookup, {way}", each) for way, each in lookups.items())
    suggestions = _found(_suggested(name), "{}").values()
    yield _told(f"{about}: suggestions at the server", [*chain(*suggestions)])
    yield figure(f"{about}: memory that these took", [_resident() - before], "MB")


def _resident() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _understood(what: str, name: str) -> Figure:
    """Questions of the voices that measure; the first ones open what any first question does."""
    every = [each.question for each in voices() if each.conversation is None][::3]
    read = _reader(name)
    _timed(read, every[:5])
    return _told(what, _timed(read, every), "understood")


def _reader(name: str) -> Read:
    release = live()
    rights = entitled(release, asker_for(User.objects.get(username=name)))
    days, rules = clock(release.index), current().rules

    def read(question: str) -> bool:
        candidates = retrieve(question, release, rights.policy)
        asked = (question, rights.index, rights.policy, candidates, days)
        outcome = interpret(*asked, linking=link(*asked, rules), configuration=rules)
        return isinstance(outcome, Understood)

    return read


def _looked_up(name: str) -> Read:
    release = live()
    policy = entitled(release, asker_for(User.objects.get(username=name))).policy
    return lambda text: bool(retrieve(text, release, policy).values)


def _suggested(name: str) -> Read:
    """Over HTTP's own code: signing in by key, counting, rights, and JSON."""
    key = new_key(User.objects.get(username=name), "bench")
    client, sent = Client(SERVER_NAME="localhost"), {"Authorization": f"Bearer {key}"}

    def read(text: str) -> bool:
        response = client.get("/api/v1/suggest", {"q": text}, headers=sent)
        return bool(response.json()["suggestions"])

    return read


def _found(read: Read, around: str) -> dict[str, list[Took]]:
    """By each way of typing the name of a product, or the code of one."""
    found = {}
    for way, (dimension, vary) in WAYS.items():
        draw = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
        texts = [around.format(vary(draw, each)) for each in _sample(dimension)]
        found[way] = _timed(read, texts)
    return found


def _timed(read: Read, texts: Sequence[str]) -> list[Took]:
    taken = []
    for text in texts:
        embed_question(text)
        begun = time.perf_counter()
        found = read(text)
        taken.append(((time.perf_counter() - begun) * 1_000, found))
    return taken


def _told(what: str, taken: Sequence[Took], found: str = "found") -> Figure:
    note = f"{sum(each for _, each in taken)} of {len(taken)} {found}"
    return figure(what, [milliseconds for milliseconds, _ in taken], "ms", note)


def _sample(dimension: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(SAMPLE, [dimension, TIMES])
        return [text for (text,) in cursor.fetchall()]


def _shuffled(draw: random.Random, name: str) -> str:
    words = name.split()
    draw.shuffle(words)
    return " ".join(words)


def _misspelt(draw: random.Random, name: str) -> str:
    words = name.split()
    place = draw.choice([at for at, word in enumerate(words) if len(word) > 4 or at == 0])
    cut = draw.randrange(1, len(words[place]))
    words[place] = words[place][:cut] + words[place][cut + 1 :]
    return " ".join(words)


WAYS: dict[str, tuple[str, Vary]] = {
    "whole name": ("product_name", lambda draw, name: name),
    "first two letters": ("product_name", lambda draw, name: name[:2]),
    "first four letters": ("product_name", lambda draw, name: name[:4]),
    "first word": ("product_name", lambda draw, name: name.split()[0]),
    "beginning": ("product_name", lambda draw, name: name[: draw.randrange(8, 18)]),
    "words in any order": ("product_name", _shuffled),
    "some words": ("product_name", lambda draw, name: " ".join(_shuffled(draw, name).split()[:3])),
    "misspelt": ("product_name", _misspelt),
    "code": ("sku", lambda draw, code: code),
    "beginning of a code": ("sku", lambda draw, code: code[:-2]),
    "nothing that exists": ("product_name", lambda draw, name: f"quantum flux {draw.random()}"),
}


@contextmanager
def _one_core() -> Iterator[None]:
    """This process and the database's own processes for it share one."""
    before = os.sched_getaffinity(0)
    with connection.cursor() as cursor:
        cursor.execute(BACKENDS)
        backends = [pid for (pid,) in cursor.fetchall()]
    try:
        for each in (0, *backends):
            with suppress(PermissionError):
                os.sched_setaffinity(each, {min(before)})
        yield
    finally:
        os.sched_setaffinity(0, before)


def _over_a_million() -> Iterator[Figure]:
    """Built by one process and measured by another, which has asked and built nothing yet."""
    environment = {**os.environ, "DATABASE_URL": _new_database()}
    for action in ("build", "measure"):
        done = subprocess.run(
            [sys.executable, *MADE_OF, action],
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        yield from (Figure(**json.loads(line)) for line in done.stdout.splitlines())


def _new_database() -> str:
    """Its address; of the server that the demo's is on."""
    own = connection.get_connection_params()
    with psycopg.connect(host=own["host"], user=own["user"], dbname="postgres") as admin:
        admin.autocommit = True
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        admin.execute(f"CREATE DATABASE {DATABASE}")
    return f"postgresql://{own['user']}@/{DATABASE}?host={own['host']}"
