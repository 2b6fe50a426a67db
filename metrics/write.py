"""How are the wanted rows brought into ValueEntry, touching only what differs?

They are copied into a temporary table first, and then PostgreSQL compares: a million rows need
no memory here, and a row that stays the same is not written. Staging stands outside the build's
transaction, for reading members writes to the audit record, and nobody's answer may have to wait
for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from metrics.values import ValueRow

ROWS_AT_ONCE = 5000
STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS metrics_stage (
    dimension text, value text, text text, word boolean, compact text, bag text, words text[],
    scope jsonb, digest text
);
TRUNCATE metrics_stage;
"""
COPY = """
COPY metrics_stage (dimension, value, text, word, compact, bag, words, scope, digest) FROM STDIN
"""
SAME = "s.dimension = v.dimension AND s.value = v.value AND s.text = v.text"
REMOVE = f"""
DELETE FROM metrics_valueentry v WHERE NOT EXISTS (SELECT FROM metrics_stage s WHERE {SAME})
"""  # noqa: S608 (constants)
CHANGE = f"""
UPDATE metrics_valueentry v
SET word = s.word, compact = s.compact, bag = s.bag, words = s.words,
    scope = s.scope, digest = s.digest
FROM metrics_stage s WHERE {SAME} AND s.digest <> v.digest
"""  # noqa: S608
ADD = f"""
INSERT INTO metrics_valueentry
    (dimension, value, text, word, compact, bag, words, scope, digest)
SELECT DISTINCT ON (s.dimension, s.value, s.text)
    s.dimension, s.value, s.text, s.word, s.compact, s.bag, s.words, s.scope, s.digest
FROM metrics_stage s
WHERE NOT EXISTS (SELECT FROM metrics_valueentry v WHERE {SAME})
ORDER BY s.dimension, s.value, s.text
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Counts:
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def written(self) -> int:
        return self.added + self.changed + self.removed

    def __str__(self) -> str:
        return (
            f"{self.added} added, {self.changed} changed, {self.removed} removed,"
            f" {self.unchanged} unchanged"
        )


@contextmanager
def stage() -> Iterator[None]:
    """A temporary table for the wanted rows, empty, as long as the block lasts."""
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        yield
        cursor.execute("DROP TABLE metrics_stage")


def stage_rows(dimension: str, rows: Iterable[ValueRow]) -> None:
    """Copy the rows in.

    They are drawn while nothing is being copied, so that drawing them may use the connection too.
    """
    drawn = iter(rows)
    while batch := list(islice(drawn, ROWS_AT_ONCE)):
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for row in batch:
                copy.write_row((dimension, *_columns(row)))


def _columns(row: ValueRow) -> tuple[object, ...]:
    return (
        row.value,
        row.text,
        row.word,
        row.compact,
        row.bag,
        row.words,
        row.scope,
        row.digest,
    )


def write_staged() -> Counts:
    """Make ValueEntry what is staged. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE metrics_stage")
        written = []
        for statement in (REMOVE, CHANGE, ADD):
            cursor.execute(statement)
            written.append(cursor.rowcount)
        cursor.execute("SELECT count(*) FROM metrics_valueentry")
        (total,) = cursor.fetchone()
    removed, changed, added = written
    return Counts(added, changed, removed, total - added - changed)
