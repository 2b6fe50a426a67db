"""Which rollups may be read now, and how are the others built?

A rollup is read only where it was built of the very data that is served, by the very definition of
the live release. Building brings all of them to that state, and does nothing where they are in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from bi_app.people.roles_held import roles_held
from bi_app.warehouse import duckdb_rollups, postgres_rollups
from bi_app.warehouse.address import DuckdbAddress, PostgresAddress, read_address
from bi_app.warehouse.engines import engine
from bi_app.warehouse.rollup_tables import (
    BuiltRollup,
    counted,
    forgotten,
    make_room,
    noted,
    record,
    removed,
)
from bi_app.warehouse.rollup_writer import RollupsNotBuilt, RollupWriter, write
from bi_app.warehouse.service import audit, rollup_days, rollup_select
from bi_app.warehouse.wall.groups import groups_of
from metrics.releases import LiveRelease
from semantic_layer.compile.rollup_rows import fingerprint
from semantic_layer.model.rollups import Rollup

ACCOUNT = "service:rollups"
LOCK = 0x72_6F_6C_6C_75_70  # the number of the advisory lock: one builder at a time
NO_DAY = date(2000, 1, 1)  # of a dataset without rows


@dataclass(frozen=True, slots=True)
class Standing:
    """How a declared rollup stands; without `built` it is not there, or out of date."""

    name: str
    label: str
    built: BuiltRollup | None


def readable(release: LiveRelease) -> tuple[BuiltRollup, ...]:
    """The rollups that a statement may read now; without the setting there are none."""
    if not settings.ROLLUPS or not release.index.rollups:
        return ()
    wanted = _definitions(release)
    return tuple(each for each in engine().rollups() if wanted.get(each.name) == each.definition)


def standings(release: LiveRelease) -> Iterator[Standing]:
    built = {each.name: each for each in readable(release)}
    for name, rollup in release.index.rollups.items():
        yield Standing(name, rollup.definition.label, built.get(name))


def build(release: LiveRelease) -> tuple[BuiltRollup, ...]:
    """Build them all where one is missing or out of date, and tell what was built.

    Raises RollupsNotBuilt; then the warehouse is as it was.
    """
    with _alone():
        there = {each.name for each in readable(release)}
        if there >= release.index.rollups.keys():
            return ()
        with _writing(release) as writer:
            write(writer, *make_room())
            _remove(writer, _recorded(writer) - release.index.rollups.keys())
            return tuple(_build(each, release, writer) for each in release.index.rollups.values())


def drop(release: LiveRelease) -> None:
    """Remove every rollup from the warehouse; raises RollupsNotBuilt."""
    with _alone(), _writing(release) as writer:
        write(writer, *make_room())
        _remove(writer, _recorded(writer) | release.index.rollups.keys())


def _build(rollup: Rollup, release: LiveRelease, writer: RollupWriter) -> BuiltRollup:
    index, name = release.index, rollup.definition.name
    first, last = writer.run(rollup_days(rollup, index).sql(writer.dialect))[0]
    rows = rollup_select(rollup, index, writer.dialect, first or NO_DAY, last or NO_DAY)
    text = writer.replace(name, rows)
    ((count,),) = writer.run(counted(name).sql(writer.dialect))
    audit(ACCOUNT, f"the rollup {name}", text, count)
    definition = _definitions(release)[name]
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    built = BuiltRollup(name, definition, writer.data_version, count, now)
    write(writer, forgotten(name), noted(built))
    return built


def _recorded(writer: RollupWriter) -> set[str]:
    return {row[0] for row in writer.run(record().sql(writer.dialect))}


def _remove(writer: RollupWriter, names: Iterable[str]) -> None:
    for name in sorted(names):
        write(writer, removed(name), forgotten(name))


@lru_cache(maxsize=4)
def _definitions(release: LiveRelease) -> Mapping[str, str]:
    rollups = release.index.rollups.items()
    return {name: fingerprint(each, release.index) for name, each in rollups}


def _writing(release: LiveRelease) -> AbstractContextManager[RollupWriter]:
    if not settings.ROLLUPS:
        raise RollupsNotBuilt("Set ROLLUPS to who may write them; see docs/settings.md.")
    warehouse, builder = read_address(settings.WAREHOUSE), read_address(settings.ROLLUPS)
    match warehouse, builder:
        case DuckdbAddress(path=path), DuckdbAddress(path=same) if path == same:
            return duckdb_rollups.writing(Path(settings.BASE_DIR, path))
        case PostgresAddress(), PostgresAddress() if _place(warehouse) == _place(builder):
            groups = groups_of(release.index, roles_held())
            walled = postgres_rollups.Walled(release.index, groups)
            return postgres_rollups.writing(builder, warehouse, walled)
        case _:
            raise RollupsNotBuilt("ROLLUPS names another warehouse than WAREHOUSE does.")


def _place(address: PostgresAddress) -> tuple[str, int, str]:
    return address.host, address.port, address.database


@contextmanager
def _alone() -> Iterator[None]:
    """One builder at a time in an installation; whoever comes second leaves it to the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise RollupsNotBuilt("They are being built already.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
