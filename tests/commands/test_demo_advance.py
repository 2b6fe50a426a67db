"""`manage.py demo advance DAYS` beside a demo: new days, a new data version, nothing stopped."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.demo import PROJECT, Running, environment, running_demo
from tests.commands.prepared import put_demo


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        yield Path(folder, "var")


@pytest.fixture(scope="module")
def demo(var: Path) -> Iterator[Running]:
    put_demo(var)
    with running_demo(var) as demo:
        yield demo


def advance(var: Path, days: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "demo", "advance", days],
        cwd=PROJECT,
        env=environment(var),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_loads_days_under_a_running_demo_and_moves_the_data_version(
    var: Path, demo: Running
) -> None:
    done = advance(var, "3")

    assert (done.returncode, done.stderr, demo.process.poll()) == (0, "", None)
    assert "data through 2026-11-15" in done.stdout
    moved = re.search(r"Data version (\S+) is now (\S+)\.", done.stdout)
    assert moved is not None
    assert moved[1] != moved[2]


@pytest.mark.usefixtures("demo")
def test_it_refuses_days_that_cannot_be_loaded(var: Path) -> None:
    refused = {
        "0": "CommandError: DAYS is 0; expected a whole number from 1 to 366.",
        "350": "CommandError: Larkfield's data can run through",
    }
    done = {days: advance(var, days) for days in refused}

    for days, message in refused.items():
        assert done[days].returncode == 1
        assert done[days].stderr.startswith(message)
        assert done[days].stderr.count("\n") == 1
