"""`make serve`: a real installation on one machine, with its settings from the environment.

Checks the settings, brings the database up to date, then runs web, workers and beat until it is
stopped; each writes its log to the standard error. Larger installations run the three as
services of their own, by the same commands.
"""

import os
import subprocess
import sys

from bi_app.env import PROJECT
from bi_app.running.processes import (
    ChildEnded,
    Processes,
    Stopped,
    ignore_signals,
    installation,
    python,
    stop_on_signals,
)
from bi_app.settings import HOST, PORT
from bi_app.workload import Workload

BEFORE = (
    ("manage.py", "check", "--deploy", "--fail-level", "ERROR"),
    ("manage.py", "migrate", "--noinput"),
)


def main() -> int:
    for arguments in BEFORE:
        if subprocess.run(python(*arguments), cwd=PROJECT, check=False).returncode != 0:
            return 1
    processes = Processes(os.environ)
    stop_on_signals()
    try:
        for command in installation(HOST, PORT, list(Workload)):
            processes.start(command)
        processes.watch()
    except Stopped:
        return 0
    except ChildEnded as ended:
        print(f"aisle: {ended}", file=sys.stderr)
        return 1
    finally:
        ignore_signals()
        processes.stop()


if __name__ == "__main__":
    sys.exit(main())
