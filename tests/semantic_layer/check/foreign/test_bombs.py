"""Does a text that was made to keep us busy end soon, in little memory?

In a process of its own, under limits of the operating system: what does not end is ended there.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from bi_app.env import PROJECT
from semantic_layer.check.foreign.engines import ENGINES
from tests.semantic_layer.check.foreign.corpus import ATTACKS, Line, name

BOMBS = [line for line in ATTACKS if line["category"] in ("bomb", "structure")]
CPU_SECONDS, MEMORY = 10, 400 << 20  # with the interpreter and its libraries
PROGRAM = f"""
import logging, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
resource.setrlimit(resource.RLIMIT_DATA, ({MEMORY}, {MEMORY}))
from semantic_layer.check import check_sql
from semantic_layer.errors import UnsafeStatement
from tests.semantic_layer.check.foreign.warehouse import policy
sql = sys.stdin.read()
for dialect in sys.argv[1:]:
    try:
        check_sql(sql, dialect, policy())
        print("allowed", dialect)
    except UnsafeStatement:
        print("refused", dialect)
"""


def checked(sql: str) -> list[str]:
    """What became of the text on each engine."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *ENGINES],
        input=sql,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("line", BOMBS, ids=name)
def test_it_ends_a_bomb(line: Line) -> None:
    said = checked(line["sql"])

    assert f"refused {line['dialect']}" in said
    assert len(said) == len(ENGINES)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COUNT(*) FROM " + ", ".join(f"sales s{number}" for number in range(100)),
        "SELECT " + "store_id, " * 1_900 + "1 FROM stores",
        "SELECT " + "DATE(DATE(sold_at)), " * 480 + "1 FROM sales",
        "SELECT s.* FROM (" * 18 + "sales" + ") AS s" * 18,
        " UNION ALL ".join(["SELECT store_id FROM sales"] * 95),
    ],
    ids=["tables", "columns", "types", "brackets", "unions"],
)
def test_it_ends_what_is_just_inside_its_limits(sql: str) -> None:
    assert len(checked(sql)) == len(ENGINES)
