"""How does the second wall stand, as the database itself tells it?"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg

from bi_app.warehouse.faults import Fault
from bi_app.warehouse.wall.seal import halves, key
from semantic_layer.errors import WarehouseUnavailable

State = Mapping[str, Any]
# The first release of each line with the mends of CVE-2023-2455 and CVE-2025-8713.
FLOORS: Mapping[int, int] = {13: 22, 14: 19, 15: 14, 16: 10, 17: 6}
UPDATE = "Update it to the latest minor release."
AGAIN = "Run `manage.py harden_warehouse`."
ABSENT = (
    psycopg.errors.UndefinedFunction,
    psycopg.errors.InvalidSchemaName,
    psycopg.errors.InsufficientPrivilege,  # another account's wall: it lets this one read nothing
)

# The property that is wrong where it is there, and what is to be said of it.
WRONG: Mapping[str, tuple[str, str]] = {
    "superuser": ("account_superuser", "The warehouse's account is a superuser."),
    "bypasses": ("account_bypasses", "The warehouse's account bypasses row-level security."),
    "inherits": ("account_inherits", "The warehouse's account has its roles' rights unasked."),
    "belongs": ("account_belongs", "The warehouse's account is a member of other roles."),
    "owns": ("account_owns", "The warehouse's account owns tables."),
    "writes": ("account_writes", "The warehouse's account may write."),
    "unforced": ("rows_not_forced", "Tables that are read do not force row-level security."),
    "unlimited": ("rows_unlimited", "Tables that are read have no policy."),
    "open_catalogues": ("catalogues_open", "Everybody may read the warehouse's catalogues."),
    "open_functions": ("functions_open", "Everybody may call functions that do something."),
}
# The property that is wrong where it is missing.
MISSING: Mapping[str, tuple[str, str]] = {
    "read_only": ("account_not_read_only", "The warehouse's account does not only read."),
    "policies": ("no_policies", "The warehouse has no policies."),
    "unchanged": ("wall_changed", "The wall is not any more as it was put up."),
}


def is_kept_up(server: int) -> bool:
    """`server` as PostgreSQL counts itself: 170006 is 17.6."""
    major, minor = divmod(server, 10_000)
    return minor >= FLOORS.get(major, 0 if major > max(FLOORS) else minor + 1)


def read_state(connection: psycopg.Connection[tuple[Any, ...]], account: str) -> State | None:
    """Raises WarehouseUnavailable; nothing where the database has no wall."""
    try:
        found = connection.execute("SELECT aisle_wall.state(%s)", [account]).fetchone()
    except ABSENT:
        connection.rollback()
        return None
    except psycopg.Error as error:
        raise WarehouseUnavailable(
            f"The wall's state cannot be read ({type(error).__name__})."
        ) from None
    return None if found is None else {**found[0], "server": connection.info.server_version}


def faults_of(state: State, wanted: Mapping[str, str]) -> Iterator[Fault]:
    """`wanted` has the mark of each group of the live model, as a script gives it."""
    for name, (code, matter) in WRONG.items():
        if state.get(name) is None or state[name]:
            yield Fault(code, matter, AGAIN)
    for name, (code, matter) in MISSING.items():
        if not state.get(name):
            yield Fault(code, matter, AGAIN)
    built: Mapping[str, str] = json.loads(state.get("script") or "{}")
    if not wanted or any(built.get(name) != mark for name, mark in wanted.items()):
        yield Fault(
            "wall_of_another_model", "The wall is of another model than the live one.", AGAIN
        )
    if not is_kept_up(int(state.get("server", 0))):
        yield Fault("server_outdated", "The server lacks mends of row-level security.", UPDATE)
    if state.get("key") != hashlib.sha256(b"".join(halves(key()))).hexdigest():
        yield Fault("wall_of_another_key", "The wall knows another key of seals.", AGAIN)
