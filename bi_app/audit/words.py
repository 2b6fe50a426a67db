"""Which words of a person does the record hold, and how are they erased from beside it?"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now

from bi_app.audit.models import Words

HELD = """
    SELECT count(*) FROM audit_words JOIN audit_entry ON seq = entry_id
     WHERE person_id = %s AND erased IS NULL AND audit_held(seq, seq)
"""
HELD_OF = f"{HELD} AND asking = ANY(%s)"


def words_of(person_id: int) -> int:
    return _words(person_id).count()


def held_words_of(person_id: int) -> int:
    """How many of them a legal hold covers; the database refuses to erase those."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [person_id])
        (held,) = cursor.fetchone()
    return int(held)


def held_of(person_id: int, askings: Iterable[str]) -> bool:
    """Whether a legal hold covers one of these questions of theirs."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_OF, [person_id, list(askings)])
        (held,) = cursor.fetchone()
    return bool(held)


def erase_words(person_id: int) -> int:
    """The salt goes with them, so that nobody can try words against the commitment that stays."""
    return _words(person_id).update(body="", salt="", erased=Now())


def _words(person_id: int) -> QuerySet[Words]:
    return Words.objects.filter(entry__person_id=person_id, erased=None)
