"""Is there room for the demo: a free port, enough disk, nobody else running it here?"""

import errno
import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bi_app.demo.options import DemoError, Options

HOST = "127.0.0.1"
SERVERS_BYTES = 400_000_000  # PostgreSQL's cluster and journal, Redis, logs
BYTES_A_LINE = 80  # of the warehouse, twice: new data is a new file beside the old one
FULL_BYTES = 32_000_000
LOCK = "demo.pid"


def refuse_a_used_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise DemoError(f"Port {port} needs root; choose one above 1023: PORT=8001.") from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise DemoError(
                f"Port {port} is in use; stop what listens there, or choose another: PORT=8001."
            ) from error


def refuse_a_full_disk(var: Path, options: Options) -> None:
    """Refuse before hours of work what cannot fit. What exists already needs no more room."""
    wanted = 2 * BYTES_A_LINE * options.sales_lines
    if options.warehouse(var).is_file():
        wanted = 0
    if not (var / "postgres" / "PG_VERSION").is_file():
        wanted += SERVERS_BYTES
    free = shutil.disk_usage(var).free
    if free < max(wanted, FULL_BYTES):
        raise DemoError(
            f"The disk of {var} has {free / 1e9:.2f} GB free, and this needs"
            f" {max(wanted, FULL_BYTES) / 1e9:.2f} GB: free some, choose a smaller SIZE,"
            " or set AISLE_VAR to a folder on another disk."
        )


def is_full(var: Path) -> bool:
    return shutil.disk_usage(var).free < FULL_BYTES


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Hold the lock of this run-time folder; the file tells the number of our process."""
    with open(var / LOCK, "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise DemoError(
                f"The demo runs here already (process {file.read().strip()}); stop it first,"
                " or set AISLE_VAR to another folder."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
