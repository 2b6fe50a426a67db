"""Build a catalogue of 500 metrics and a million values, then measure: `understanding` runs both.

    python -m tests.bench.million build|measure

DATABASE_URL names a database of its own, empty before the first. Prints figures as lines of JSON.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bi_app.demo.accounts import create_people  # noqa: E402
from metrics.index import build_index  # noqa: E402
from metrics.releases import opened, publish  # noqa: E402
from tests.bench import big  # noqa: E402
from tests.bench.figures import Figure  # noqa: E402
from tests.bench.understanding import of_catalogue  # noqa: E402

WHAT = "500 metrics and a million values"


def build() -> Iterator[Figure]:
    """From nothing, and again with nothing changed."""
    call_command("migrate", verbosity=0)
    release = publish(big.files(), "a benchmark", "bench")
    create_people()
    index = opened(release).index
    for built in ("built", "built again, nothing changed"):
        begun = time.perf_counter()
        report = build_index(release, lambda dimension: big.read_members(dimension, index))
        seconds = time.perf_counter() - begun
        yield Figure(f"{WHAT}: {built}", seconds, seconds, "s", 1, f"values {report.values}")


def measure() -> Iterator[Figure]:
    yield from of_catalogue(WHAT)


ACTIONS = {"build": build, "measure": measure}


def main(action: str) -> None:
    for each in ACTIONS[action]():
        print(json.dumps(asdict(each)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
