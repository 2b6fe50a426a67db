"""What does a person see of a conversation when coming back to it?

Rows are not kept: each turn's query runs again, under the rights of whoever looks, and mostly out
of the cache. A question about the catalogue is answered again by its words. What ended without an
answer is told as it stands in the record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy

from bi_app.asking.asking import Asked
from bi_app.asking.edits import edited, of_records
from bi_app.asking.errors import LookFailed, UnknownAnswer, UnknownConversation
from bi_app.asking.jobs import HandedOver, waiting_of
from bi_app.asking.looks import look as look_at
from bi_app.asking.models import AnswerRecord, Conversation, Job, Question, Status
from bi_app.asking.patience import grace
from bi_app.asking.readable import readable
from bi_app.asking.shares import links_of
from bi_app.masked import MASKED
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.linked import with_links
from bi_app.web.look import AS_IT_IS, Look
from bi_app.web.said import in_page_language
from bi_app.web.turn import Turn, picked, told, turn, waiting
from bi_app.workload import Workload
from metrics.releases import live
from semantic_layer.access import Asker, Policy
from semantic_layer.query import MetricQuery

LISTED = 12
STOPPED = gettext_lazy("You stopped this. Ask it again whenever you like.")
MOST_WORDS = 8  # of a search
RUN_AGAIN = 8  # the latest turns; what lies further back is told without its rows


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list; `holds` is the question that was searched for in it."""

    id: UUID
    title: str
    at: datetime
    holds: str = ""


def listed(asker: Asker, most: int = LISTED, search: str = "") -> tuple[Listed, ...]:
    """The asker's conversations, the latest first: those that hold each word that is searched."""
    policy = entitled(live(), asker).policy
    asked = _asked_in(policy)
    words = search.split()[:MOST_WORDS]
    first = Subquery(asked.order_by("asked_at").values("text")[:1])
    called = Coalesce(NullIf(F("title"), Value("")), first, output_field=TextField())
    own = readable(Conversation, policy).annotate(called=called)
    found = own.exclude(called=None).order_by("-created")
    for word in words:
        found = found.filter(Q(title__icontains=word) | Exists(asked.filter(text__icontains=word)))
    said = Q(*(("text__icontains", word) for word in words), _connector=Q.OR)
    holding = asked.filter(said).order_by("-asked_at").values("text")[:1]
    found = found.annotate(holds=Subquery(holding) if words else Value(""))
    rows = found.values_list("pk", "called", "created", "holds")[:most]
    return tuple(
        Listed(pk, called, created, holds if holds and holds != called else "")
        for pk, called, created, holds in rows
    )


def conversation_for(asker: Asker, conversation_id: UUID) -> Conversation:
    """Raises UnknownConversation."""
    policy = entitled(live(), asker).policy
    found = readable(Conversation, policy).filter(pk=conversation_id).first()
    if found is None:
        raise UnknownConversation
    return found


def _asked_in(policy: Policy) -> QuerySet[Question]:
    """What was asked in words in the conversation that a query is about."""
    asked = readable(Question, policy).exclude(text="")  # asked as a query, or erased
    return asked.filter(conversation=OuterRef("pk"), workload=Workload.ASK)


def turns(conversation: Conversation, asker: Asker) -> Iterator[Turn]:
    """The turns of a conversation, the first one first.

    What was told under other rights, or of another release, is not told again.
    """
    rights = entitled(live(), asker)
    every = list(_records(rights.policy).filter(question__conversation=conversation))
    records = [each for each in every if each.question.edits_id is None]
    links = links_of(rights.policy, [each.pk for each in records])
    jobs = _jobs(rights.policy, Q(question__conversation=conversation))
    for place, record in enumerate(records):
        job = jobs.pop(record.question_id, None)
        if job is not None:
            yield _later(job, record.question)
            continue
        late = len(records) - place <= RUN_AGAIN
        each = grace(among=min(len(records), RUN_AGAIN))
        picks = [each for each in every if each.question.edits_id == record.question_id]
        shown = _turn(record, picks, asker, rights, each) if late else _told(record, rights)
        yield with_links(shown, links)
    yield from (_later(job, job.question) for job in jobs.values())


