"""Web processes of the same demo with other settings: what it is like when a part of it is away."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import requests

from bi_app.embedded.places import Places
from tests.commands.demo import PROJECT, environment, free_port

PATIENCE_SECONDS = 60.0
NOBODY = "127.0.0.1:1"  # a port where nothing listens
# A warehouse whose table of returns takes longer to read than any question may.
SLOW = (
    "ALTER TABLE return_lines RENAME TO kept_lines",
    "CREATE VIEW return_lines AS SELECT * FROM kept_lines"
    " WHERE (SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b) > 0",
)
# Stock was last counted four weeks ago, and visitors have not come for six.
LATE = (
    "DELETE FROM inventory_snapshots WHERE snapshot_on > DATE '2026-10-17'",
    "DELETE FROM store_days WHERE date > DATE '2026-10-01'",
)
Settings = Mapping[str, str]
ALONE = {"AISLE_GRACE_SECONDS": "0"}  # the demo's workers have all that is away here


def _other_warehouse(var: Path, name: str, statements: Iterable[str]) -> Settings:
    other = var / "warehouse" / f"{name}.duckdb"
    shutil.copyfile(var / "warehouse" / "larkfield-test.duckdb", other)
    with duckdb.connect(str(other)) as connection:
        for statement in statements:
            connection.execute(statement)
    return {"WAREHOUSE": f"duckdb:///{other}", "ROLLUPS": ""}


def _slow_warehouse(var: Path) -> Settings:
    return {**_other_warehouse(var, "slow", SLOW), "AISLE_STATEMENT_SECONDS": "1"}


def _no_tables(var: Path) -> Settings:
    """A database that was never brought up to date."""
    return {"DATABASE_URL": Places(var).database_url.replace("@/aisle?", "@/postgres?")}


def _no_budget(var: Path) -> Settings:
    """Of somebody new; an administrator takes it away."""
    command = [sys.executable, "manage.py", "costs", "budget", "person", "nora.new", "--limit", "0"]
    subprocess.run(command, cwd=PROJECT, env=environment(var), check=True, capture_output=True)
    return {}


TROUBLES: Mapping[str, Callable[[Path], Settings]] = {
    "": lambda _: {},
    "no budget": _no_budget,
    "one a minute": lambda _: {"AISLE_ASKS_A_MINUTE": "1"},
    "no warehouse": lambda var: {"WAREHOUSE": f"duckdb:///{var}/none.duckdb", "ROLLUPS": ""},
    "slow warehouse": _slow_warehouse,
    "no redis": lambda _: {"REDIS_URL": f"redis://{NOBODY}"},
    "no database": lambda _: {"DATABASE_URL": f"postgresql://nobody:nothing@{NOBODY}/none"},
    "no tables": _no_tables,
    "no language model": lambda _: {
        "AISLE_LANGUAGE_URL": f"http://{NOBODY}/v1",
        "AISLE_LANGUAGE_SMALL": "gpt-4o-mini",
        "AISLE_LANGUAGE_LARGE": "gpt-4o",
    },
    "dear": lambda _: {"AISLE_CONFIRM_MICROS": "0"},
    "old data": lambda _: {"AISLE_DATA_DAYS": "1"},
    "late sources": lambda var: _other_warehouse(var, "late", LATE),
}


@dataclass(slots=True)
class Beside:
    """One runs at a time. Whoever is signed in at the demo is signed in there too."""

    var: Path
    further: Settings = field(default_factory=dict)  # with each trouble
    running: dict[str, tuple[str, subprocess.Popen[bytes]]] = field(default_factory=dict)

    def address(self, trouble: str) -> str:
        if trouble not in self.running:
            self.stop()
            self.running[trouble] = self._start({**self.further, **TROUBLES[trouble](self.var)})
        return self.running[trouble][0]

    def log(self, trouble: str) -> str:
        return self._log(self.address(trouble)).read_text()

    def stop(self) -> None:
        for _, process in self.running.values():
            process.terminate()
            process.wait(PATIENCE_SECONDS)
        self.running.clear()

    def _log(self, address: str) -> Path:
        return self.var.parent / f"beside-{address.rpartition(':')[2]}.txt"

    def _start(self, settings: Settings) -> tuple[str, subprocess.Popen[bytes]]:
        port, begun = free_port(), time.monotonic()
        address = f"http://127.0.0.1:{port}"
        with self._log(address).open("w") as told:
            process = subprocess.Popen(
                [sys.executable, "-m", "bi_app.running.web", "127.0.0.1", str(port)],
                cwd=PROJECT,
                env=environment(self.var) | ALONE | dict(settings),
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
            )
        while not _is_live(address):
            assert process.poll() is None, self._log(address).read_text()
            assert time.monotonic() - begun < PATIENCE_SECONDS
            time.sleep(0.1)
        return address, process


def _is_live(address: str) -> bool:
    try:
        return requests.get(f"{address}/health/live", timeout=5).ok
    except requests.ConnectionError:
        return False
