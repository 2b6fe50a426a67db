"""The semantic layer opens nothing and has no clock: what it needs is handed in."""

import json
import os
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest

from tests.architecture.reading import PROJECT, called, sources

# Runs in an interpreter of its own: imports every module of the core under an audit hook, and
# tells which files and sockets it opened, and which packages of the web came along.
WATCHED_IMPORT = """
import importlib, json, sys, threading
names = json.loads(sys.stdin.read())
seen = []
def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "urllib.")) or (
        event == "open" and isinstance(arguments[0], str)
    ):
        seen.append([event, str(arguments[0])])
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
threads = threading.active_count()
print(json.dumps({"seen": list(seen), "loaded": sorted(sys.modules), "threads": threads}))
"""
CLOCKS = {
    "date.today",
    "datetime.date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
}
OPENERS = {"open", "io.open", "read_text", "read_bytes", "write_text", "write_bytes"}


def test_it_imports_the_core_without_opening_a_file_a_socket_or_django() -> None:
    names = [".".join(path.with_suffix("").parts) for path in sources("semantic_layer")]

    done = subprocess.run(
        [sys.executable, "-c", WATCHED_IMPORT],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # the first import would keep it
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [each for each in told["seen"] if not _is_code_of_a_package(*each)] == []
    assert not {"django", "duckdb", "psycopg", "redis"} & set(told["loaded"])
    assert told["threads"] == 1


@pytest.mark.parametrize("path", sources("semantic_layer"), ids=str)
def test_it_has_no_clock_of_its_own(path: Path) -> None:
    assert [name for name, _ in called(path) if name in CLOCKS] == []


@pytest.mark.parametrize("path", sources("semantic_layer"), ids=str)
def test_it_opens_no_file(path: Path) -> None:
    opened = [name for name, _ in called(path) if name.rpartition(".")[2] in OPENERS]

    assert opened == []


def _is_code_of_a_package(event: str, opened: str) -> bool:
    """Reading code is what an import is; so is a package's own description of itself.

    The library of number formats reads the zone UTC of Python's own time zone database.
    """
    if event == "open" and opened in {str(Path(place, "UTC")) for place in zoneinfo.TZPATH}:
        return True
    if event != "open":
        return False
    path = Path(opened)
    ours = path.is_relative_to(PROJECT / "semantic_layer")
    if ours or path.suffix in {".py", ".pyc", ".so"}:
        return path.suffix in {".py", ".pyc", ".so"}
    return path.is_relative_to(sys.prefix) or path.is_relative_to(sys.base_prefix)
