"""Was this query made into a statement before, for the same rights, days, rollups and engine?

What is kept is the proved statement with what its columns mean: no rows, and nothing that another
entitlement shares. It stays in this process, so that nobody else can have written it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from bi_app.asking.asking import Asking
from bi_app.warehouse.engines import engine
from bi_app.warehouse.rollup_tables import BuiltRollup
from semantic_layer.check import CheckedStatement
from semantic_layer.compile import Compiled
from semantic_layer.compile.comparable import ComparableSet
from semantic_layer.query import MetricQuery

MOST = 512  # statements of a process, some tens of kilobytes each

Key = tuple[object, ...]
Rollups = tuple[BuiltRollup, ...]


@dataclass(frozen=True, slots=True)
class Stores:
    """The statement that lists what was compared, and the set that it goes by."""

    chosen: ComparableSet
    statement: CheckedStatement


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement that the gate runs, and the compiled query that says what it gives."""

    compiled: Compiled
    statement: CheckedStatement
    stores: Stores | None = None


_kept: OrderedDict[Key, Ready] = OrderedDict()
_lock = Lock()


def find(query: MetricQuery, asking: Asking, rollups: Rollups = ()) -> Ready | None:
    key = _key(query, asking, rollups)
    with _lock:
        ready = _kept.get(key)
        if ready is not None:
            _kept.move_to_end(key)
    return ready


def keep(query: MetricQuery, asking: Asking, ready: Ready, rollups: Rollups = ()) -> Ready:
    with _lock:
        _kept[_key(query, asking, rollups)] = ready
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return ready


def forget() -> None:
    """All of them; for whoever measures or tests a first time."""
    with _lock:
        _kept.clear()


def _key(query: MetricQuery, asking: Asking, rollups: Rollups) -> Key:
    """The query by its text, where true and 1 differ; an entitlement is of one release."""
    rights = asking.policy.entitlement
    return query.model_dump_json(), rights, asking.clock, engine().dialect, rollups
