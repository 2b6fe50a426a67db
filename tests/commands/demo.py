"""A demo to start and stop: the real one, at its smallest, in a run-time folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
READY = "Ctrl-C stops everything"
PATIENCE_SECONDS = 120.0
OTHERS = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "AUDIT_KEY",
    "CACHE_KEY",
    "WAREHOUSE",
    "AISLE_MAIL",
    "AISLE_GRACE_SECONDS",
    "DJANGO_SETTINGS_MODULE",
)


@dataclass(slots=True)
class Running:
    process: subprocess.Popen[str]
    port: int
    told: Path  # all that it printed
    seconds: float  # until it was ready

    def text(self) -> str:
        return self.told.read_text()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)


def environment(var: Path) -> dict[str, str]:
    """Ours without what the suite set for itself. To embed every member would take most of it."""
    kept = {name: value for name, value in os.environ.items() if name not in OTHERS}
    return {**kept, "AISLE_VAR": str(var), "AISLE_EMBEDDED_MEMBERS": "20"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_demo(
    var: Path, *arguments: str, port: int | None = None
) -> subprocess.CompletedProcess[str]:
    """A demo that is expected to end by itself."""
    return subprocess.run(
        command(port or free_port(), arguments),
        cwd=PROJECT,
        env=environment(var),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def advance(var: Path, days: str) -> subprocess.CompletedProcess[str]:
    """`manage.py demo advance DAYS` beside a demo."""
    return subprocess.run(
        [sys.executable, "manage.py", "demo", "advance", days],
        cwd=PROJECT,
        env=environment(var),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def running_demo(var: Path, *arguments: str) -> Iterator[Running]:
    """A demo that answers; it is stopped at the end if the test did not."""
    port, begun = free_port(), time.monotonic()
    told = var.parent / f"told-{port}.txt"
    with open(told, "w") as output:
        process = subprocess.Popen(
            command(port, arguments or ("--size", "test")),
            cwd=PROJECT,
            env=environment(var),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        while READY not in told.read_text():
            assert process.poll() is None, told.read_text()
            assert time.monotonic() - begun < PATIENCE_SECONDS, told.read_text()
            time.sleep(0.05)
        yield Running(process, port, told, time.monotonic() - begun)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def command(port: int, arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "bi_app.demo", "--port", str(port), *arguments]


def processes_of(var: Path) -> list[str]:
    """Every process on this machine that names the folder, or runs in its environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if os.fsencode(var) in line and int(folder.name) != os.getpid():
            found.append(line.split(b"\0\0")[0].replace(b"\0", b" ").decode(errors="replace")[:200])
    return found
