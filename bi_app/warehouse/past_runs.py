"""How long did a statement run when it ran last, and how fast is this warehouse altogether?

What is kept are seconds, for the very entitlement that waited for them. It is kept in Redis, under
a MAC, and is only ever an estimate: lost, it is made again by the next run.
"""

import json
import statistics
from collections.abc import Sequence

from django.conf import settings

from bi_app import sealed
from semantic_layer.check.statement import CheckedStatement

RUNS_KEPT = 16  # of statements of one shape
LATEST = 3  # runs of the very statement that count
PACES_KEPT = 32
Run = tuple[str, float]  # the statement's hash, its seconds


def note(statement: CheckedStatement, seconds: float) -> None:
    key = _shape(statement)
    runs = [*_read(key), (statement.sha256, seconds)][-RUNS_KEPT:]
    _write(key, runs)


def seconds_of(statement: CheckedStatement) -> float | None:
    """The median of the last runs of this statement, else of others that differ in values alone."""
    runs = _read(_shape(statement))
    own = [seconds for sha, seconds in runs if sha == statement.sha256][-LATEST:]
    counted = own or [seconds for _, seconds in runs]
    return statistics.median(counted) if counted else None


def note_pace(dialect: str, ratio: float) -> None:
    key = _pace(dialect)
    _write(key, [*_read(key), (dialect, ratio)][-PACES_KEPT:])


def pace(dialect: str) -> float:
    """How much slower than foreseen statements ran of late; 1 while nothing is known."""
    ratios = [ratio for _, ratio in _read(_pace(dialect))]
    return statistics.median(ratios) if ratios else 1.0


def _shape(statement: CheckedStatement) -> str:
    return sealed.key_of("ran", statement.dialect, statement.entitlement, statement.text)


def _pace(dialect: str) -> str:
    return sealed.key_of("pace", dialect, settings.WAREHOUSE)


def _read(key: str) -> list[Run]:
    body = sealed.get(key)
    return [] if body is None else [(str(name), float(number)) for name, number in json.loads(body)]


def _write(key: str, runs: Sequence[Run]) -> None:
    sealed.put(key, json.dumps(runs).encode(), settings.AISLE_RESULT_CACHE_SECONDS)
