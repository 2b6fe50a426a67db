"""`make prove`: the long form of the tests, with full counts; writes docs/proof.md.

Each folder of tests is one run, kept under var/prove for the commit at hand: a proof that was
broken off goes on where it stopped. `PROVE=1` makes the counts long (`tests/counts.py`). The golden
statements run once more over the demo retailer at the size of the demo.
"""

import json
import os
import secrets
import subprocess
import sys
import time
import xml.etree.ElementTree as Xml
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bi_app.env import PROJECT
from tests.bench.machine import machine

TESTS = PROJECT / "tests"
KEPT = PROJECT / "var" / "prove"
AT_DEMO_SIZE = ("bi_app/api/test_golden_answers.py",)
PAGE = PROJECT / "docs" / "proof.md"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    seed: int
    tests: int
    failed: int
    seconds: float


def main() -> int:
    commit = _commit()
    kept = KEPT / commit
    kept.mkdir(parents=True, exist_ok=True)
    parts = [_prove(name, kept) for name in (*_folders(), *AT_DEMO_SIZE)]
    PAGE.write_text(page(parts, commit))
    failed = sum(part.failed for part in parts)
    print(f"{sum(part.tests for part in parts)} tests, {failed} failed: {PAGE.name}")
    return 1 if failed else 0


def page(parts: list[Part], commit: str) -> str:
    on = ", ".join(f"{name} {value}" for name, value in machine().items())
    rows = "".join(
        f"| {p.name} | {p.tests} | {p.failed} | {p.seconds:.0f} | {p.seed} |\n" for p in parts
    )
    return (
        "# Proof\n\nWritten by `make prove`, the long form of the tests; do not edit."
        f" Commit {commit}, {datetime.now(UTC):%Y-%m-%d}, on {on}.\n\n"
        "| tests | run | failed | seconds | seed |\n| --- | ---: | ---: | ---: | ---: |\n" + rows
    )


def _folders() -> list[str]:
    """Every folder that has files of tests; those in folders below it are runs of their own."""
    return sorted({str(path.parent.relative_to(TESTS)) for path in TESTS.rglob("test_*.py")})


def _prove(name: str, kept: Path) -> Part:
    done = kept / f"{name.replace('/', '-')}.json"
    if done.is_file():
        part = Part(**json.loads(done.read_text()))
        print(f"{name}: proved before, {part.tests} tests, seed {part.seed}", flush=True)
        return part
    part = _run(name, kept)
    if not part.failed:
        done.write_text(json.dumps(asdict(part)))
    return part


def _run(name: str, kept: Path) -> Part:
    seed, report = secrets.randbelow(2**32), kept / "report.xml"
    print(f"{name}: seed {seed}", flush=True)
    begun = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", f"--hypothesis-seed={seed}"]
    files = sorted(str(path) for path in (TESTS / name).glob("test_*.py")) or [str(TESTS / name)]
    where = [f"--junit-xml={report}", *files]
    report.unlink(missing_ok=True)
    environment = {**os.environ, "PROVE": "1"}
    if name in AT_DEMO_SIZE:
        environment["LARKFIELD"] = "demo"
    status = subprocess.run(
        [*command, *where], cwd=PROJECT, env=environment, check=False
    ).returncode
    tests, failed = _counted(report)
    if status != 0 and not failed:
        failed = 1  # it ended before it could say which
    return Part(name, seed, tests, failed, time.monotonic() - begun)


def _counted(report: Path) -> tuple[int, int]:
    if not report.is_file():
        return 0, 0
    suites = list(Xml.parse(report).getroot().iter("testsuite"))  # noqa: S314  (pytest wrote it)
    failed = sum(int(suite.get("failures", 0)) + int(suite.get("errors", 0)) for suite in suites)
    return sum(int(suite.get("tests", 0)) for suite in suites), failed


def _commit() -> str:
    """The commit, and a mark when files differ from it: such a proof is never taken up again."""
    git = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    described = subprocess.run(git, cwd=PROJECT, capture_output=True, text=True, check=True)
    commit = described.stdout.strip()
    return f"{commit}-{int(time.time())}" if commit.endswith("-dirty") else commit


if __name__ == "__main__":
    sys.exit(main())
