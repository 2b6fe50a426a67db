"""How are the processes of an installation started together, watched, and stopped together?

Each child leads a session of its own, so that Ctrl-C reaches the supervisor alone, which then
stops them in peace; should the supervisor be killed outright, the kernel stops them (Linux).
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

from bi_app.env import PROJECT
from bi_app.workload import Workload

STOP_SECONDS = 20.0
LOOK_SECONDS = 0.25
PR_SET_PDEATHSIG = 1
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Command:
    """One process to run, by the name that people read."""

    name: str
    arguments: tuple[str, ...]
    waits: bool = False  # until its standard input is closed


class Stopped(BaseException):
    """Somebody asked the supervisor to stop: Ctrl-C or SIGTERM."""


class ChildEnded(Exception):
    """A process that should have gone on running has ended by itself."""

    def __init__(self, name: str, status: int, log: Path | None) -> None:
        where = f" Its log: {log}" if log else ""
        super().__init__(f"{name} ended by itself (status {status}); everything is stopped.{where}")


@dataclass(slots=True)
class Processes:
    """The children of one supervisor. With a folder for logs each writes a file there."""

    environment: Mapping[str, str]
    logs: Path | None = None
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, command: Command, *, speaks: bool = False) -> subprocess.Popen[bytes]:
        """Start a child. One that speaks shares our standard output; its errors are logged."""
        output = self.log(command.name)
        with open(output or os.devnull, "ab") as file:
            child = subprocess.Popen(
                command.arguments,
                cwd=PROJECT,
                env=dict(self.environment),
                stdin=subprocess.PIPE if command.waits else subprocess.DEVNULL,
                stdout=file if output and not speaks else None,
                stderr=file if output else None,
                start_new_session=True,
                preexec_fn=_end_with_the_supervisor,
            )
        self.running[command.name] = child
        return child

    def run(self, command: Command) -> int:
        """Run a child that speaks to its end; give its status."""
        child = self.start(command, speaks=True)
        status = child.wait()
        del self.running[command.name]
        return status

    def let_go(self, name: str) -> None:
        """Let a child that waits begin."""
        stdin = self.running[name].stdin
        if stdin is not None:
            stdin.close()

    def log(self, name: str) -> Path | None:
        return self.logs / f"{name}.log" if self.logs else None

    def watch(self, also: Callable[[], str | None] = lambda: None) -> NoReturn:
        """Return never: raise as soon as a child, or what `also` names, has ended."""
        while True:
            self.look()
            lost = also()
            if lost is not None:
                raise ChildEnded(lost, 0, None)
            time.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Raise when a child has ended by itself."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise ChildEnded(name, child.returncode, self.log(name))

    def stop(self) -> None:
        """Ask all to finish what they do, and end those that do not in time."""
        for child in self.running.values():
            _signal(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.wait()
            _signal_group(child)
        self.running.clear()


def stop_on_signals() -> None:
    """From here on the signals to stop raise `Stopped` in the main thread, once."""

    def stop(number: int, _frame: object) -> None:
        ignore_signals()
        raise Stopped(signal.Signals(number).name)

    _on_signals(stop)


def ignore_signals() -> None:
    """While stopping, an impatient second Ctrl-C must not leave half of it running."""
    _on_signals(signal.SIG_IGN)


@contextmanager
def signals_held() -> Iterator[None]:
    """Let what is begun here be done before a signal to stop is heard."""
    heard: list[int] = []
    _on_signals(lambda number, _frame: heard.append(number))
    try:
        yield
    finally:
        stop_on_signals()
    if heard:
        signal.raise_signal(heard[0])


def _on_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in STOPPING:
        signal.signal(number, handler)


def python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


def installation(host: str, port: int, queues: Sequence[str]) -> tuple[Command, ...]:
    """Web, workers and beat, as one machine runs them together."""
    celery = ("-m", "celery", "-A", "bi_app.celery")
    alone = ("--without-gossip", "--without-mingle")  # there is no other worker to talk to
    others = ",".join(each for each in queues if each != Workload.ASK)
    worker = (*celery, "worker", "-Q", others, "-n", "jobs@%h", "--concurrency", "2", *alone)
    return (
        Command("web", python("-m", "bi_app.running.web", host, str(port))),
        Command("answers", python("-m", "bi_app.running.answers")),
        Command("worker", python(*worker, "--loglevel", "INFO")),
        Command("beat", python(*celery, "beat", "--loglevel", "INFO")),
    )


def _end_with_the_supervisor() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        child.send_signal(number)


def _signal_group(child: subprocess.Popen[bytes]) -> None:
    """End what a child that had to be killed left behind in its session."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
