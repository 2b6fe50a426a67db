"""How near is the estimate of a cost to the cost itself, on a first run and on later ones?

Thirty golden queries of Larkfield, in the order of their names, each estimated before it runs: at
first by the sizes of the statement and its tables alone, then by its past runs. Both are compared
as they stand in the ledger, in whole micros.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from bi_app import sealed
from bi_app.asking.prices import micros
from bi_app.warehouse import past_runs
from bi_app.warehouse.engines import engine, limits
from bi_app.warehouse.estimate import by_sizes, learn
from semantic_layer.check import CheckedStatement
from tests.bench.figures import Figure, figure
from tests.semantic_layer.answers import LARKFIELD_CLOCK, larkfield_as
from tests.semantic_layer.golden import QUERIES

TRIED = 30
ROUNDS = 3
FACTOR = 2


def ratios() -> Iterator[Figure]:
    """The greater of estimate and cost over the lesser: 1 is exact, up to 2 is within the bar."""
    asked = larkfield_as("elena.exec")
    every = sorted(QUERIES)
    chosen = every[:: len(every) // TRIED][:TRIED]
    statements = [asked.checked(QUERIES[name], engine().dialect) for name in chosen]
    _run(statements[0])  # opens the file
    sealed.client().flushdb()
    first, later = [], list[float]()
    for statement in statements:
        foreseen = by_sizes(statement, LARKFIELD_CLOCK)
        first.append(_apart(foreseen, _run(statement)))
    for _ in range(ROUNDS):
        for statement in statements:
            later.append(_apart(past_runs.seconds_of(statement) or 0.0, _run(statement)))
    yield figure("estimate against cost, first run", first, "x", _within(first))
    yield figure("estimate against cost, later runs", later, "x", _within(later))


def _run(statement: CheckedStatement) -> float:
    begun = time.perf_counter()
    engine().fetch(statement.text, statement.parameters, limits())
    seconds = time.perf_counter() - begun
    learn(statement, LARKFIELD_CLOCK, seconds)
    return seconds


def _apart(foreseen: float, took: float) -> float:
    expected, cost = micros(foreseen), micros(took)
    return max(expected, cost) / max(min(expected, cost), 1)


def _within(found: list[float]) -> str:
    return f"{sum(each <= FACTOR for each in found)} of {len(found)} within a factor of {FACTOR}"
