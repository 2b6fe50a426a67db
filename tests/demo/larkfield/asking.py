"""Short ways to ask a warehouse for figures."""

import duckdb


def figures(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, ...]:
    """The one row of a statement, as numbers."""
    row = connection.execute(sql).fetchone()
    assert row is not None
    return tuple(float(value) for value in row)


def figure(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    (value,) = figures(connection, sql)
    return value
