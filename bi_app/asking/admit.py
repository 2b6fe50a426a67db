"""May this be asked at all: by this asker, now, in this form, at its price?

An admitted question is a row of its own from here on, and is recorded whatever comes of it.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from bi_app import sealed
from bi_app.asking.asking import Asked, Asking, Lease, Turn
from bi_app.asking.configuration import current
from bi_app.asking.conversations import conversation_of, turn_of
from bi_app.asking.edits import asked_in_words
from bi_app.asking.errors import NotRecorded, TooManyQuestions, UnreadableQuestion
from bi_app.asking.models import AnswerRecord, Conversation, Job, Question
from bi_app.asking.names import metrics_of
from bi_app.asking.stored import stored_query
from bi_app.asking.wording import plain_form
from bi_app.audit.record import AuditUnavailable
from bi_app.clocks import ours_agrees
from bi_app.costs.ledger import hold_again, reserve, reserve_more, stand
from bi_app.costs.standing import Standing, Work
from bi_app.language.call import Call
from bi_app.learning.choices import remembered_by
from bi_app.masked import mask
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.warehouse.clock import clock
from bi_app.warehouse.terms import Terms
from bi_app.workload import Channel, Workload
from metrics.defined import NotDefined, as_defined
from metrics.releases import LiveRelease, live
from semantic_layer.access import Asker
from semantic_layer.calendars.periods import Clock
from semantic_layer.errors import WarehouseError
from semantic_layer.query import MetricQuery

MINUTE_S = 60
STRICTER = 3  # without Redis a person may ask a third as often
FOR_AN_ASK = {  # how often a workload may work in place of one question
    Workload.VIEW: 10,  # a page shows several earlier answers at once
    Workload.SUGGEST: 20,  # who types well does so up to six times a second
}


def admit(asked: Asked, asker: Asker) -> Asking:
    """Raises AskingError; what passes has a row in its conversation."""
    plain = "" if asked.query is not None else plain_form(asked.text, _most_characters())
    limit_rate(asker.id, asked.workload)
    release = release_for(asked.query, asked.defined_by)
    rights = entitled(release, asker)
    first = None if asked.edits is None else asked_in_words(rights.policy, asked.edits)
    conversation = _conversation(asked, rights, first)
    turn = turn_of(conversation, rights)
    question = _keep(asked, asker, conversation, first)
    asking = _asking(question, asked, plain, rights, release, turn, first)
    if not asked.grace:
        return asking
    return replace(
        asking, until=time.monotonic() + asked.grace, terms=Terms(seconds=float(asked.grace))
    )


def resume(job: Job) -> Asking | None:
    """The question of a job, to be answered as it was asked, under the rights of today.

    None where nobody may ask it any more, or its words are erased.
    """
    question = job.question
    query = stored_query(job.query)
    try:
        asker = asker_for(question.asker)
        plain = "" if query is not None else plain_form(question.text, _most_characters())
        release = release_for(query, job.defined_by)
    except (PermissionDenied, UnreadableQuestion, NotDefined):
        return None
    asked = Asked(
        text=question.text,
        query=query,
        workload=Workload(question.workload),
        workflow=question.workflow,
        trace_id=job.trace_id,
        channel=Channel(job.channel),
        confirmed=job.confirmed,
        edits=question.edits_id,
        defined_by=job.defined_by,
    )
    rights = entitled(release, asker)
    first = None if asked.edits is None else asked_in_words(rights.policy, asked.edits)
    turn = turn_of(question.conversation, rights, until=question.asked_at)
    asking = _asking(question, asked, plain, rights, release, turn, first)
    terms = Terms(seconds=float(settings.AISLE_JOB_STATEMENT_SECONDS), waits=False)
    return replace(
        asking, asked_at=question.asked_at, terms=terms, lease=Lease(job.pk, job.attempt)
    )


def _asking(
    question: Question,
    asked: Asked,
    plain: str,
    rights: Entitled,
    release: LiveRelease,
    turn: Turn,
    first: AnswerRecord | None,
) -> Asking:
    asker = rights.policy.asker
    return Asking(
        id=question.id,
        text=asked.text,
        masked=question.text,
        normalised=plain,
        query=asked.query,
        asker=asker,
        policy=rights.policy,
        index=rights.index,
        release=release,
        configuration=current(),
        days=_days(release),
        conversation=question.conversation_id,
        turn=turn,
        workload=asked.workload,
        workflow=asked.workflow,
        asked_at=timezone.now(),
        trace_id=asked.trace_id or secrets.token_hex(8),
        channel=asked.channel,
        confirmed=asked.confirmed,
        locale=settings.AISLE_LOCALE,
        remembered=remembered_by(asker.id) if plain else frozenset(),
        edited=None if first is None else stored_query(first.metric_query),
        defined_by=asked.defined_by,
    )


def release_for(query: MetricQuery | None, defined_by: int | None) -> LiveRelease:
    """The live release, or it with the query's metrics as another defines them; see NotDefined."""
    if query is None or defined_by is None:
        return live()
    return as_defined(metrics_of(query), defined_by)


