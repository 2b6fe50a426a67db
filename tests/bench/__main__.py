"""`make bench`: run every measure on a demo of its own, print, and write docs/benchmarks.md.

    python -m tests.bench [WORD…]    only the measures whose name holds one of the words;
                                     the page is written by a run of all of them

The first measure prepares the demo. The others run in this process, with Django set up on that
demo's servers and warehouse.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import django

from bi_app.demo.file import write_demo_file
from bi_app.embedded import servers
from bi_app.embedded.places import Places
from bi_app.env import PROJECT
from tests.bench.figures import Figure
from tests.bench.machine import machine
from tests.bench.start import start_time

Measure = Callable[[], Iterable[Figure]]
PAGE = PROJECT / "docs" / "benchmarks.md"
# Name, and the function as `module:function` without arguments: these modules need Django's
# models, so they are imported once Django is set up.
MEASURES: tuple[tuple[str, str], ...] = (
    ("street", "tests.bench.street:steps"),
    ("record", "tests.bench.record:times"),
    ("pages", "tests.bench.pages:times"),
    ("estimating", "tests.bench.estimating:ratios"),
    ("understanding", "tests.bench.understanding:times"),
    ("compiling", "tests.bench.compiling:times"),
    ("own sql", "tests.bench.own_sql:times"),
    ("statements", "tests.bench.statements:ratios"),
)


def main(words: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="aisle-bench-") as folder:
        var = Path(folder, "var")
        figures = _shown("start time", start_time(var))
        places = Places(var)
        environment = _enter(var)
        servers.start(places, environment)
        try:
            for name, measure in _measures(words):
                figures += _shown(name, measure())
        finally:
            servers.stop(places, environment)
    if not words:
        PAGE.write_text(page(figures, machine()))
    return 0


def page(figures: Iterable[Figure], on: Mapping[str, str]) -> str:
    rows = "".join(
        f"| {f.what} | {f.median:.2f} | {f.p95:.2f} | {f.unit} | {f.samples} | {f.note} |\n"
        for f in figures
    )
    return (
        "# Benchmarks\n\nWritten by `make bench`; do not edit. Measured on "
        f"{datetime.now(UTC):%Y-%m-%d} on {', '.join(f'{k} {v}' for k, v in on.items())}.\n"
        "The demo retailer at its default size, everything on the one machine; ratios over SQL\n"
        "by hand with five million sales lines.\n\n"
        "| what | median | p95 | unit | samples | note |\n"
        "| --- | ---: | ---: | --- | ---: | --- |\n" + rows
    )


def _shown(name: str, figures: Iterable[Figure]) -> list[Figure]:
    print(name, flush=True)
    shown = []
    for each in figures:
        print(each, flush=True)
        shown.append(each)
    return shown


def _enter(var: Path) -> dict[str, str]:
    """Become a process of the demo: its settings, its servers."""
    os.environ.update({**write_demo_file(var), "AISLE_VAR": str(var), "LOG_LEVEL": "WARNING"})
    os.environ["DJANGO_SETTINGS_MODULE"] = "bi_app.settings"
    return dict(os.environ)


def _measures(words: list[str]) -> list[tuple[str, Measure]]:
    django.setup()
    chosen = [
        (name, where)
        for name, where in MEASURES
        if not words or any(word in name for word in words)
    ]
    return [(name, _function(where)) for name, where in chosen]


def _function(where: str) -> Measure:
    module, _, name = where.partition(":")
    found: Measure = getattr(importlib.import_module(module), name)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
