"""What stands on one table: row-level security, the columns of each role, its rows.

Run by whoever owns the table: the script for the tables of the model, the builder for a rollup that
it has just filled.
"""

from collections.abc import Iterable, Iterator

from psycopg import sql

from bi_app.warehouse.wall.groups import Group
from bi_app.warehouse.wall.predicates import predicate
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.rollups import SCHEMA

OTHERS = "aisle_others"  # owners, whom FORCE binds too, and whoever else goes on as before

Statement = sql.Composed


def tables_of(index: ModelIndex) -> dict[str, tuple[str, ...]]:
    """The model's tables as it writes them, each with the datasets that read it; no rollups."""
    found: dict[str, tuple[str, ...]] = {}
    for name, dataset in index.datasets.items():
        found[dataset.table] = (*found.get(dataset.table, ()), name)
    return found


def closed(table: sql.Identifier) -> Iterator[Statement]:
    """Nobody reads it without a policy, its owner neither; who loads it keeps what was granted."""
    yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table)
    yield sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table)
    yield sql.SQL("CREATE POLICY {others} ON {} TO {others} USING (true) WITH CHECK (true)").format(
        table, others=sql.Identifier(OTHERS)
    )


def opened(
    table: sql.Identifier,
    datasets: Iterable[str],
    groups: Iterable[Group],
    index: ModelIndex,
    schema: str,
) -> Iterator[Statement]:
    """To each role the columns and rows that its people may see, by any of the datasets."""
    for group in groups:
        own = [name for name in datasets if name in group.columns]
        columns = sorted(frozenset[str]().union(*(group.columns[name] for name in own)))
        if not columns:
            continue
        names = {"table": table, "group": sql.Identifier(group.name)}
        listed = sql.SQL(", ").join(map(sql.Identifier, columns))
        yield sql.SQL("GRANT SELECT ({}) ON {table} TO {group}").format(listed, **names)
        rows = sql.SQL("\n      OR ").join(_rows(name, group, index, schema) for name in own)
        yield sql.SQL(
            "CREATE POLICY {group} ON {table} FOR SELECT TO {group}\n  USING ({})"
        ).format(rows, **names)


def around_a_rollup(
    name: str, table: sql.Identifier, groups: Iterable[Group], index: ModelIndex
) -> Iterator[Statement]:
    """What its builder puts on a rollup's new table before anybody reads it."""
    yield from closed(table)
    yield from opened(table, (name,), groups, index, SCHEMA)


def _rows(dataset: str, group: Group, index: ModelIndex, schema: str) -> sql.Composable:
    sealed = sql.SQL("(SELECT aisle_wall.holds({}))").format(sql.Literal(group.name))
    rules = (
        sql.SQL(
            predicate(rule, dataset, index, group.name, schema)
        )  # of names that are the model's
        for rule in group.rules.get(dataset, ())
    )
    return sql.SQL("\n    AND ").join([sealed, *rules])
