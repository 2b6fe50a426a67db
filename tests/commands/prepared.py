"""A demo that was started and stopped before: prepared once a run of the suite, then copied."""

import fcntl
import os
import subprocess
from pathlib import Path

from tests.commands.demo import running_demo


def put_demo(var: Path) -> None:
    """Make `var` the run-time folder of a stopped demo. The first to come prepares it."""
    kept = Path(os.environ["AISLE_TEST_VAR"], "prepared", "var")
    kept.parent.mkdir(exist_ok=True)
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of the parallel workers one prepares, the others wait
        if not (kept / "stopped").is_file():
            with running_demo(kept):
                pass
            (kept / "stopped").touch()
    subprocess.run(["cp", "-a", kept, var], check=True)  # PostgreSQL's account keeps its files
    settings = var / "demo.env"
    settings.write_text(settings.read_text().replace(str(kept), str(var)))
