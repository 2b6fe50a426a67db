"""A second wall around a warehouse of the tests, and statements that skip the first one."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.engine import Warrant
from bi_app.warehouse.wall.groups import groups_of
from bi_app.warehouse.wall.putting_up import put_up
from bi_app.warehouse.wall.rights import rights_of
from bi_app.warehouse.wall.script import Wall
from semantic_layer.access import Policy
from semantic_layer.check.statement import statement_hash
from semantic_layer.model.index import ModelIndex
from tests.postgres_warehouses import connect, server

SEVERAL = (
    frozenset({"analyst", "regional_manager"}),
    frozenset({"merchandiser", "regional_manager"}),
)


def reader() -> str:
    """An account of this process alone: roles are the server's, and parallel workers share it."""
    name = f"walled_reader_{os.getpid()}"
    with connect("postgres") as admin, suppress(psycopg.errors.DuplicateObject):
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
    return name


def wall_around(warehouse: str, index: ModelIndex, *keep: str) -> Wall:
    """Put up; raises NotPutUp. `keep` are accounts that go on as before."""
    wall = Wall(index, groups_of(index, SEVERAL), postgres(warehouse), keep)
    with alone():
        put_up(wall, administrator(warehouse))
    return wall


@contextmanager
def alone() -> Iterator[None]:
    """One worker at a time makes roles, which they share."""
    with Path(os.environ["AISLE_TEST_VAR"], "walls.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def postgres(warehouse: str) -> PostgresAddress:
    found = read_address(warehouse)
    assert isinstance(found, PostgresAddress)
    return found


def administrator(warehouse: str) -> PostgresAddress:
    return replace(postgres(warehouse), user=server()["user"])


def warrant(policy: Policy, text: str, parameters: Sequence[Any] = ()) -> Warrant:
    """Any text under somebody's rights: as if compile, secure and check had all been fooled."""
    proved = statement_hash("postgres", text, parameters, policy.entitlement)
    return Warrant(proved, policy.entitlement, rights_of(policy))