def hold(asking: Asking) -> Standing:
    """How the asker stands with their budgets, before anything is held; raises OverBudget.

    Whoever has no budget, or one that is overdrawn already, goes no further. Raises NotRecorded
    while this machine's clock and the database's differ: neither could say when this was.
    """
    if not ours_agrees():
        raise NotRecorded
    return stand(asking.asker.id)


def hold_most(asking: Asking, calls: Sequence[Call], most: int) -> None:
    """Hold the most that what comes next can cost, beside what is held for the calls before it.

    Raises OverBudget: it is not to be done then.
    """
    if calls:
        reserve_more(str(asking.id), most)
    elif asking.lease is not None and hold_again(str(asking.id), most):
        return
    else:
        reserve(work_of(asking), most, asking.standing)


def work_of(asking: Asking) -> Work:
    """What the asking's money is held for."""
    return Work(str(asking.id), asking.asker.id, asking.channel, asking.workload, asking.workflow)


def _conversation(
    asked: Asked, rights: Entitled, first: AnswerRecord | None
) -> Conversation | None:
    """A look begins none: a person's conversations hold what they asked."""
    if first is not None:
        return first.question.conversation
    if asked.conversation is None and asked.workload is Workload.VIEW:
        return None
    return conversation_of(rights.policy, asked.conversation)


@transaction.atomic
def _keep(
    asked: Asked, asker: Asker, conversation: Conversation | None, first: AnswerRecord | None
) -> Question:
    if conversation is not None and conversation._state.adding:
        conversation.save(force_insert=True)
    return Question.objects.create(
        conversation=conversation,
        asker_id=asker.id,
        text=mask(asked.text),
        workload=asked.workload.value,
        workflow=asked.workflow,
        edits_id=None if first is None else first.pk,
    )


def limit_rate(asker_id: int, workload: Workload) -> None:
    """Count one question against the asker's minute; raises TooManyQuestions.

    Each workload has a count of its own: looking back at a conversation takes no question away.
    """
    most = settings.AISLE_ASKS_A_MINUTE * FOR_AN_ASK.get(workload, 1)
    now = time.time()
    key = sealed.key_of("rate", str(asker_id), workload.value, str(int(now // MINUTE_S)))
    asked = sealed.count(key, 2 * MINUTE_S)
    if asked is None:
        most, asked = max(1, most // STRICTER), _asked_lately(asker_id, workload) + 1
    if asked > most:
        raise TooManyQuestions(most, MINUTE_S - int(now % MINUTE_S))


def _asked_lately(asker_id: int, workload: Workload) -> int:
    since = Now() - timedelta(seconds=MINUTE_S)
    return Question.objects.filter(
        asker_id=asker_id, workload=workload.value, asked_at__gt=since
    ).count()


def _days(release: LiveRelease) -> Clock | None:
    try:
        return clock(release.index)
    except WarehouseError:
        return None  # the question is taken all the same, and recorded as failed
    except AuditUnavailable as error:
        raise NotRecorded from error


def _most_characters() -> int:
    return int(settings.AISLE_QUESTION_CHARACTERS)
