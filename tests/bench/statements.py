"""How does the compiled statement's run time compare with that of SQL written by hand?

Twelve typical questions (tests/bench/twelve), each beside the statement that an analyst would write
for it, over Larkfield at demo size with five million sales lines. Both run in turn, on one engine
after the other, and must give the same rows: a ratio of two different answers says nothing.
"""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bi_app.demo.larkfield.build import Size, build
from bi_app.demo.larkfield.to_postgres import load
from bi_app.demo.served import Warehouse, address_of, host_of
from bi_app.embedded.places import Places
from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.warehouse.engine import Engine, Limits, Warrant
from bi_app.warehouse.postgres_server import PostgresServer
from bi_app.warehouse.wall.groups import groups_of
from bi_app.warehouse.wall.putting_up import put_up
from bi_app.warehouse.wall.rights import Rights, rights_of
from bi_app.warehouse.wall.script import Wall
from semantic_layer.check import CheckedStatement
from tests.bench.figures import Figure, p95
from tests.semantic_layer.answers import larkfield_as
from tests.yaml_files import read_yaml

TWELVE = Path(__file__).with_name("twelve")
LINES = 5_000_000
ROUNDS: Mapping[str, int] = {"duckdb": 15, "postgres": 7}
ROOMY = Limits(seconds=120, rows=100_000, size_bytes=10**9)
Rows = list[tuple[Any, ...]]


def ratios() -> Iterator[Figure]:
    """For each engine the ratio of each question, then their geometric mean."""
    var = Path(os.environ["AISLE_VAR"])
    file = var / "bench" / "larkfield.duckdb"
    build(file, Size.DEMO, lines=LINES)
    yield from compared(DuckdbFile(file))
    places = Places(var)
    load(file, host_of(places), file.stem, "bench")
    server = PostgresServer(served_from(file, places))
    try:
        yield from compared(server)
    finally:
        server.close()
    yield from behind_a_wall(served_from(file, places))


def behind_a_wall(warehouse: PostgresAddress) -> Iterator[Figure]:
    """The same statements with row-level security and without: a superuser is bound by none."""
    administrator = replace(warehouse, user="postgres")
    index = larkfield_as("elena.exec").index
    put_up(Wall(index, groups_of(index, ()), warehouse), administrator)
    walled, plain = PostgresServer(warehouse), PostgresServer(administrator)
    medians = []
    try:
        for case in read_yaml(TWELVE / "queries.yaml").values():
            asked = larkfield_as(case.get("asker", "elena.exec"))
            ours = asked.checked(case["query"], walled.dialect)
            each = list(_with_and_without(walled, plain, ours, rights_of(asked.policy)))
            medians.append(statistics.median(on / off for on, off in each))
            yield _figure(f"postgres behind a second wall: {case['says']}", each)
    finally:
        walled.close()
        plain.close()
    mean = math.exp(statistics.fmean(map(math.log, medians)))
    what = "postgres: run time behind a second wall over without, geometric mean of the twelve"
    yield Figure(what, mean, max(medians), "x", len(medians), "p95 column: the worst of them")


def _with_and_without(
    walled: PostgresServer, plain: PostgresServer, ours: CheckedStatement, rights: Rights
) -> Iterator[tuple[float, float]]:
    warrant = Warrant(ours.sha256, ours.entitlement, rights)
    for _ in range(ROUNDS["postgres"]):
        begun = time.perf_counter()
        walled.fetch(ours.text, ours.parameters, ROOMY, warrant)
        between = time.perf_counter()
        plain.fetch(ours.text, ours.parameters, ROOMY)
        yield between - begun, time.perf_counter() - between


def served_from(file: Path, places: Places) -> PostgresAddress:
    found = read_address(address_of(file, Warehouse.POSTGRES, places))
    assert isinstance(found, PostgresAddress)
    return found


def compared(engine: Engine) -> Iterator[Figure]:
    medians = []
    for name, case in read_yaml(TWELVE / "queries.yaml").items():
        asked = larkfield_as(case.get("asker", "elena.exec"))
        ours = asked.checked(case["query"], engine.dialect)
        each = list(_rounds(engine, ours, (TWELVE / f"{name}.sql").read_text()))
        medians.append(statistics.median(mine / by_hand for mine, by_hand in each))
        yield _figure(f"{engine.dialect}: {case['says']}", each)
    mean = math.exp(statistics.fmean(map(math.log, medians)))
    what = f"{engine.dialect}: run time over SQL by hand, geometric mean of the twelve"
    yield Figure(what, mean, max(medians), "x", len(medians), "p95 column: the worst of them")


def _rounds(engine: Engine, ours: CheckedStatement, by_hand: str) -> Iterator[tuple[float, float]]:
    """Seconds of ours and of the one by hand, in turn, so that a slower machine slows both."""
    assert_alike(_fetched(engine, ours.text, *ours.parameters), _fetched(engine, by_hand))
    for _ in range(ROUNDS[engine.dialect]):
        begun = time.perf_counter()
        engine.fetch(ours.text, ours.parameters, ROOMY)
        between = time.perf_counter()
        engine.fetch(by_hand, (), ROOMY)
        yield between - begun, time.perf_counter() - between


def _figure(what: str, each: list[tuple[float, float]]) -> Figure:
    mine, by_hand = (1_000 * statistics.median(side) for side in zip(*each, strict=True))
    shares = [one / other for one, other in each]
    note = f"{mine:.1f} ms against {by_hand:.1f} ms"
    return Figure(what, statistics.median(shares), p95(shares), "x", len(each), note)


def _fetched(engine: Engine, text: str, *parameters: Any) -> Rows:
    table = engine.fetch(text, parameters, ROOMY).table
    return [tuple(row.values()) for row in table.to_pylist()]


def assert_alike(ours: Rows, by_hand: Rows) -> None:
    same = len(ours) == len(by_hand) and all(
        all(map(_same_cell, mine, other)) for mine, other in zip(ours, by_hand, strict=True)
    )
    if not same:
        raise AssertionError(f"Not the same rows: {ours[:3]} and {by_hand[:3]}.")


def _same_cell(mine: object, other: object) -> bool:
    if isinstance(mine, (str, type(None))) or not hasattr(mine, "__float__"):
        return mine == other
    return math.isclose(float(mine), float(str(other)), rel_tol=1e-9)
