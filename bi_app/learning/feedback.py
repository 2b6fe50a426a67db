"""How does a person say that an answer is right, or is wrong and why?"""

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
ACTIONS = {
    Kind.REJECTED: "reading_rejected",
    Kind.CORRECTION: "reading_corrected",
    Kind.CONFIRMED: "reading_confirmed",
}


@transaction.atomic
def reject(user: User, rights: Entitled, question_id: UUID, why: str, note: str) -> None:
    """Put the reading before its metric's owner, once. Raises Question.DoesNotExist.

    Only one's own question in words can be rejected, where it was answered or refused. Where its
    answer was changed by picks since, what came of them is what was meant.
    """
    question = _own(rights, question_id, Status.ANSWERED, Status.REFUSED)
    picks = readable(Question, rights.policy).filter(edits=question)
    meant = picks.filter(answer__status=Status.ANSWERED).order_by("-asked_at").first()
    kind = Kind.REJECTED if meant is None else Kind.CORRECTION
    _keep(user, rights, question, kind, why=why, note=note, settled_by=meant)


@transaction.atomic
def confirm(user: User, rights: Entitled, question_id: UUID) -> None:
    """Tell the owner that a question was answered as it was meant, once.

    Raises Question.DoesNotExist.
    """
    _keep(user, rights, _own(rights, question_id, Status.ANSWERED), Kind.CONFIRMED)


def _own(rights: Entitled, question_id: UUID, *ended: Status) -> Question:
    own = readable(Question, rights.policy).exclude(text="").select_related("answer")
    return own.get(pk=question_id, answer__status__in=ended)


def _keep(
    user: User,
    rights: Entitled,
    question: Question,
    kind: Kind,
    *,
    why: str = "",
    note: str = "",
    settled_by: Question | None = None,
) -> None:
    if MASKED.search(question.text):
        return  # what holds personal data is shown to no owner
    metric = _about(question)
    _, new = Lesson.objects.get_or_create(
        kind=kind,
        question=question,
        settled_by=settled_by,
        defaults={
            "person": user,
            "why": why,
            "note": mask(note.strip())[:LONGEST_NOTE],
            "metric": metric,
            "owner": owner_of(metric, rights.index),
        },
    )
    if new:
        append(
            AuditEntry(
                actor=user.username,
                person_id=user.pk,
                action=ACTIONS[kind],
                outcome="waiting",
                detail={"question": str(question.pk), "metric": metric},
            )
        )


def _about(question: Question) -> str:
    """The metric of its query; of a refused one the metric that its words named, if any."""
    query = stored_query(question.answer.metric_query)
    if query is not None:
        return query.metrics[0]
    named = Lesson.objects.filter(question=question).exclude(metric="")
    return named.values_list("metric", flat=True).first() or ""
