"""`make demo` from nothing to an answer, through Ctrl-C, and back; and new days beside it."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bi_app.embedded import postgres, redis
from bi_app.embedded.places import Places
from bi_app.workload import Workload
from tests.commands.demo import (
    PROJECT,
    Running,
    advance,
    environment,
    processes_of,
    running_demo,
)
from tests.commands.prepared import prepared, put_demo

SECOND_START_SECONDS = 30.0  # under 10 alone (`make bench`); other tests run beside this one
SEND = """\
import sys
from bi_app.celery import app
for queue in sys.argv[1:]:
    app.send_task("bi_app.costs.tasks.settle_forgotten_reservations", queue=queue)
"""


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """Of a demo that was started and stopped once before."""
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        put_demo(Path(folder, "var"))
        yield Path(folder, "var")


@dataclass(frozen=True, slots=True)
class SecondLife:
    demo: Running
    kept: bool  # the warehouse, as it was


@pytest.fixture(scope="module")
def second(var: Path) -> Iterator[SecondLife]:
    """The same demo started once more, and ended as a service manager would."""
    before = warehouse_of(var).stat().st_mtime_ns
    with running_demo(var) as demo:
        yield SecondLife(demo, warehouse_of(var).stat().st_mtime_ns == before)
        assert demo.stop(signal.SIGTERM) == 0


def test_it_starts_from_nothing_and_leaves_no_process_behind() -> None:
    _, first = prepared()

    assert (first.answered, first.status, first.left) == (200, 0, [])
    for shown in ("Generate Larkfield", "Sign in as", "elena.exec", "Stopped in"):
        assert shown in first.told


def test_it_starts_again_in_a_moment_with_the_same_people_and_data(
    var: Path, second: SecondLife
) -> None:
    sign_ins = json.loads((var / "demo-sign-ins.json").read_text())
    told = second.demo.text()

    assert second.demo.seconds < SECOND_START_SECONDS
    assert second.kept
    assert all(f"{name:<14} {password}" in told for name, password in sign_ins.items())


def test_it_keeps_secrets_readable_by_their_owner_only() -> None:
    var, _ = prepared()

    for name in ("demo.env", "demo-sign-ins.json"):
        assert stat.S_IMODE((var / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("lost", ["web", "worker", "postgres", "redis"])
def test_it_stops_all_and_says_so_when_a_part_dies(own_folder: Path, lost: str) -> None:
    var = own_folder / "var"
    put_demo(var)
    with running_demo(var) as demo:
        os.kill(process_id(var, demo.process.pid, lost), signal.SIGKILL)

        status = demo.process.wait(60)

    assert status == 1
    assert f"aisle: {lost} ended by itself" in demo.text()
    assert processes_of(var) == []


@pytest.mark.usefixtures("second")
def test_it_has_a_worker_for_every_queue(var: Path) -> None:
    logs = [var / "log" / name for name in ("worker.log", "answers.log")]

    def done() -> int:
        return sum(log.read_text().count("settle_forgotten_reservations[") for log in logs)

    before = done()
    send_to(list(Workload), var)
    deadline = time.monotonic() + 30
    while done() < before + 2 * len(Workload):  # each is told when it comes and when it is done
        assert time.monotonic() < deadline, [log.read_text() for log in logs]
        time.sleep(0.1)


def test_it_refuses_to_run_twice_in_one_folder(var: Path, second: SecondLife) -> None:
    with pytest.raises(AssertionError) as refused, running_demo(var):
        pass

    assert f"The demo runs here already (process {second.demo.process.pid})" in str(refused.value)


def test_it_loads_days_under_a_running_demo_and_moves_the_data_version(
    var: Path, second: SecondLife
) -> None:
    done = advance(var, "3")

    assert (done.returncode, done.stderr, second.demo.process.poll()) == (0, "", None)
    assert "data through 2026-11-15" in done.stdout
    moved = re.search(r"Data version (\S+) is now (\S+)\.", done.stdout)
    assert moved is not None
    assert moved[1] != moved[2]


@pytest.mark.usefixtures("second")
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


def warehouse_of(var: Path) -> Path:
    return var / "warehouse" / "larkfield-test.duckdb"


def send_to(queues: list[str], var: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", SEND, *queues],
        cwd=PROJECT,
        env=environment(var),
        capture_output=True,
        check=True,
    )


def process_id(var: Path, supervisor: int, name: str) -> int:
    server = {"postgres": postgres, "redis": redis}.get(name)
    if server is not None:
        found = server.process_id(Places(var))
        assert found is not None
        return found
    modules = {"web": b"bi_app.running.web", "worker": b"bi_app.celery\0worker"}
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
    return next(
        int(child)
        for child in children
        if modules[name] in Path(f"/proc/{child}/cmdline").read_bytes()
    )
