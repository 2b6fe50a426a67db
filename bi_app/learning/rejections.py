"""How does a person say that an answer is not what they meant, and what came of it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bi_app.asking.models import Question, Status
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.audit.record import AuditEntry, append
from bi_app.learning.models import Kind, Lesson
from bi_app.learning.owners import owner_of
from bi_app.masked import MASKED, mask
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User

LONGEST_NOTE = 300
LISTED = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What a person told the owners, and its state."""

    question: str
    note: str
    state: str
    at: datetime


@transaction.atomic
def reject(user: User, rights: Entitled, question_id: UUID, note: str) -> None:
    """Put the reading before its metric's owner, once. Raises Question.DoesNotExist.

    Only one's own question in words can be rejected, where it was answered or refused.
    """
    own = readable(Question, rights.policy).exclude(text="").select_related("answer")
    ended = (Status.ANSWERED, Status.REFUSED)
    question = own.get(pk=question_id, answer__status__in=ended)
    metric = _about(question)
    if MASKED.search(question.text):
        return  # what holds personal data is shown to no owner
    _, new = Lesson.objects.get_or_create(
        kind=Kind.REJECTED,
        question=question,
        defaults={
            "person": user,
            "note": mask(note.strip())[:LONGEST_NOTE],
            "metric": metric,
            "owner": owner_of(metric, rights.index),
        },
    )
    if new:
        detail = {"question": str(question_id), "metric": metric}
        append(
            AuditEntry(
                actor=user.username,
                person_id=user.pk,
                action="reading_rejected",
                outcome="waiting",
                detail=detail,
            )
        )


def _about(question: Question) -> str:
    """The metric of its query; of a refused one the metric that its words named, if any."""
    query = stored_query(question.answer.metric_query)
    if query is not None:
        return query.metrics[0]
    named = Lesson.objects.filter(question=question).exclude(metric="")
    return named.values_list("metric", flat=True).first() or ""


def told_by(user: User) -> Iterator[Told]:
    """What a person rejected or corrected, the latest first."""
    found = Lesson.objects.filter(person=user, kind__in=[Kind.REJECTED, Kind.CORRECTION])
    for each in (
        found.exclude(question__text="").select_related("question").order_by("-id")[:LISTED]
    ):
        yield Told(each.question.text, each.note, each.get_state_display(), each.at)
