"""Is the warehouse still what it has to be, so that answers may be given?

Nothing is answered on a look that is older than a minute: whoever comes first then looks again.
After a look that found something wrong the next one is soon, so that what was mended is seen.
"""

import time
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import structlog
from django.conf import settings

from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.engines import engine
from bi_app.warehouse.faults import Fault
from bi_app.warehouse.wall.groups import groups_of
from bi_app.warehouse.wall.script import Wall, marks
from bi_app.warehouse.wall.state import faults_of
from metrics.releases import LiveRelease, NoRelease, live
from semantic_layer.errors import WarehouseError, WarehouseUnavailable

EVERY_S = 60.0
AGAIN_S = 5.0
AWAY = "warehouse_unavailable"
NO_WALL = Fault(
    "wall_missing",
    "AISLE_REQUIRE_SECOND_WALL is true, and the warehouse does not hold the policies by itself.",
    "Run `manage.py harden_warehouse`; only PostgreSQL can.",
)

log = structlog.get_logger()
_lock = Lock()


class NotTrusted(WarehouseUnavailable):
    """The self-check found something wrong; no answer is given until it is mended."""


@dataclass(frozen=True, slots=True)
class _Look:
    of: tuple[str, bool]
    until: float  # on the monotonic clock
    faults: tuple[Fault, ...]


_last: list[_Look] = []


def require() -> None:
    """Raises NotTrusted where the warehouse may not be asked."""
    found = faults()
    if found:
        raise NotTrusted(", ".join(each.code for each in found))


def faults() -> tuple[Fault, ...]:
    """What is wrong by the latest look, which is a minute old at most."""
    of = (settings.WAREHOUSE, settings.AISLE_REQUIRE_SECOND_WALL)
    with _lock:
        if not _last or _last[0].of != of or time.monotonic() >= _last[0].until:
            found = look()
            for each in found:
                log.error("self_check", code=each.code, matter=each.matter)
            wait = AGAIN_S if found else EVERY_S
            _last[:] = [_Look(of, time.monotonic() + wait, found)]
        return _last[0].faults


def forget() -> None:
    """The next question looks anew."""
    with _lock:
        _last.clear()


def look() -> tuple[Fault, ...]:
    """Look now; raises DatabaseError where the live model cannot be read."""
    try:
        return (*engine().faults(), *_of_the_wall())
    except WarehouseError as error:
        return (Fault(AWAY, str(error)),)


def _of_the_wall() -> tuple[Fault, ...]:
    state = engine().wall()
    if state is None:
        return (NO_WALL,) if settings.AISLE_REQUIRE_SECOND_WALL else ()
    try:
        return tuple(faults_of(state, _wanted(live(), settings.WAREHOUSE)))
    except NoRelease as error:
        return (Fault("no_release", str(error)),)


@lru_cache(maxsize=4)
def _wanted(release: LiveRelease, warehouse: str) -> dict[str, str]:
    address = read_address(warehouse)
    if not isinstance(address, PostgresAddress):
        return {}
    return marks(Wall(release.index, groups_of(release.index, ()), address))
