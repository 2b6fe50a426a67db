"""Where in all that is kept does a word stand: which table, key of Redis, or exported record?"""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from redis import Redis

from bi_app.audit.export import lines
from bi_app.databases import redis_address

TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""


def places_of(word: str) -> list[str]:
    """Each place that holds the word, whatever its case."""
    return [*_tables(word), *_cached(word), *_exported(word)]


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [name for (name,) in cursor.fetchall()]


def _tables(word: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                f"SELECT count(*) FROM {table} each WHERE strpos(lower(each::text), lower(%s)) > 0",
                [word],
            )
            if cursor.fetchone()[0]:
                yield table


def _cached(word: str) -> Iterator[str]:
    for number in (settings.REDIS_CACHE, settings.REDIS_QUEUES):
        redis = Redis.from_url(redis_address(settings.REDIS_URL, number))
        for key in redis.scan_iter("*"):
            kept = redis.dump(key) + (redis.get(key) if redis.type(key) == b"string" else b"")
            if word.lower().encode() in (key + kept).lower():
                yield f"redis {key.decode()[:40]}"
        redis.close()


def _exported(word: str) -> Iterator[str]:
    if any(word.lower() in line.lower() for line in lines()):
        yield "the exported record"
