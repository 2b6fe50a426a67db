"""`make serve`: a real installation runs on its settings, or says which one is wrong."""

import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bi_app.embedded import servers
from bi_app.embedded.places import Places
from tests.commands.demo import PROJECT, environment, free_port, processes_of

COMMAND = (sys.executable, "-m", "bi_app.running")
SECRET = "q7Zt-Vw3XkP9sLmB2nRdGf8HjC5yAeU4oTi6" * 2


@pytest.fixture
def installation() -> Iterator[dict[str, str]]:
    """The settings of an installation whose PostgreSQL and Redis are servers of their own."""
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        places = Places(Path(folder), scratch=True)
        servers.start(places, {})
        warehouse = Path(folder) / "warehouse.duckdb"
        duckdb.connect(str(warehouse)).close()
        yield {
            **environment(places.root / "var"),
            "SECRET_KEY": SECRET,
            "AUDIT_KEY": SECRET[::-1],
            "CACHE_KEY": SECRET.swapcase(),
            "DATABASE_URL": places.database_url,
            "REDIS_URL": places.redis_url,
            "WAREHOUSE": f"duckdb:///{warehouse}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "PORT": str(free_port()),
        }
        servers.stop(places, {})


def test_it_serves_until_it_is_stopped_and_leaves_nothing(installation: dict[str, str]) -> None:
    var = Path(installation["AISLE_VAR"])
    var.mkdir()
    process = subprocess.Popen(COMMAND, cwd=PROJECT, env=installation, stderr=subprocess.DEVNULL)
    try:
        answered = wait_until_ready(installation["PORT"], process)
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(60)

    assert (answered, status) == (200, 0)
    assert processes_of(var) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("SECRET_KEY", "aisle: SECRET_KEY is not set;"),
        ("AUDIT_KEY", "aisle: AUDIT_KEY is not set;"),
        ("CACHE_KEY", "aisle: CACHE_KEY is not set;"),
        ("DATABASE_URL", "aisle: DATABASE_URL is not set;"),
    ],
)
def test_it_names_a_setting_that_is_missing(tmp_path: Path, name: str, message: str) -> None:
    wanted = {
        **environment(tmp_path),
        "SECRET_KEY": SECRET,
        "AUDIT_KEY": SECRET[::-1],
        "CACHE_KEY": SECRET.swapcase(),
        "DATABASE_URL": "postgresql://db/aisle",
        "REDIS_URL": "redis://cache",
        "WAREHOUSE": "duckdb:///none",
    }
    del wanted[name]
    wanted.pop("AISLE_EMBEDDED", None)

    done = subprocess.run(
        COMMAND, cwd=PROJECT, env=wanted, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1


def wait_until_ready(port: str, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as ready:
                return int(ready.status)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    return 0
