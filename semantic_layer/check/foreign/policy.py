"""SqlPolicy: what SQL of somebody's own may read, in the words of the warehouse's tables."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 100_000  # what an export may hold


@dataclass(frozen=True, slots=True)
class GovernedTable:
    """One table as a statement may read it.

    `name` is what a statement calls it and `table` what the warehouse does ("dw.sales"). `columns`
    are those that may be read, in the order in which a star gives them; the others do not exist.
    `rows` is a condition in PostgreSQL's SQL over all of the table's own columns, each qualified by
    `name`; without one, every row may be read.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    rows: str = ""


@dataclass(frozen=True, slots=True)
class SqlPolicy:
    """All that one person's own SQL may read, and how much of it at once.

    `schema` may qualify a table in a statement; no other may. `entitlement` is the fingerprint of
    whose policy this is: the gate runs a statement for nobody else. `longest` counts characters,
    `deepest` brackets inside each other, `most_rows` the rows of a result.
    """

    schema: str
    tables: tuple[GovernedTable, ...]
    entitlement: str
    longest: int = 20_000
    deepest: int = 60
    most_rows: int = MOST_ROWS

    def table(self, name: str) -> GovernedTable | None:
        """The governed table of that name, in any case: no engine may take one for another."""
        return next((each for each in self.tables if each.name == name.lower()), None)
