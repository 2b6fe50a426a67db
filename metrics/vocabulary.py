"""Which words do members' texts have? Misspellings are mended by it, rare words found by it."""

from __future__ import annotations

from django.db import connection

from metrics.texts import misspelling_keys, stem_of

COUNT = """
CREATE TEMPORARY TABLE metrics_counted ON COMMIT DROP AS
SELECT each.word COLLATE "C" AS word, count(*) AS texts
FROM metrics_valueentry, unnest(words) AS each (word) GROUP BY 1
"""
FORGET = """
DELETE FROM metrics_valueword w
WHERE NOT EXISTS (SELECT FROM metrics_counted c WHERE c.word = w.word)
"""
FORGET_SPELLINGS = """
DELETE FROM metrics_valuespelling s
WHERE NOT EXISTS (SELECT FROM metrics_counted c WHERE c.word = s.word)
"""
RECOUNT = """
UPDATE metrics_valueword w SET texts = c.texts
FROM metrics_counted c WHERE c.word = w.word AND c.texts <> w.texts
"""
NEW = """
SELECT c.word, c.texts FROM metrics_counted c
WHERE NOT EXISTS (SELECT FROM metrics_valueword w WHERE w.word = c.word) ORDER BY c.word
"""
COMMON = 200  # texts with a word, from which on its scopes are kept beside it
FORGET_COMMON = "DELETE FROM metrics_commonword"
NEW_COMMON = f"""
INSERT INTO metrics_commonword (word, dimension, scope)
SELECT DISTINCT w.word, v.dimension, v.scope
FROM metrics_valueentry v, unnest(v.words) AS each (word)
JOIN metrics_valueword w ON w.word = each.word COLLATE "C" WHERE w.texts > {COMMON}
"""  # noqa: S608 (a constant)
COPY = "COPY metrics_valueword (word, stem, texts) FROM STDIN"
COPY_SPELLINGS = "COPY metrics_valuespelling (key, word) FROM STDIN"


def renew_vocabulary() -> None:
    """Make the vocabulary that of ValueEntry. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        cursor.execute("ANALYZE metrics_counted")
        for statement in (FORGET, FORGET_SPELLINGS, RECOUNT, NEW):
            cursor.execute(statement)
        new = cursor.fetchall()
        with cursor.copy(COPY) as copy:
            for word, texts in new:
                copy.write_row((word, stem_of(word), texts))
        with cursor.copy(COPY_SPELLINGS) as copy:
            for word, _ in new:
                for key in misspelling_keys(word):
                    copy.write_row((key, word))
        for statement in ("DROP TABLE metrics_counted", FORGET_COMMON, NEW_COMMON):
            cursor.execute(statement)
