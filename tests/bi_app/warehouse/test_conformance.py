"""Every query gives the same rows in the same order on every engine, to whoever asks."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.served import SERVED
from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.warehouse.engine import Engine, Limits, Warrant
from bi_app.warehouse.postgres_server import PostgresServer
from bi_app.warehouse.wall.rights import rights_of
from semantic_layer.check import check
from semantic_layer.errors import QuestionError
from semantic_layer.secure import secure
from semantic_layer.secure.query import Secured
from tests.postgres_warehouses import address, copy, database, server
from tests.semantic_layer.answers import ASKERS, Asked, larkfield_as, larkfield_index
from tests.walls import reader, wall_around, warrant
from tests.wholesale import house
from tests.yaml_files import read_yaml

FIXTURES = Path(__file__).parents[2] / "fixtures"
QUERIES: dict[str, dict[str, Any]] = {
    name: query
    for file in sorted(FIXTURES.glob("larkfield_queries*"))
    for name, query in read_yaml(file).items()
}
DUNMORE = house.cases("queries.yaml")
ROOMY = Limits(seconds=60, rows=100_000, size_bytes=10**9)
LAST_PLACES = 1e-12  # fractions may be added up in another order


@dataclass(frozen=True, slots=True)
class Both:
    file: Engine
    server: Engine


@pytest.fixture(scope="module")
def larkfield_on(larkfield: Path) -> Iterator[Both]:
    """The server behind a second wall, which narrows nothing that the first one lets pass."""
    with database("larkfield") as name:
        load(larkfield, server()["host"], name, "test")
        warehouse = address(name, reader(), SERVED)
        wall_around(warehouse, larkfield_index())
        with opened(warehouse) as on_server:
            yield Both(DuckdbFile(larkfield), on_server)


@pytest.fixture(scope="module")
def dunmore_on() -> Iterator[Both]:
    file = house.warehouse()
    with database("dunmore") as name:
        copy(file, name)
        with opened(address(name)) as on_server:
            yield Both(DuckdbFile(file), on_server)


@contextmanager
def opened(warehouse: str) -> Iterator[Engine]:
    found = read_address(warehouse)
    assert isinstance(found, PostgresAddress)
    on_server = PostgresServer(found)
    yield on_server
    on_server.close()


@pytest.mark.parametrize("name", QUERIES)
def test_it_gives_every_asker_the_same_rows(name: str, larkfield_on: Both) -> None:
    for asked, secured in may_ask(QUERIES[name]):
        same_rows(asked, secured, larkfield_on)


@pytest.mark.parametrize("name", DUNMORE)
def test_it_does_so_in_another_trade(name: str, dunmore_on: Both) -> None:
    case = DUNMORE[name]
    asked = house.asked_by(case.get("as", "dora"))

    same_rows(asked, asked.secured(case["query"]), dunmore_on)


def test_it_compares_many_queries() -> None:
    assert len(QUERIES) + len(DUNMORE) >= 150


def may_ask(query: dict[str, Any]) -> Iterator[tuple[Asked, Secured]]:
    """She may ask everything; the others, what their policies leave of it."""
    elena = larkfield_as("elena.exec")
    yield elena, elena.secured(query)
    for asked in map(larkfield_as, sorted(set(ASKERS) - {"elena.exec"})):
        try:
            compiled = asked.compiled(query)
        except QuestionError:
            continue
        yield asked, secure(compiled, asked.index, asked.policy)


def same_rows(asked: Asked, secured: Secured, both: Both) -> None:
    on_file, on_server = (proved_rows(on, secured, asked) for on in (both.file, both.server))

    assert len(on_file) == len(on_server)
    assert all(map(alike, on_file, on_server)), first_difference(on_file, on_server)


def test_it_keeps_what_is_missing_apart_from_what_is_empty(larkfield_on: Both) -> None:
    text = """SELECT count(*) AS lines, count(customer_id) AS members, min(channel) AS channel,
                     sum(net_amount) AS net_sales, max(sold_at) AS last
              FROM sales_lines"""

    proved = warrant(larkfield_as("elena.exec").policy, text)
    on_file = fetched(larkfield_on.file, text)
    on_server = fetched(larkfield_on.server, text, proved=proved)

    assert on_file == on_server
    assert on_file[0][0] > on_file[0][1] > 0


def rows(engine: Engine, query: dict[str, Any], asked: Asked) -> list[tuple[Any, ...]]:
    return proved_rows(engine, asked.secured(query), asked)


def proved_rows(engine: Engine, secured: Secured, asked: Asked) -> list[tuple[Any, ...]]:
    statement = check(secured, asked.index, asked.policy, engine.dialect)
    proved = Warrant(statement.sha256, statement.entitlement, rights_of(asked.policy))
    return fetched(engine, statement.text, *statement.parameters, proved=proved)


def fetched(
    engine: Engine, text: str, *parameters: Any, proved: Warrant | None = None
) -> list[tuple[Any, ...]]:
    """The rows, each cell with the kind of its column, which is the same on both engines."""
    table = engine.fetch(text, parameters, ROOMY, proved).table
    return [tuple(row.values()) for row in table.to_pylist()]


def alike(left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    return len(left) == len(right) and all(map(same_cell, left, right))


def same_cell(left: Any, right: Any) -> bool:
    """Fractions to the last places, all else to the letter; a cent is no fraction."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=LAST_PLACES)
    return type(left) is type(right) and bool(left == right)


def first_difference(left: list[Any], right: list[Any]) -> str:
    return next(f"{a} is {b}" for a, b in zip(left, right, strict=True) if not alike(a, b))
