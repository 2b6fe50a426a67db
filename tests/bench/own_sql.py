"""How long does it take, on one core, to secure and prove a SELECT of somebody's own?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.check import check_sql
from semantic_layer.check.foreign.engines import ENGINES
from tests.bench.compiling import on_one_core
from tests.bench.figures import Figure, figure, milliseconds
from tests.semantic_layer.check.foreign.corpus import PLAIN, Line
from tests.semantic_layer.check.foreign.warehouse import policy

TIMES = 20  # each of the plain questions of the corpora


def times() -> Iterator[Figure]:
    """Once before: a policy's scans are made at its first statement and then kept."""
    with on_one_core():
        for dialect in ENGINES:
            lines = [line for line in PLAIN if line["dialect"] == dialect]
            taken = [each for line in lines for each in _taken(line)]
            yield figure(f"check_sql of a plain SELECT, {dialect}", taken, "ms")


def _taken(line: Line) -> list[float]:
    given = policy()
    check_sql(line["sql"], line["dialect"], given)
    return milliseconds(lambda: check_sql(line["sql"], line["dialect"], given), TIMES)
