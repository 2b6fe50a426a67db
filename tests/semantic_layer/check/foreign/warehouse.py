"""A small warehouse under a policy, three times over, on engines that really run.

`full` holds all rows, `permitted` only those that the policy lets through and no column that it
does not declare, and `scrambled` is the full one with other values in the hidden columns. A
statement is contained where its outcome is the same on the three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import psycopg

from semantic_layer.check import SqlPolicy, read_profile
from tests import postgres_warehouses
from tests.corpora import CORPORA

POLICY_TEXT = (CORPORA / "security" / "policy.json").read_text()
STATES = ("full", "permitted", "scrambled")
HIDDEN = "secret"  # in every value that the policy hides, and nowhere else
NORTH = range(1, 5)
DATABASE_ERRORS = (duckdb.Error, psycopg.Error)


def policy() -> SqlPolicy:
    return read_profile(POLICY_TEXT)


@dataclass(frozen=True)
class Outcome:
    """Rows in any order, or the kind of an error; `text` is all that a person might see of it."""

    rows: frozenset[tuple[tuple[Any, ...], int]]
    error: str
    text: str

    def is_like(self, other: Outcome) -> bool:
        return (self.rows, self.error) == (other.rows, other.error)


def outcome_of(sql: str, run: Callable[[str], Sequence[Sequence[Any]]]) -> Outcome:
    try:
        found = run(sql)
    except DATABASE_ERRORS as error:
        return Outcome(frozenset(), type(error).__name__, str(error))
    rows = Counter(tuple(_plain(value) for value in row) for row in found)
    return Outcome(frozenset(rows.items()), "", repr(rows))


class Warehouse:
    """The three states on one engine."""

    def __init__(self, name: str, connections: dict[str, Any]) -> None:
        self.name = name
        self._connections = connections

    def outcome(self, sql: str, state: str) -> Outcome:
        return outcome_of(sql, lambda text: self._connections[state].execute(text).fetchall())

    def outcomes(self, sql: str) -> list[Outcome]:
        return [self.outcome(sql, state) for state in STATES]


def _plain(value: Any) -> Any:
    """As a value that equals itself on every state: averages differ by the order of their sums."""
    if isinstance(value, float):
        return round(value, 6)
    return value if isinstance(value, (int, str, type(None))) else str(value)


@contextmanager
def opened(name: str) -> Iterator[Warehouse]:
    with ExitStack() as stack:
        connections = {}
        for state in STATES:
            connection = _empty(name, state, stack)
            for statement in statements(state):
                connection.execute(statement)
            connections[state] = connection
        yield Warehouse(name, connections)


def _empty(name: str, state: str, stack: ExitStack) -> Any:
    if name == "duckdb":
        return stack.enter_context(duckdb.connect())
    database = stack.enter_context(postgres_warehouses.database(f"foreign_{state}"))
    return stack.enter_context(postgres_warehouses.connect(database))


def statements(state: str) -> Iterator[str]:
    """Rows that the policy hides come first, so that whatever reads them early trips over them."""
    yield "CREATE SCHEMA dw"
    for table, (shape, rows) in tables(state).items():
        yield f"CREATE TABLE dw.{table} ({shape})"
        for row in rows:
            yield f"INSERT INTO dw.{table} VALUES ({', '.join(map(_literal, row))})"
    yield "SET search_path = 'dw'"


def _literal(value: Any) -> str:
    return "NULL" if value is None else repr(value)


def tables(state: str) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """The name of a store in the North is a number: a cast fails on the hidden ones only."""
    stores = list(reversed(NORTH)) if state == "permitted" else list(range(10, 0, -1))
    undeclared = state != "permitted"
    return {
        "stores": (
            "store_id INT, name VARCHAR, region VARCHAR" + ", owner VARCHAR" * undeclared,
            [_store(store, state)[: 3 + undeclared] for store in stores],
        ),
        "products": (
            "product_id INT, name VARCHAR, category VARCHAR, department VARCHAR",
            [
                (each, f"Product {each}", "Snacks" if each % 2 else "Drinks", f"D{each % 3}")
                for each in range(1, 7)
            ],
        ),
        "sales": (
            "sale_id INT, sold_at TIMESTAMP, store_id INT, product_id INT, customer_id INT,"
            " quantity INT, net_amount DECIMAL(12,2), cost_amount DECIMAL(12,2)",
            [_sale(store, each) for store in stores for each in range(1, 13)],
        ),
        "inventory": (
            "snapshot_date DATE, store_id INT, product_id INT, on_hand INT",
            [
                (f"2026-0{month}-28", store, each, (store * each * month) % 5)
                for store in stores
                for each in range(1, 7)
                for month in (1, 2)
            ],
        ),
        "customers": (
            "customer_id INT, email VARCHAR, name VARCHAR, loyalty_tier VARCHAR",
            [_customer(each, state) for each in range(1, 9)],
        ),
        "employees": ("employee_id INT, name VARCHAR", [(1, f"{HIDDEN} boss")]),
    }


def _store(store: int, state: str) -> tuple[Any, ...]:
    owner = f"{HIDDEN} owner {store if state != 'scrambled' else -store}"
    if store in NORTH:
        return (store, str(100 + store), "North", owner)
    return (store, f"{HIDDEN}{store}", f"{HIDDEN} South", owner)


def _sale(store: int, each: int) -> tuple[Any, ...]:
    amount = 10 * each + store if store in NORTH else 77_777
    sold_at = f"2026-{1 + each % 3:02}-{each + 1:02} 10:00:00"
    customer = each % 8 + 1
    return (
        store * 100 + each,
        sold_at,
        store,
        each % 6 + 1,
        customer,
        each % 5,
        amount,
        amount / 2,
    )


def _customer(each: int, state: str) -> tuple[Any, ...]:
    name = f"{HIDDEN} {each if state != 'scrambled' else 100 - each}"
    return (each, f"{name}@example.invalid", name, "gold" if each % 2 else "silver")
