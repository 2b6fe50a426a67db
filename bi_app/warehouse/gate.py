"""The gate: the only place where a statement meets the warehouse.

It takes a CheckedStatement and nothing else, proves that it was checked for the asker at hand and
that the warehouse is to be trusted, looks for a kept result, and otherwise runs it within the
limits, under the asker's rights in the warehouse. Identical statements under way at the same time
run once (`flights.py`).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from threading import BoundedSemaphore

import pyarrow
from django.conf import settings

from bi_app import sealed
from bi_app.warehouse import self_check
from bi_app.warehouse.engine import Fetched, Warrant
from bi_app.warehouse.engines import engine, limits
from bi_app.warehouse.flights import fly
from bi_app.warehouse.results import kept, result_key
from bi_app.warehouse.rollup_tables import BuiltRollup
from bi_app.warehouse.terms import USUAL, Terms
from bi_app.warehouse.wall.rights import rights_of
from semantic_layer.access import Policy
from semantic_layer.check.statement import CheckedStatement
from semantic_layer.errors import UnsafeStatement, WarehouseUnavailable


@dataclass(frozen=True, slots=True)
class Ran:
    """`seconds` is the engine's time, which is charged: nothing where the result was kept."""

    table: pyarrow.Table
    cached: bool
    seconds: float
    truncated: bool
    data_version: str


WAIT_SECONDS = 10.0  # for a place among the statements that run
_places = BoundedSemaphore(settings.AISLE_WAREHOUSE_POOL)


def data_version() -> str:
    return engine().data_version()


def loaded_at() -> datetime | None:
    """When the data as it stands came into the warehouse, where the engine knows."""
    return engine().loaded_at()


def flight_of(statement: CheckedStatement) -> str:
    """The same for all who want these rows of the data as it stands."""
    return result_key(statement, data_version())


class RollupsMoved(WarehouseUnavailable):
    """A rollup that the statement reads is not the one any more that it was made for."""


def run(
    statement: CheckedStatement,
    policy: Policy,
    rollups: tuple[BuiltRollup, ...] = (),
    terms: Terms = USUAL,
) -> Ran:
    """The rows of a checked statement, from the cache or the engine.

    `rollups` are those that it may have been made to read: where one of them is built anew or goes
    while it runs, its rows may be of no one state of the data, and RollupsMoved is raised. Raises
    UnsafeStatement when it was checked for another policy or dialect, WarehouseUnavailable and
    StatementTimeout when the engine does not answer, StatementCancelled, and UnderWay where the
    terms are not to wait for the same statement elsewhere.
    """
    if type(statement) is not CheckedStatement:
        raise UnsafeStatement("Only a checked statement runs.")
    if statement.entitlement != policy.entitlement:
        raise UnsafeStatement("The statement was checked for another policy.")
    if statement.dialect != engine().dialect:
        raise UnsafeStatement("The statement was checked for another engine.")
    self_check.require()
    version = data_version()
    key = result_key(statement, version)
    found = kept(key)
    if found is not None:
        return Ran(found.table, True, 0.0, found.truncated, version)
    started = time.perf_counter()
    read = frozenset(each for each in rollups if each.name in statement.tables)
    warrant = Warrant(statement.sha256, policy.entitlement, rights_of(policy))
    until = time.monotonic() + (terms.seconds or limits().seconds)
    fetch = partial(_fetch, statement, warrant, read, terms)
    fetched, shared = fly(key, fetch, until, waits=terms.waits)
    seconds = 0.0 if shared else time.perf_counter() - started
    return Ran(fetched.table, shared, seconds, fetched.truncated, version)


def is_kept(statement: CheckedStatement) -> bool:
    """Whether its result is kept for the data as it stands, so that the engine has no work."""
    return sealed.has(result_key(statement, data_version()))


def _fetch(
    statement: CheckedStatement, warrant: Warrant, read: frozenset[BuiltRollup], terms: Terms
) -> Fetched:
    most = limits() if terms.seconds is None else replace(limits(), seconds=terms.seconds)
    try:
        with _place():
            fetched = engine().fetch(
                statement.text, statement.parameters, most, warrant, cancel=terms.cancel
            )
    except WarehouseUnavailable as error:
        if not _stand(read):
            raise RollupsMoved("The rollups were built anew meanwhile.") from error
        raise
    if not _stand(read):
        raise RollupsMoved("The rollups were built anew meanwhile.")
    return fetched


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise WarehouseUnavailable("Too many statements are running.")
    try:
        yield
    finally:
        _places.release()


def _stand(read: frozenset[BuiltRollup]) -> bool:
    return not read or read <= set(engine().rollups())
