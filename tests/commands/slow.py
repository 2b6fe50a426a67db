"""A number that takes its time: a metric over a view that counts for so many seconds."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
from redis import Redis

from bi_app.databases import redis_address
from bi_app.demo.file import write_demo_file
from bi_app.demo.model import larkfield_files
from bi_app.embedded.places import Places
from tests.commands.demo import PROJECT, environment

NAME = "slow_days"
QUESTION = "slow moves by day in October 2026"
DEFINITIONS = f"""
datasets:
  - name: {NAME}
    label: Slow days
    table: {NAME}
    description: Days that take their time to be counted.
    owner: owen.owner
    key: [date]
    fact: true
    time: date
    open_to: [all]
    columns:
      - {{name: date, type: date}}
      - {{name: moves, type: integer}}

metrics:
  - name: slow_moves
    kind: simple
    label: Slow moves
    description: Moves that take their time to be counted.
    formula: sum of moves
    owner: owen.owner
    unit: count
    favourable: up
    dataset: {NAME}
    expression: moves
"""
COUNTED = (
    "SELECT count(*) FROM range({rows}) AS a, range(100000) AS b WHERE hash(a.range, b.range) = 0"
)
VIEW = f"""
CREATE VIEW {NAME} AS
SELECT DATE '2026-10-01' + CAST(range AS INTEGER) AS date, 1 + ({COUNTED}) AS moves FROM range(31)
"""


def slow_down(var: Path, seconds: float) -> None:
    """Put the view into the warehouse of a stopped demo; on this machine it takes about so long."""
    file = next((var / "warehouse").glob("larkfield-*.duckdb"))
    fresh = file.with_suffix(".new")
    shutil.copy(file, fresh)
    with duckdb.connect(str(fresh)) as connection:
        connection.execute(VIEW.format(rows=_rows(seconds)))
    os.replace(fresh, file)


def slow_model(folder: Path) -> Path:
    """The demo's model with that metric, as files to release."""
    for name, text in {**larkfield_files(), "slow.yaml": DEFINITIONS}.items():
        (folder / name).write_text(text)
    return folder


def _rows(seconds: float) -> int:
    """As many as take the machine so long, as it is now."""
    tried = 2_000
    begun = time.perf_counter()
    duckdb.sql(COUNTED.format(rows=tried)).fetchall()
    return round(tried * seconds / (time.perf_counter() - begun))


def release(var: Path, folder: Path) -> None:
    """Its metric goes live in a demo that runs."""
    files = str(slow_model(folder))
    named = ("--reason", "A slow number.", "--by", "owen.owner")
    _run(var, "manage.py", "model", "release", files, *named)


def forget(var: Path) -> None:
    """What was fetched before is fetched anew."""
    with Redis.from_url(redis_address(Places(var).redis_url, 0)) as redis:
        redis.flushdb()


def _run(var: Path, *arguments: str) -> None:
    own = {**environment(var), **write_demo_file(var)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**own, "DJANGO_SETTINGS_MODULE": "bi_app.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
