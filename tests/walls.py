"""A second wall around a warehouse of the tests, and statements that skip the first one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.engine import Warrant
from bi_app.warehouse.wall.groups import groups_of
from bi_app.warehouse.wall.putting_up import put_up
from bi_app.warehouse.wall.rights import rights_of
from bi_app.warehouse.wall.script import Wall
from semantic_layer.access import Policy
from semantic_layer.check.statement import statement_hash
from semantic_layer.model.index import ModelIndex
from tests.postgres_warehouses import server

SEVERAL = (
    frozenset({"analyst", "regional_manager"}),
    frozenset({"merchandiser", "regional_manager"}),
)


def wall_around(warehouse: str, index: ModelIndex, *keep: str) -> Wall:
    """Put up; raises NotPutUp. `keep` are accounts that go on as before."""
    wall = Wall(index, groups_of(index, SEVERAL), postgres(warehouse), keep)
    put_up(wall, administrator(warehouse))
    return wall


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
