"""Random small warehouses under random policies, and the same with only what may be seen.

What a policy hides has a text in `v` that is no number: whoever computes over a hidden row fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

FULL, HELD = "dw", "held"
KINDS = {
    "id": "INT",
    "k": "INT",
    "n": "INT",
    "d": "DECIMAL(8, 2)",
    "s": "VARCHAR(20)",
    "v": "VARCHAR(20)",
    "u": "DATE",
}
MAY_BE_DENIED = ("id", "n", "d", "s", "u")
Rows = Sequence[Sequence[Any]]
Run = Callable[[str], Rows]


@dataclass(frozen=True)
class Table:
    name: str
    rows: tuple[tuple[Any, ...], ...]
    denied: frozenset[str]
    filter: str

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for column in KINDS if column not in self.denied)


@dataclass(frozen=True)
class World:
    tables: tuple[Table, ...]

    @property
    def profile(self) -> str:
        return json.dumps(
            {
                "schema": FULL,
                "tables": {table.name: list(KINDS) for table in self.tables},
                "denied_columns": {each.name: sorted(each.denied) for each in self.tables},
                "row_filters": {each.name: each.filter for each in self.tables if each.filter},
            }
        )

    def build(self, run: Run) -> None:
        """The schemas of all that there is, and of what may be seen."""
        for schema in (FULL, HELD):
            run(f"CREATE SCHEMA {schema}")
        for table in self.tables:
            shape = ", ".join(f"{name} {kind}" for name, kind in KINDS.items())
            run(f"CREATE TABLE {FULL}.{table.name} ({shape})")
            if table.rows:
                rows = ", ".join(f"({', '.join(map(_literal, row))})" for row in table.rows)
                run(f"INSERT INTO {FULL}.{table.name} VALUES {rows}")
        for table in self.tables:
            seen, where = ", ".join(table.columns), table.filter or "true"
            held = f"SELECT {seen}, id AS _ FROM {FULL}.{table.name} WHERE {where}"
            run(f"CREATE TABLE {HELD}.{table.name} AS {held}")
        for table in self.tables:
            run(
                f"UPDATE {FULL}.{table.name} SET v = 'secret' || id"
                f" WHERE id NOT IN (SELECT _ FROM {HELD}.{table.name})"
            )
            run(f"ALTER TABLE {HELD}.{table.name} DROP COLUMN _")


def _literal(value: Any) -> str:
    return "NULL" if value is None else repr(value)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = [f"t{number}" for number in range(draw(st.integers(1, 3)))]
    return World(tuple(draw(_tables(name, names)) for name in names))


@st.composite
def _tables(draw: st.DrawFn, name: str, names: list[str]) -> Table:
    count = draw(st.integers(6, 14))
    rows = tuple((number, *draw(ROW)) for number in range(count))
    denied = frozenset(draw(st.lists(st.sampled_from(MAY_BE_DENIED), max_size=2)))
    return Table(name, rows, denied, draw(_filters(names)))


ROW = st.tuples(
    st.integers(0, 4),
    st.one_of(st.none(), st.integers(-3, 6)),
    st.integers(-300, 900).map(lambda cents: cents / 100),
    st.sampled_from(("a", "b", "c", "it''s", "%")).map(lambda text: text.replace("''", " ")),
    st.integers(0, 50).map(str),
    st.integers(1, 28).map(lambda day: f"2026-02-{day:02}"),
)


def _filters(names: list[str]) -> st.SearchStrategy[str]:
    """Most hide about half; a few hide nothing."""
    k = st.integers(0, 1)
    return st.one_of(
        k.map(lambda k: f"k <= {k}"),
        k.map(lambda k: f"NOT (k IN ({k}, 3))"),
        st.sampled_from(("a", "b", "c")).map(lambda s: f"s = '{s}'"),
        st.sampled_from(("a", "b", "c")).map(lambda s: f"s <> '{s}' AND n > 0"),
        st.tuples(k, k).map(lambda ks: f"k = {ks[0]} OR n > {ks[1] + 2}"),
        st.integers(8, 22).map(lambda day: f"u >= CAST('2026-02-{day:02}' AS DATE)"),
        st.tuples(st.sampled_from(names), st.sampled_from("abc")).map(
            lambda each: f"k IN (SELECT k FROM {FULL}.{each[0]} WHERE s = '{each[1]}')"
        ),
        st.just(""),
    )
