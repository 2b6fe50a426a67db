"""What does a person see of a conversation when coming back to it?

Rows are not kept: each turn's query runs again, under the rights of whoever looks, and mostly out
of the cache. What ended without rows is told as it stands in the record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.models import AnswerRecord, Conversation, Question, Status
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.people.models import User
from bi_app.web.turn import Turn, told, turn
from bi_app.workload import Workload
from metrics.releases import live
from semantic_layer.query import MetricQuery

LISTED = 12
RUN_AGAIN = 8  # the latest turns; what lies further back is told without its rows


@dataclass(frozen=True, slots=True)
class Listed:
    id: UUID
    title: str
    at: datetime


def listed(owner: User, most: int = LISTED) -> tuple[Listed, ...]:
    """The owner's conversations, each by its first question, the latest first."""
    first = Question.objects.filter(conversation=OuterRef("pk"), workload=Workload.ASK).exclude(
        text=""  # asked as a query, or erased
    )
    found = (
        Conversation.objects.filter(owner=owner)
        .annotate(title=Subquery(first.order_by("asked_at").values("text")[:1]))
        .exclude(title=None)
        .order_by("-created")[:most]
    )
    return tuple(Listed(each.pk, each.title, each.created) for each in found)


def turns(conversation: Conversation, owner: User) -> Iterator[Turn]:
    """The turns of a conversation, the first one first."""
    records = list(_records(conversation))
    for place, record in enumerate(records):
        again = len(records) - place <= RUN_AGAIN
        yield _shown(record, owner) if again and _has_rows(record) else told(record)


def _records(conversation: Conversation) -> QuerySet[AnswerRecord]:
    return (
        AnswerRecord.objects.filter(
            question__conversation=conversation, question__workload=Workload.ASK
        )
        .exclude(question__text="", metric_query__isnull=True)  # erased
        .select_related("question")
        .order_by("question__asked_at")
    )


def _has_rows(record: AnswerRecord) -> bool:
    return record.status == Status.ANSWERED and record.metric_query is not None


def _shown(record: AnswerRecord, reader: User) -> Turn:
    question, asker = record.question, asker_for(reader)
    answer = ask(
        Asked(
            query=MetricQuery.model_validate(record.metric_query),
            conversation=str(question.conversation_id),
            workload=Workload.VIEW,
        ),
        asker,
    )
    return turn(answer, entitled(live(), asker).index, record)
