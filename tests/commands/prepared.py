"""A demo started from nothing and stopped by Ctrl-C: once a run of the suite, then copied."""

import fcntl
import json
import os
import signal
import subprocess
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.commands.demo import processes_of, running_demo


@dataclass(frozen=True, slots=True)
class FirstLife:
    """What was seen of it."""

    answered: int
    status: int
    left: list[str]
    told: str


def put_demo(var: Path) -> None:
    """Make `var` the run-time folder of a stopped demo. The first to come prepares it."""
    kept, _ = prepared()
    subprocess.run(["cp", "-a", kept, var], check=True)  # PostgreSQL's account keeps its files
    for file in (kept / "warehouse").glob("*.duckdb"):  # what was built of a copy would be stale
        (var / "warehouse" / file.name).unlink()
        os.link(file, var / "warehouse" / file.name)  # writers put another file in its place
    settings = var / "demo.env"
    settings.write_text(settings.read_text().replace(str(kept), str(var)))


def prepared() -> tuple[Path, FirstLife]:
    """The folder that is copied, in which nothing is started again."""
    kept = Path(os.environ["AISLE_TEST_VAR"], "prepared", "var")
    kept.parent.mkdir(exist_ok=True)
    seen = kept.with_suffix(".json")
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of the parallel workers one prepares, the others wait
        if not seen.is_file():
            seen.write_text(json.dumps(asdict(_first_life(kept))))
    return kept, FirstLife(**json.loads(seen.read_text()))


def _first_life(var: Path) -> FirstLife:
    with running_demo(var) as demo:
        with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/health/ready") as ready:
            answered = ready.status
        status = demo.stop(signal.SIGINT)
    return FirstLife(answered, status, processes_of(var), demo.text())