def one_turn(question_id: UUID, asker: Asker, look: Look = AS_IT_IS) -> Turn:
    """The turn of a question, or of one that a pick made of it; raises UnknownAnswer."""
    rights = entitled(live(), asker)
    records = _records(rights.policy)
    named = records.filter(pk=question_id).first()
    first = None if named is None else named.question.edits_id or named.pk
    family = list(records.filter(Q(pk=first) | Q(question__edits=first))) if first else []
    wanted = first or question_id
    jobs = _jobs(rights.policy, Q(question=wanted) | Q(question__edits=wanted))
    if wanted in jobs:
        return _later(jobs[wanted], family[0].question if family else jobs[wanted].question)
    if not family or family[0].pk != first:
        raise UnknownAnswer
    shown = _turn(family[0], family[1:], asker, rights, grace(), look)
    return with_links(shown, links_of(rights.policy, [family[0].pk]))


def stopped_turn(question_id: UUID, asker: Asker) -> Turn:
    """The turn of what was just stopped, as it stands; nothing of it is run again for this."""
    policy = entitled(live(), asker).policy
    question = readable(Question, policy).filter(pk=question_id).first()
    if question is None:
        raise UnknownAnswer
    return _stopped(question)


def _jobs(policy: Policy, of: Q) -> dict[UUID, Job]:
    """What somebody waits for, by the question in words in whose place it will stand."""
    found = readable(Job, policy).filter(of, question__workload=Workload.ASK)
    every = found.select_related("question").order_by("at")
    return {each.question.edits_id or each.question_id: each for each in every}


def _later(job: Job, shown: Question) -> Turn:
    """The turn of a job, in the place of the question in words that it was asked for."""
    if job.cancelled is not None:
        return _stopped(shown)
    return waiting(waiting_of(job), shown.pk, shown.text)


def _stopped(question: Question) -> Turn:
    return Turn(question.pk, question.conversation_id, question.text, str(STOPPED))


def links_shown(policy: Policy, question_id: UUID) -> Turn:
    """Of a turn what its links are about, and nothing else; raises UnknownAnswer."""
    found = edited(policy, question_id)
    asked = found.first.question
    bare = Turn(asked.pk, asked.conversation_id, asked.text, "", latest=found.latest.question_id)
    return with_links(bare, links_of(policy, [asked.pk]))


def _turn(
    record: AnswerRecord,
    picks: Sequence[AnswerRecord],
    asker: Asker,
    rights: Entitled,
    each: float | None,
    look: Look = AS_IT_IS,
) -> Turn:
    """Its rows are waited for as long as `each` says."""
    if picks and _has_rows(record):
        changed = of_records(record, picks)
        shown = picked(_shown(changed.latest, asker, each, look), changed)
        return replace(shown, stays=_stays(picks[-1], rights))
    if _has_rows(record):
        return _shown(record, asker, each, look)
    if _of_the_catalogue(record):
        return _again(Asked(record.question.text), record, asker)
    return _told(record, rights)


def _told(record: AnswerRecord, rights: Entitled) -> Turn:
    return told(record, same_rights=record.entitlement == rights.policy.entitlement)


def _stays(pick: AnswerRecord, rights: Entitled) -> str:
    """Why the latest pick changed nothing, where it did not."""
    declined = pick.status in (Status.REFUSED, Status.FAILED)
    told_now = declined and pick.entitlement == rights.policy.entitlement
    return in_page_language(pick.told) if told_now else ""


def _records(policy: Policy) -> QuerySet[AnswerRecord]:
    return (
        readable(AnswerRecord, policy)
        .filter(question__workload=Workload.ASK)
        .exclude(question__text="", metric_query__isnull=True, told="")  # erased
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


def _shown(record: AnswerRecord, asker: Asker, each: float | None, look: Look) -> Turn:
    query = MetricQuery.model_validate(record.metric_query)
    return _again(Asked(query=query, grace=each), record, asker, look)


def _again(asked: Asked, record: AnswerRecord, asker: Asker, look: Look = AS_IT_IS) -> Turn:
    question = record.question
    again = replace(asked, conversation=str(question.conversation_id))
    try:
        answer = look_at(again, asker)
    except HandedOver as over:
        return waiting(over.waiting, question.pk, question.text)
    except LookFailed as error:
        return Turn(question.pk, question.conversation_id, question.text, str(error), again=True)
    rights = entitled(live(), asker)
    shown = turn(answer, rights, record, look)
    same_rights = record.entitlement == rights.policy.entitlement
    return shown if same_rights else replace(shown, changes=())  # they may name what is closed
