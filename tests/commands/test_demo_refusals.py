"""`make demo` that cannot start says why in one line, and leaves nothing running."""

import socket
import subprocess
from pathlib import Path

import pytest

from bi_app.demo import room
from tests.commands.demo import PROJECT, environment, processes_of, run_demo

HUGE = str(10**13)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--size", "huge"], "SIZE=huge is not a size; choose one of test, demo, chain."),
        (["--lines", "many"], "LINES=many is not a whole number of at least 1000."),
        (["--lines", "12"], "LINES=12 is not a whole number of at least 1000."),
        (["--port", "80000"], "PORT=80000 is not a whole number from 1 to 65535."),
    ],
)
def test_it_refuses_a_wrong_option(own_folder: Path, arguments: list[str], message: str) -> None:
    done = run_demo(own_folder, *arguments)

    assert (done.returncode, done.stderr) == (1, f"aisle: {message}\n")


def test_it_refuses_a_port_in_use(own_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = run_demo(own_folder, "--size", "test", port=port)

    assert done.returncode == 1
    assert done.stderr.startswith(f"aisle: Port {port} is in use;")
    assert done.stderr.count("\n") == 1
    assert processes_of(own_folder) == []


def test_it_refuses_a_disk_too_small_for_the_size_before_it_begins(own_folder: Path) -> None:
    done = run_demo(own_folder, "--lines", HUGE)

    assert done.returncode == 1
    assert done.stderr.startswith(f"aisle: The disk of {own_folder} has ")
    assert "this needs 1600000" in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_stops_all_when_the_disk_fails_in_the_middle(own_folder: Path) -> None:
    limit = (
        "ulimit -f 24000; exec "  # no file beyond 24 MB: less than Larkfield, more than a journal
    )
    done = subprocess.run(
        ["bash", "-c", limit + 'python -m bi_app.demo --lines 900000 --port "$0"', "8999"],
        cwd=PROJECT,
        env={**environment(own_folder), "PATH": f"{PROJECT}/.venv/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("aisle: Preparing failed: ")
    assert "File too large" in done.stderr
    assert done.stderr.count("\n") == 1
    assert processes_of(own_folder) == []


def test_it_calls_a_full_disk_full(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not room.is_full(own_folder)

    monkeypatch.setattr(room, "FULL_BYTES", 10**18)

    assert room.is_full(own_folder)


def test_it_refuses_a_wrong_size_through_make(own_folder: Path) -> None:
    done = subprocess.run(
        ["make", "demo", "SIZE=huge"],
        cwd=PROJECT,
        env=environment(own_folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("aisle: SIZE=huge is not a size;")
