"""Does a text that was made to keep us busy end soon, in little memory?

In a process of its own, under limits of the operating system: what does not end is ended there.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bi_app.env import PROJECT
from semantic_layer.check.foreign.engines import ENGINES
from tests.semantic_layer.check.foreign.corpus import ATTACKS, Line, name

BOMBS = [line for line in ATTACKS if line["category"] in ("bomb", "structure")]
CPU_SECONDS, MEMORY = 10, 400 << 20  # with the interpreter and its libraries
INSIDE = {
    "tables": "SELECT COUNT(*) FROM " + ", ".join(f"sales s{number}" for number in range(100)),
    "columns": "SELECT " + "store_id, " * 1_900 + "1 FROM stores",
    "types": "SELECT " + "DATE(DATE(sold_at)), " * 480 + "1 FROM sales",
    "brackets": "SELECT s.* FROM (" * 18 + "sales" + ") AS s" * 18,
    "unions": " UNION ALL ".join(["SELECT store_id FROM sales"] * 95),
}
# Each text is judged in a process of its own, which begins with all that is needed loaded.
PROGRAM = f"""
import json, logging, os, resource, sys
from semantic_layer.check import check_sql
from semantic_layer.errors import UnsafeStatement
from tests.semantic_layer.check.foreign.warehouse import policy

def judge(sql):
    resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
    resource.setrlimit(resource.RLIMIT_DATA, ({MEMORY}, {MEMORY}))
    for dialect in sys.argv[1:]:
        try:
            check_sql(sql, dialect, policy())
            yield f"allowed {{dialect}}"
        except UnsafeStatement:
            yield f"refused {{dialect}}"

for name, sql in json.load(sys.stdin).items():
    child = os.fork()
    if not child:
        print(json.dumps([name, list(judge(sql))]), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """What became of each text on each engine; of one that had to be ended, nothing."""
    texts = {name(line): line["sql"] for line in BOMBS} | INSIDE
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *ENGINES],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=True,
    )
    return dict(json.loads(line) for line in done.stdout.splitlines())


@pytest.mark.parametrize("line", BOMBS, ids=name)
def test_it_ends_a_bomb(line: Line, said: dict[str, list[str]]) -> None:
    verdicts = said.get(name(line), [])

    assert f"refused {line['dialect']}" in verdicts
    assert len(verdicts) == len(ENGINES)


@pytest.mark.parametrize("text", INSIDE)
def test_it_ends_what_is_just_inside_its_limits(text: str, said: dict[str, list[str]]) -> None:
    assert len(said.get(text, [])) == len(ENGINES)
