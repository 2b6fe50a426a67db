"""Where do questions and answers hold what their asker typed, and how is it emptied?"""

from uuid import UUID

from django.db.models import Q, QuerySet

from bi_app.asking.models import AnswerRecord, Conversation, Question

EMPTY: dict[str, object] = {
    "metric_query": None,
    "choices": [],
    "told": "",
    "nearest": [],
    "interpretation": "",
    "assumed": [],
    "chosen": [],
    "words": [],
    "changes": [],
}
QUOTES = Q(metric_query__isnull=False) | ~Q(choices=[]) | ~Q(told="") | ~Q(interpretation="")
QUOTES |= ~Q(nearest=[]) | ~Q(assumed=[]) | ~Q(chosen=[]) | ~Q(words=[]) | ~Q(changes=[])


def questions_of(person_id: int) -> int:
    return _questions(person_id).count()


def erase_questions(person_id: int) -> int:
    return _questions(person_id).update(text="")


def answers_of(person_id: int) -> int:
    return _answers(person_id).count()


def erase_answers(person_id: int) -> int:
    """What quotes the question goes too: the query, its reading, what was offered and told."""
    return _answers(person_id).update(**EMPTY)


def titles_of(person_id: int) -> int:
    return _titled(person_id).count()


def erase_titles(person_id: int) -> int:
    return _titled(person_id).update(title="")


def erase_conversation(conversation_id: UUID) -> None:
    """The same of one conversation alone."""
    Question.objects.filter(conversation=conversation_id).exclude(text="").update(text="")
    answers = AnswerRecord.objects.filter(question__conversation=conversation_id)
    answers.filter(QUOTES).update(**EMPTY)
    Conversation.objects.filter(pk=conversation_id).update(title="")


def _questions(person_id: int) -> QuerySet[Question]:
    return Question.objects.filter(asker_id=person_id).exclude(text="")


def _answers(person_id: int) -> QuerySet[AnswerRecord]:
    return AnswerRecord.objects.filter(QUOTES, question__asker_id=person_id)


def _titled(person_id: int) -> QuerySet[Conversation]:
    return Conversation.objects.filter(owner_id=person_id).exclude(title="")
