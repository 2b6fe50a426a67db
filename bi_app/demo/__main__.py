"""`make demo`: from nothing to a page that answers, and back to nothing on Ctrl-C."""

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bi_app.demo import room
from bi_app.demo.file import var_folder, write_demo_file
from bi_app.demo.options import DemoError, Options, read_options
from bi_app.demo.people import SIGN_INS, passwords
from bi_app.demo.report import step
from bi_app.demo.served import address_of, rollups_address_of
from bi_app.embedded import servers
from bi_app.embedded.places import EmbeddedServerError, Places, end_of
from bi_app.running.processes import (
    ChildEnded,
    Command,
    Processes,
    Stopped,
    ignore_signals,
    installation,
    python,
    signals_held,
    stop_on_signals,
)
from bi_app.workload import Workload

READY_SECONDS = 60.0
QUESTIONS = (
    "net sales by region last month vs last year",
    "top 10 styles by gross margin in October",
    "return rate by department last quarter",
)


def main(arguments: Sequence[str]) -> int:
    stop_on_signals()
    try:
        options = read_options(arguments)
        var = var_folder(os.environ)
        var.mkdir(parents=True, exist_ok=True)
        with room.alone(var):
            room.refuse_a_used_port(options.port)
            room.refuse_a_full_disk(var, options)
            room.refuse_another_s_postgres(options, os.environ)
            return _run(options, var)
    except (DemoError, EmbeddedServerError, OSError) as error:
        print(f"aisle: {error}", file=sys.stderr)
        return 1
    except Stopped:
        return 0


def _run(options: Options, var: Path) -> int:
    places = Places(var)
    named = options.warehouse(var), options.engine, places
    environment = {
        **write_demo_file(var, WAREHOUSE=address_of(*named), ROLLUPS=rollups_address_of(*named)),
        **os.environ,
        "AISLE_VAR": str(var),
    }
    logs = var / "log"
    logs.mkdir(exist_ok=True)
    processes = Processes(environment, logs)
    print(f"Aisle's demo, SIZE={options.size}, in {var}", flush=True)
    try:
        with step("Start PostgreSQL and Redis"), signals_held():
            servers.start(places, environment)
        web, *others = installation(room.HOST, options.port, list(Workload))
        processes.start(replace(web, arguments=(*web.arguments, "wait"), waits=True))
        _prepare(options, processes, var)
        with step("Start web, worker and beat"):
            processes.let_go(web.name)
            _wait_until_ready(options.port, processes)
            for command in others:
                processes.start(command)
        _welcome(options.port, var)
        processes.watch(lambda: servers.lost(places, environment))
    except ChildEnded as ended:
        print(f"aisle: {ended}", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        ignore_signals()
        _stop(processes, places, environment)


def _prepare(options: Options, processes: Processes, var: Path) -> None:
    """Run the steps in a process of their own, which gives their memory back when it ends."""
    log = var / "log" / "prepare.log"
    log.unlink(missing_ok=True)
    command = Command(
        "prepare",
        python(
            "manage.py", "demo", "prepare", "--size", options.size,
            "--lines", str(options.lines or ""), "--port", str(options.port),
            "--warehouse", options.engine,
        ),
    )  # fmt: skip
    if processes.run(command) == 0:
        return
    if room.is_full(var):
        raise DemoError(f"The disk of {var} is full: free some, or set AISLE_VAR to another disk.")
    raise DemoError(f"Preparing failed: {end_of(log, lines=1)} (the whole story: {log})")


def _wait_until_ready(port: int, processes: Processes) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        processes.look()
        try:
            with urllib.request.urlopen(f"http://{room.HOST}:{port}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise DemoError(f"The web process did not get ready in {READY_SECONDS:.0f} s; see its log.")


def _welcome(port: int, var: Path) -> None:
    print(f"\nAisle answers on http://localhost:{port}/\n\nSign in as")
    for name, password in passwords(var).items():
        print(f"  {name:<14} {password}   {SIGN_INS[name]}")
    print("\nand ask, for example,")
    for question in QUESTIONS:
        print(f"  {question}")
    print("\nCtrl-C stops everything; what is there stays for the next start.", flush=True)


def _stop(processes: Processes, places: Places, environment: Mapping[str, str]) -> None:
    begun = time.monotonic()
    processes.stop()
    servers.stop(places, environment)
    print(f"\nStopped in {time.monotonic() - begun:.1f} s.", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
