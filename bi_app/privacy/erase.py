"""What is left of what a person typed, and how is it erased everywhere at once?

Each place that keeps words of people has one line in PLACES. What is erased is the words and all
that quotes them; that something was asked, when, by whom and how it ended stays on record.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from redis.exceptions import RedisError

from bi_app import sealed
from bi_app.asking.erase import (
    answers_of,
    erase_answers,
    erase_questions,
    erase_titles,
    questions_of,
    titles_of,
)
from bi_app.asking.recall import KIND as PLANS
from bi_app.audit.record import AuditEntry, append
from bi_app.audit.verify import ERASED
from bi_app.audit.words import erase_words, held_words_of, words_of
from bi_app.boards.erase import boards_of, erase_boards, erase_notes, notes_of
from bi_app.costs.erase import erase_reasons, reasons_of
from bi_app.learning.erase import (
    choices_of,
    erase_choices,
    erase_lessons,
    erase_proposals,
    lessons_of,
    proposals_of,
)
from semantic_layer.errors import AisleError


class NotErased(AisleError):
    """Nothing was erased; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: how many rows of a person have some, and what empties them."""

    name: str
    count: Callable[[int], int]
    erase: Callable[[int], int]


PLACES = (
    Place("questions", questions_of, erase_questions),
    Place("answers", answers_of, erase_answers),
    Place("titles of conversations", titles_of, erase_titles),
    Place("words of the record", words_of, erase_words),
    Place("reasons for more budget", reasons_of, erase_reasons),
    Place("remembered choices", choices_of, erase_choices),
    Place("questions to verify", proposals_of, erase_proposals),
    Place("lessons", lessons_of, erase_lessons),
    Place("boards", boards_of, erase_boards),
    Place("notes on days", notes_of, erase_notes),
)


def what_is_left(person_id: int) -> dict[str, int]:
    """How many rows hold words of the person, by place."""
    return {place.name: place.count(person_id) for place in PLACES}


@transaction.atomic
def erase(person_id: int, by: str) -> dict[str, int]:
    """Erase them all, or nothing; gives how many there were, by place. Raises NotErased.

    Remembered plans are forgotten whoever asked first: their keys do not tell.
    """
    held = held_words_of(person_id)
    if held:
        raise NotErased(
            f"A legal hold covers {held} of this person's questions: nothing was erased. "
            "`manage.py audit holds` lists the holds."
        )
    erased = {place.name: place.erase(person_id) for place in PLACES}
    detail = {"person": person_id, "erased": erased}
    append(AuditEntry(actor=by, action=ERASED, outcome="done", detail=detail))
    try:
        return {**erased, "remembered plans": sealed.forget(PLANS)}
    except RedisError as error:
        raise NotErased(
            "Redis does not answer, so what it remembers cannot be erased: nothing was erased. "
            "Try again once it does."
        ) from error
