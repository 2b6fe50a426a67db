"""Where do questions and answers hold what their asker typed, and how is it emptied?"""

from django.db.models import Q, QuerySet

from bi_app.asking.models import AnswerRecord, Question

EMPTY: dict[str, object] = {
    "metric_query": None,
    "choices": [],
    "told": "",
    "interpretation": "",
    "assumed": [],
    "chosen": [],
    "words": [],
    "changes": [],
}
QUOTES = Q(metric_query__isnull=False) | ~Q(choices=[]) | ~Q(told="") | ~Q(interpretation="")
QUOTES |= ~Q(assumed=[]) | ~Q(chosen=[]) | ~Q(words=[]) | ~Q(changes=[])


def questions_of(person_id: int) -> int:
    return _questions(person_id).count()


def erase_questions(person_id: int) -> int:
    return _questions(person_id).update(text="")


def answers_of(person_id: int) -> int:
    return _answers(person_id).count()


def erase_answers(person_id: int) -> int:
    """What quotes the question goes too: the query, its reading, what was offered and told."""
    return _answers(person_id).update(**EMPTY)


def _questions(person_id: int) -> QuerySet[Question]:
    return Question.objects.filter(asker_id=person_id).exclude(text="")


def _answers(person_id: int) -> QuerySet[AnswerRecord]:
    return AnswerRecord.objects.filter(QUOTES, question__asker_id=person_id)
