"""How are a dimension's wanted rows brought into ValueEntry, touching only what differs?

The wanted rows are copied into a temporary table, and PostgreSQL compares: a million rows need
no memory here, and a row that stays the same is not written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from metrics.values import ValueRow

STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS metrics_stage (
    value text, text text, word boolean, compact text, bag text, words text[],
    scope jsonb, digest text
) ON COMMIT DROP;
TRUNCATE metrics_stage;
"""
COPY = """
COPY metrics_stage (value, text, word, compact, bag, words, scope, digest) FROM STDIN
"""
REMOVE = """
DELETE FROM metrics_valueentry v WHERE v.dimension = %s AND NOT EXISTS (
    SELECT FROM metrics_stage s WHERE s.value = v.value AND s.text = v.text)
"""
CHANGE = """
UPDATE metrics_valueentry v
SET word = s.word, compact = s.compact, bag = s.bag, words = s.words,
    scope = s.scope, digest = s.digest
FROM metrics_stage s
WHERE v.dimension = %s AND s.value = v.value AND s.text = v.text AND s.digest <> v.digest
"""
ADD = """
INSERT INTO metrics_valueentry
    (dimension, value, text, word, compact, bag, words, scope, digest)
SELECT DISTINCT ON (s.value, s.text)
    %s, s.value, s.text, s.word, s.compact, s.bag, s.words, s.scope, s.digest
FROM metrics_stage s
WHERE NOT EXISTS (SELECT FROM metrics_valueentry v
    WHERE v.dimension = %s AND s.value = v.value AND s.text = v.text)
ORDER BY s.value, s.text
"""


@dataclass(frozen=True, slots=True)
class Counts:
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )

    @property
    def written(self) -> int:
        return self.added + self.changed + self.removed

    def __str__(self) -> str:
        return (
            f"{self.added} added, {self.changed} changed, {self.removed} removed,"
            f" {self.unchanged} unchanged"
        )


def write_values(dimension: str, rows: Iterable[ValueRow]) -> Counts:
    """Make the dimension's rows those wanted. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            for row in rows:
                copy.write_row(
                    (
                        row.value,
                        row.text,
                        row.word,
                        row.compact,
                        row.bag,
                        row.words,
                        row.scope,
                        row.digest,
                    )
                )
        cursor.execute("ANALYZE metrics_stage")
        cursor.execute(REMOVE, [dimension])
        removed = cursor.rowcount
        cursor.execute(CHANGE, [dimension])
        changed = cursor.rowcount
        cursor.execute(ADD, [dimension, dimension])
        added = cursor.rowcount
        cursor.execute("SELECT count(*) FROM metrics_valueentry WHERE dimension = %s", [dimension])
        (total,) = cursor.fetchone()
    return Counts(added, changed, removed, total - added - changed)
