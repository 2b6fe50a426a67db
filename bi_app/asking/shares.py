"""By which link may others look at an answer, and how is the link made and taken back?

A link carries a query and nothing that was seen: it runs again under the rights of who looks.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from bi_app.asking.answer import Answer
from bi_app.asking.asking import Asked
from bi_app.asking.edits import edited
from bi_app.asking.errors import UnknownAnswer
from bi_app.asking.looks import look
from bi_app.asking.models import AnswerRecord, Question, SharedAnswer, Status
from bi_app.asking.permit import may_read
from bi_app.asking.readable import answer_of_link, readable
from bi_app.asking.stored import stored_query
from bi_app.audit.record import AuditEntry, append
from bi_app.people.entitlements import Entitled, entitled
from bi_app.workload import Workload
from metrics.releases import live
from semantic_layer.access import Asker, Policy
from semantic_layer.query import MetricQuery

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody sees by a link.

    `open` is whether they could have asked it themselves, `record` what its author asked; `words`
    are the author's, empty where they name what the reader may not.
    """

    answer: Answer
    record: AnswerRecord
    open: bool
    words: str


@transaction.atomic
def share(policy: Policy, question_id: UUID) -> UUID:
    """Make a link of the answer as it is shown now, once; gives the question asked in words.

    Raises UnknownAnswer where it is not the asker's own, or has no query.
    """
    shown = edited(policy, question_id)
    if shown.first.question.workload != Workload.ASK:
        raise UnknownAnswer
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = SharedAnswer(question_id=shown.latest.pk, token=token)
    SharedAnswer.objects.bulk_create([made], ignore_conflicts=True)
    if readable(SharedAnswer, policy).filter(token=token).exists():
        append(_entry("answer_shared", shown.latest.pk, policy.asker))
    return shown.first.question_id


@transaction.atomic
def take_back(policy: Policy, token: str) -> UUID:
    """Gives the question asked in words; raises UnknownAnswer for a link that is not one's own."""
    own = readable(SharedAnswer, policy).select_related("question")
    link = own.select_for_update(of=("self",)).filter(token=token).first()
    if link is None:
        raise UnknownAnswer
    link.taken_back = Now()
    link.save(update_fields=["taken_back"])
    append(_entry("answer_taken_back", link.question_id, policy.asker))
    return link.question.edits_id or link.question_id


def links_of(policy: Policy, firsts: Iterable[UUID]) -> list[SharedAnswer]:
    """The links of answers and of all that became of them by picks, the oldest first."""
    wanted = list(firsts)
    of_them = Q(question__in=wanted) | Q(question__edits__in=wanted)
    found = readable(SharedAnswer, policy).filter(of_them).select_related("question")
    return list(found.order_by("made"))


def look_by(
    token: str, asker: Asker, *, confirmed: bool = False, grace: float | None = None
) -> Looked:
    """Ask what a link carries as whoever looks; raises UnknownAnswer where there is none.

    With a grace it raises what `look` does.
    """
    record, query = _linked(token)
    answer = look(Asked(query=query, confirmed=confirmed, grace=grace), asker)
    rights = entitled(live(), asker)
    readable_now = answer.finding.status is Status.ANSWERED or may_read(query, rights)
    words = _words(record.question, rights) if readable_now else ""
    return Looked(answer, record, readable_now, words)


def carried_by(token: str) -> Asked:
    """What a link carries, as it is looked at; raises UnknownAnswer where there is none."""
    return Asked(query=_linked(token)[1])


def _linked(token: str) -> tuple[AnswerRecord, MetricQuery]:
    record = answer_of_link(token)
    query = None if record is None else stored_query(record.metric_query)
    if record is None or query is None:
        raise UnknownAnswer
    return record, query


def _words(asked: Question, rights: Entitled) -> str:
    """Of a query that picks made, the words are those of the first, which may have named more."""
    first = asked.edits
    if first is None:
        return asked.text
    query = stored_query(first.answer.metric_query)
    return first.text if query is not None and may_read(query, rights) else ""


def _entry(action: str, question_id: UUID, asker: Asker) -> AuditEntry:
    return AuditEntry(
        actor=asker.name,
        person_id=asker.id,
        action=action,
        outcome="done",
        asking=str(question_id),
    )
