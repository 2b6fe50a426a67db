"""Random SELECTs over a world: joins, steps, subqueries, set operations, aggregates, windows.

Each means one thing on every engine: what is cut off is ordered by everything first. Tables are
written with "{dw}" where their schema stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from tests.semantic_layer.check.foreign.worlds import World

NUMBERS, TEXTS, DAYS = ("id", "k", "n", "d"), ("s", "v"), ("u",)
Columns = Mapping[str, str]  # a column's name, and what it is: "number", "text" or "day"
KIND_OF = dict.fromkeys(NUMBERS, "number") | dict.fromkeys(TEXTS, "text") | {"u": "day"}


@dataclass(frozen=True)
class Scope:
    """What a select may read: tables and steps; `depth` is how far it may still nest."""

    tables: Mapping[str, Columns]
    steps: Mapping[str, Columns] = field(default_factory=dict)
    depth: int = 2


@dataclass(frozen=True)
class Read:
    """What stands after FROM: its text, and the columns of each name there."""

    text: str
    columns: Mapping[str, Columns]

    def of(self, kind: str) -> list[str]:
        return [
            f"{source}.{name}"
            for source, columns in self.columns.items()
            for name, each in columns.items()
            if each == kind
        ]


def selects(world: World) -> st.SearchStrategy[str]:
    tables = {
        table.name: {column: KIND_OF[column] for column in table.columns} for table in world.tables
    }
    return statements(Scope(tables)).map(lambda given: given[0])


@st.composite
def statements(draw: st.DrawFn, scope: Scope) -> tuple[str, Columns]:
    """A query with steps before it, or an order and a limit after it, or neither."""
    names = [f"c{number}" for number in range(draw(st.sampled_from((0, 0, 0, 1, 2))))]
    steps = []
    for name in names:
        text, columns = draw(queries(replace(scope, depth=1)))
        steps.append(f"{name} AS ({text})")
        scope = replace(scope, steps={**scope.steps, name: columns})
    text, columns = draw(queries(scope))
    before = f"WITH {', '.join(steps)} " if steps else ""
    if draw(st.integers(0, 3)) == 0:
        order = ", ".join(str(number + 1) for number in range(len(columns)))
        text = f"{text} ORDER BY {order} LIMIT {draw(st.integers(1, 8))}"
    return before + text, columns


@st.composite
def queries(draw: st.DrawFn, scope: Scope) -> tuple[str, Columns]:
    kinds = [plain, plain, grouped, grouped, windowed]
    if scope.depth > 0:
        kinds.append(both)
    query: tuple[str, Columns] = draw(draw(st.sampled_from(kinds))(scope))
    return query


@st.composite
def plain(draw: st.DrawFn, scope: Scope) -> tuple[str, Columns]:
    read = draw(reads(scope))
    where = draw(conditions(read, scope))
    if len(read.columns) == 1 and draw(st.booleans()):
        return f"SELECT * FROM {read.text}{where}", next(iter(read.columns.values()))
    chosen = draw(st.lists(values(read, scope), min_size=1, max_size=3))
    return _select(chosen, read, where, draw(st.sampled_from(("", "", "DISTINCT "))))


@st.composite
def grouped(draw: st.DrawFn, scope: Scope) -> tuple[str, Columns]:
    read = draw(reads(scope))
    where = draw(conditions(read, scope))
    keys = draw(st.lists(columns_of(read), max_size=2, unique_by=lambda each: each[0]))
    sums = draw(st.lists(aggregates(read), min_size=1, max_size=3))
    text, columns = _select([*keys, *sums], read, where)
    if keys:
        text += " GROUP BY " + ", ".join(name for name, _ in keys)
    if draw(st.integers(0, 3)) == 0:
        text += f" HAVING COUNT(*) > {draw(st.integers(0, 2))}"
    return text, columns


@st.composite
def windowed(draw: st.DrawFn, scope: Scope) -> tuple[str, Columns]:
    """Windows whose rows need no order among equals."""
    read = draw(reads(scope))
    by, order = draw(columns_of(read))[0], draw(columns_of(read))[0]
    over = draw(
        st.sampled_from(
            (
                f"RANK() OVER (PARTITION BY {by} ORDER BY {order})",
                f"DENSE_RANK() OVER (ORDER BY {order} DESC)",
                f"COUNT(*) OVER (PARTITION BY {by})",
                f"COUNT({order}) OVER (PARTITION BY {by})",
                f"COUNT(*) OVER (ORDER BY {order})",
            )
        )
    )
    chosen = [(over, "number"), draw(columns_of(read))]
    return _select(chosen, read, draw(conditions(read, scope)))


@st.composite
def both(draw: st.DrawFn, scope: Scope) -> tuple[str, Columns]:
    """Two selects put together, each of one column of the same kind."""
    inner = replace(scope, depth=scope.depth - 1)
    kind = draw(st.sampled_from(("number", "text")))
    sides = []
    for _ in range(2):
        read = draw(reads(inner).filter(lambda each: each.of(kind)))
        column = draw(st.sampled_from(read.of(kind)))
        sides.append(f"SELECT {column} AS x0 FROM {read.text}{draw(conditions(read, inner))}")
    how = draw(st.sampled_from(("UNION ALL", "UNION", "EXCEPT", "INTERSECT")))
    return f" {how} ".join(sides), {"x0": kind}


@st.composite
def reads(draw: st.DrawFn, scope: Scope) -> Read:
    """One thing, or two of them joined."""
    first = draw(sources(scope, "a"))
    if draw(st.integers(0, 2)) > 0:
        return first
    second = draw(sources(replace(scope, depth=0), "b"))
    columns = {**first.columns, **second.columns}
    left, right = first.of("number"), second.of("number")
    if not left or not right:
        return Read(f"{first.text} CROSS JOIN {second.text}", columns)
    on = f"{draw(st.sampled_from(left))} = {draw(st.sampled_from(right))}"
    join = draw(st.sampled_from(("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")))
    return Read(f"{first.text} {join} {second.text} ON {on}", columns)


@st.composite
def sources(draw: st.DrawFn, scope: Scope, alias: str) -> Read:
    if scope.depth > 0 and draw(st.integers(0, 3)) == 0:
        text, columns = draw(queries(replace(scope, depth=scope.depth - 1)))
        return Read(f"({text}) AS {alias}", {alias: columns})
    name = draw(st.sampled_from([*scope.tables, *scope.steps]))
    columns = scope.tables.get(name) or scope.steps[name]
    schema = draw(st.sampled_from(("", "{dw}."))) if name in scope.tables else ""
    return Read(f"{schema}{name} AS {alias}", {alias: columns})


@st.composite
def conditions(draw: st.DrawFn, read: Read, scope: Scope) -> str:
    count = draw(st.sampled_from((0, 0, 1, 1, 2)))
    chosen = [draw(_condition(read, scope)) for _ in range(count)]
    how = draw(st.sampled_from((" AND ", " OR ")))
    return f" WHERE {how.join(chosen)}" if chosen else ""


def _condition(read: Read, scope: Scope) -> st.SearchStrategy[str]:
    kinds: list[st.SearchStrategy[str]] = []
    small = st.integers(-1, 5)
    if read.of("number"):
        number = st.sampled_from(read.of("number"))
        kinds += [
            st.tuples(number, st.sampled_from(("<", ">=", "<>")), small).map(
                lambda each: f"{each[0]} {each[1]} {each[2]}"
            ),
            number.map(lambda column: f"{column} IS NOT NULL"),
            st.tuples(number, small).map(lambda each: f"{each[0]} BETWEEN {each[1]} AND 9"),
        ]
    texts = read.of("text")
    if texts:
        kinds.append(st.sampled_from(texts).map(lambda column: f"{column} NOT LIKE 'a%'"))
        kinds.append(st.sampled_from(texts).map(lambda column: f"{column} NOT IN ('b', 'c')"))
    casts = [column for column in texts if column.endswith(".v")]
    if casts:
        kinds.append(st.sampled_from(casts).map(lambda column: f"CAST({column} AS INT) >= 7"))
    if read.of("day"):
        day = st.sampled_from(read.of("day"))
        kinds.append(day.map(lambda column: f"{column} < DATE '2026-02-15'"))
    if scope.depth > 0 and read.of("number"):
        kinds.append(_with_a_query(read, scope))
    return st.one_of(kinds) if kinds else st.just("1 = 1")


@st.composite
def _with_a_query(draw: st.DrawFn, read: Read, scope: Scope) -> str:
    table = draw(st.sampled_from([*scope.tables]))
    outer = draw(st.sampled_from(read.of("number")))
    inner = draw(st.sampled_from([name for name in scope.tables[table] if name in NUMBERS]))
    return draw(
        st.sampled_from(
            (
                f"{outer} IN (SELECT {inner} FROM {{dw}}.{table})",
                f"EXISTS (SELECT 1 FROM {table} AS e WHERE e.{inner} = {outer})",
                f"NOT EXISTS (SELECT * FROM {table} AS e WHERE e.{inner} = {outer})",
                f"{outer} > (SELECT MIN({inner}) FROM {table})",
            )
        )
    )


def columns_of(read: Read) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(
        [(name, kind) for kind in ("number", "text", "day") for name in read.of(kind)]
    )


def values(read: Read, scope: Scope) -> st.SearchStrategy[tuple[str, str]]:
    kinds = [columns_of(read)]
    if read.of("number"):
        number = st.sampled_from(read.of("number"))
        kinds.append(number.map(lambda column: (f"COALESCE({column}, 0) + 1", "number")))
        kinds.append(
            number.map(lambda column: (f"CASE WHEN {column} > 2 THEN 'm' ELSE 'f' END", "text"))
        )
    if read.of("text"):
        kinds.append(st.sampled_from(read.of("text")).map(lambda text: (f"UPPER({text})", "text")))
    casts = [column for column in read.of("text") if column.endswith(".v")]
    if casts:
        kinds.append(st.sampled_from(casts).map(lambda text: (f"CAST({text} AS INT)", "number")))
    if scope.depth > 0:
        count = st.sampled_from([*scope.tables]).map(
            lambda table: (f"(SELECT COUNT(*) FROM {table})", "number")
        )
        kinds.append(count)
    return st.one_of(kinds)


def aggregates(read: Read) -> st.SearchStrategy[tuple[str, str]]:
    kinds = [st.just(("COUNT(*)", "number"))]
    if read.of("number"):
        number = st.sampled_from(read.of("number"))
        for function in ("SUM({})", "COUNT(DISTINCT {})", "MIN({})", "MAX({})"):
            kinds.append(number.map(lambda column, f=function: (f.format(column), "number")))
        kinds.append(number.map(lambda column: (f"COUNT(*) FILTER (WHERE {column} > 1)", "number")))
    if read.of("text"):
        kinds.append(st.sampled_from(read.of("text")).map(lambda text: (f"MAX({text})", "text")))
    return st.one_of(kinds)


def _select(
    chosen: list[tuple[str, str]], read: Read, where: str, how: str = ""
) -> tuple[str, Columns]:
    names = {f"x{number}": value for number, value in enumerate(chosen)}
    shown = ", ".join(f"{text} AS {name}" for name, (text, _) in names.items())
    return f"SELECT {how}{shown} FROM {read.text}{where}", {
        name: kind for name, (_, kind) in names.items()
    }
