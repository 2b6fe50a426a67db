"""Is there room for the demo: a free port, enough disk, nobody else running it here?"""

import errno
import fcntl
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dotenv import dotenv_values

from bi_app.demo.file import NAME as DEMO_FILE
from bi_app.demo.options import DemoError, Options
from bi_app.demo.served import Warehouse, address_of
from bi_app.embedded.places import Places

HOST = "127.0.0.1"
SERVERS_BYTES = 400_000_000  # PostgreSQL's cluster and journal, Redis, logs
BYTES_A_LINE = 80  # of the warehouse, twice: new data is a new file beside the old one
POSTGRES_BYTES_A_LINE = 400  # of the same in PostgreSQL; new data is loaded beside the old, too
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
    if options.engine is Warehouse.POSTGRES and not _serves(var, options):
        wanted += 2 * POSTGRES_BYTES_A_LINE * options.sales_lines
    if not (var / "postgres" / "PG_VERSION").is_file():
        wanted += SERVERS_BYTES
    free = shutil.disk_usage(var).free
    if free < max(wanted, FULL_BYTES):
        raise DemoError(
            f"The disk of {var} has {free / 1e9:.2f} GB free, and this needs"
            f" {max(wanted, FULL_BYTES) / 1e9:.2f} GB: free some, choose a smaller SIZE,"
            " or set AISLE_VAR to a folder on another disk."
        )


def refuse_another_s_postgres(options: Options, environment: Mapping[str, str]) -> None:
    if options.engine is Warehouse.POSTGRES and environment.get("DATABASE_URL"):
        raise DemoError(
            "WAREHOUSE=postgres loads the demo into its own PostgreSQL, and DATABASE_URL names"
            " another: leave one of them out."
        )


def _serves(var: Path, options: Options) -> bool:
    """Whether the last start here was with the same warehouse."""
    found = dotenv_values(var / DEMO_FILE).get("WAREHOUSE")
    return found == address_of(options.warehouse(var), options.engine, Places(var))


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
