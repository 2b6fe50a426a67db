"""`make prove`: the long form of the tests, with full counts; writes docs/proof.md.

Each folder of tests is one run, the longest are several; as many go at once as there are
processors. A run is kept under var/prove for the commit at hand: a proof that was broken off goes
on where it stopped. `PROVE=1` makes the counts long (`tests/counts.py`). The golden statements run
once more over the demo retailer at the size of the demo.
"""

import json
import os
import secrets
import subprocess
import sys
import time
import xml.etree.ElementTree as Xml
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bi_app.env import PROJECT
from tests.bench.machine import machine

TESTS = PROJECT / "tests"
KEPT = PROJECT / "var" / "prove"
AT_DEMO_SIZE = "bi_app/api/test_golden_answers.py"
# Runs whose counts add up to the whole one, each with a seed of its own.
SHARES = {"brute": 20, "noninterference": 4}
PAGE = PROJECT / "docs" / "proof.md"


@dataclass(frozen=True, slots=True)
class Run:
    where: str  # a folder or a file of tests
    share: int = 1
    shares: int = 1

    @property
    def name(self) -> str:
        return self.where if self.shares == 1 else f"{self.where} {self.share} of {self.shares}"


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
    with ThreadPoolExecutor(os.cpu_count()) as processors:
        parts = list(processors.map(lambda run: _prove(run, kept), _runs(sys.argv[1:])))
    failed = sum(part.failed for part in parts)
    print(f"{sum(part.tests for part in parts)} tests, {failed} failed")
    if not sys.argv[1:]:
        PAGE.write_text(page(parts, commit))
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


def _runs(chosen: list[str]) -> list[Run]:
    """Those of the folders that are chosen (`python -m tests.prove brute`), or all of them."""
    every = [*SHARES, *(each for each in _folders() if each not in SHARES), AT_DEMO_SIZE]
    return [
        Run(where, share, SHARES.get(where, 1))
        for where in chosen or every
        for share in range(1, SHARES.get(where, 1) + 1)
    ]


def _folders() -> list[str]:
    """Every folder that has files of tests; those in folders below it are runs of their own."""
    return sorted({str(path.parent.relative_to(TESTS)) for path in TESTS.rglob("test_*.py")})


def _prove(run: Run, kept: Path) -> Part:
    done = kept / f"{_file(run)}.json"
    if done.is_file():
        part = Part(**json.loads(done.read_text()))
        print(f"{run.name}: proved before, {part.tests} tests, seed {part.seed}", flush=True)
        return part
    part = _ran(run, kept)
    if not part.failed:
        done.write_text(json.dumps(asdict(part)))
    return part


def _ran(run: Run, kept: Path) -> Part:
    seed, report = secrets.randbelow(2**32), kept / f"{_file(run)}.xml"
    print(f"{run.name}: seed {seed}", flush=True)
    begun = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", f"--hypothesis-seed={seed}"]
    files = sorted(str(path) for path in (TESTS / run.where).glob("test_*.py"))
    where = [f"--junit-xml={report}", *(files or [str(TESTS / run.where)])]
    report.unlink(missing_ok=True)
    environment = {**os.environ, "PROVE": "1", "SEED": str(seed), "SHARES": str(run.shares)}
    if run.where == AT_DEMO_SIZE:
        environment["LARKFIELD"] = "demo"
    with (kept / f"{_file(run)}.log").open("w") as said:
        ended = subprocess.run(
            [*command, *where], cwd=PROJECT, env=environment, stdout=said, stderr=said, check=False
        )
    tests, failed = _counted(report)
    if ended.returncode != 0 and not failed:
        failed = 1  # it ended before it could say which
    seconds = time.monotonic() - begun
    print(f"{run.name}: {tests} tests, {failed} failed, {seconds:.0f} s: {said.name}", flush=True)
    return Part(run.name, seed, tests, failed, seconds)


def _file(run: Run) -> str:
    return run.name.replace("/", "-").replace(" ", "-")


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
