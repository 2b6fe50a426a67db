"""What does a person see of a conversation when coming back to it?

Rows are not kept: each turn's query runs again, under the rights of whoever looks, and mostly out
of the cache. A question about the catalogue is answered again by its words. What ended without an
answer is told as it stands in the record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.edits import of_records
from bi_app.asking.models import AnswerRecord, Conversation, Question, Status
from bi_app.asking.readable import readable
from bi_app.masked import MASKED
from bi_app.people.entitlements import entitled
from bi_app.web.turn import Turn, picked, told, turn
from bi_app.workload import Workload
from metrics.releases import live
from semantic_layer.access import Asker, Policy
from semantic_layer.query import MetricQuery

LISTED = 12
RUN_AGAIN = 8  # the latest turns; what lies further back is told without its rows


@dataclass(frozen=True, slots=True)
class Listed:
    id: UUID
    title: str
    at: datetime


def listed(asker: Asker, most: int = LISTED) -> tuple[Listed, ...]:
    """The asker's conversations, each by its first question, the latest first."""
    policy = entitled(live(), asker).policy
    asked = readable(Question, policy).exclude(text="")  # asked as a query, or erased
    first = asked.filter(conversation=OuterRef("pk"), workload=Workload.ASK)
    found = (
        readable(Conversation, policy)
        .annotate(title=Subquery(first.order_by("asked_at").values("text")[:1]))
        .exclude(title=None)
        .order_by("-created")[:most]
    )
    return tuple(Listed(each.pk, each.title, each.created) for each in found)


def conversation_for(asker: Asker, conversation_id: UUID) -> Conversation | None:
    return readable(Conversation, entitled(live(), asker).policy).filter(pk=conversation_id).first()


def turns(conversation: Conversation, asker: Asker) -> Iterator[Turn]:
    """The turns of a conversation, the first one first.

    What was told under other rights, or of another release, is not told again.
    """
    rights = entitled(live(), asker)
    every = list(_records(conversation, rights.policy))
    records = [each for each in every if each.question.edits_id is None]
    for place, record in enumerate(records):
        late = len(records) - place <= RUN_AGAIN
        picks = [each for each in every if each.question.edits_id == record.question_id]
        if late and picks and _has_rows(record):
            edited = of_records(record, picks)
            yield picked(_shown(edited.latest, asker), edited)
        elif late and _has_rows(record):
            yield _shown(record, asker)
        elif late and _of_the_catalogue(record):
            yield _answered_again(record, asker)
        else:
            yield told(record, same_rights=record.entitlement == rights.policy.entitlement)


def _records(conversation: Conversation, policy: Policy) -> QuerySet[AnswerRecord]:
    return (
        readable(AnswerRecord, policy)
        .filter(question__conversation=conversation, question__workload=Workload.ASK)
        .exclude(question__text="", metric_query__isnull=True)  # erased
        .select_related("question")
        .order_by("question__asked_at")
    )


def _has_rows(record: AnswerRecord) -> bool:
    return record.status == Status.ANSWERED and record.metric_query is not None


def _of_the_catalogue(record: AnswerRecord) -> bool:
    """Answered without a statement; words that are kept masked cannot be read again."""
    without = not record.statement_sha256 and record.metric_query is None
    words = record.question.text
    return record.status == Status.ANSWERED and without and not MASKED.search(words)


def _shown(record: AnswerRecord, asker: Asker) -> Turn:
    return _again(Asked(query=MetricQuery.model_validate(record.metric_query)), record, asker)


def _answered_again(record: AnswerRecord, asker: Asker) -> Turn:
    return _again(Asked(record.question.text), record, asker)


def _again(asked: Asked, record: AnswerRecord, asker: Asker) -> Turn:
    conversation = str(record.question.conversation_id)
    answer = ask(replace(asked, conversation=conversation, workload=Workload.VIEW), asker)
    rights = entitled(live(), asker)
    shown = turn(answer, rights.index, record)
    same_rights = record.entitlement == rights.policy.entitlement
    return shown if same_rights else replace(shown, changes=())  # they may name what is closed
