"""What did use teach that waits for an owner, and what becomes of it?

An owner sees what is about their own metrics, an administrator all of it, and both only what is
about metrics that are open to them. An accepted word becomes a synonym of the next release; an
accepted question becomes a verified one, which waits for a second person.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.models import Question
from bi_app.asking.stored import stored_query
from bi_app.audit.record import AuditEntry, append
from bi_app.learning.feedback import LONGEST_NOTE
from bi_app.learning.models import Kind, Lesson, State
from bi_app.learning.owners import administers, names_of
from bi_app.learning.verified import propose
from bi_app.learning.words import NotAccepted, accept_word
from bi_app.masked import mask
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User
from semantic_layer.query import MetricQuery

READ = 500  # of the latest, before what is alike is put together


@dataclass(frozen=True, slots=True)
class LessonShown:
    """One thing to decide; `people` taught the same.

    `reading` is what the question was taken for, `settled` what was meant in the end.
    """

    id: int
    kind: str
    about: str
    question: str
    reading: str
    why: str
    note: str
    settled: str
    metric: str
    people: int
    at: datetime
    is_word: bool


def waiting_for(user: User, rights: Entitled) -> QuerySet[Lesson]:
    """What is theirs to decide, and about nothing that is closed to them; the latest first."""
    open_ones = Lesson.objects.filter(state=State.WAITING, metric__in=("", *rights.policy.metrics))
    left = open_ones.exclude(question__text="").order_by("-id")  # the others were erased
    return left if administers(user) else left.filter(owner__in=names_of(user))


def shown(user: User, rights: Entitled) -> list[LessonShown]:
    """What several people taught alike stands once."""
    groups: dict[tuple[object, ...], list[Lesson]] = {}
    found = waiting_for(user, rights).select_related("question__answer", "settled_by__answer")
    for each in found[:READ]:
        groups.setdefault(_alike(each), []).append(each)
    return [_shown(alike, rights) for alike in groups.values()]


def accept(
    lesson_id: int, user: User, rights: Entitled, called: str, read_as: str, reply: str = ""
) -> None:
    """`called` names what an unknown word means, `read_as` says a question in words that are known.

    Whoever taught it reads the `reply`.

    Raises Lesson.DoesNotExist, NotAccepted, NotForYou, NotVerified or QuestionError.
    """
    with transaction.atomic():
        lesson = waiting_for(user, rights).select_for_update(of=("self",)).get(pk=lesson_id)
        if lesson.kind == Kind.UNKNOWN_WORD:
            accept_word(lesson.said, called, user, rights.index)
            _decide(lesson, user, State.ACCEPTED, reply)
            return
    query = _query(lesson, user, read_as)
    with transaction.atomic():
        verified = propose(lesson.question.text, query, user)
        _decide(lesson, user, State.ACCEPTED, reply)
        Lesson.objects.filter(pk=lesson.pk).update(verified=verified)


@transaction.atomic
def decline(lesson_id: int, user: User, rights: Entitled, reply: str = "") -> None:
    """Raises Lesson.DoesNotExist."""
    lesson = waiting_for(user, rights).select_for_update(of=("self",)).get(pk=lesson_id)
    _decide(lesson, user, State.DECLINED, reply)


def query_of(words: str, user: User) -> MetricQuery:
    """What words mean to the one who says them, read as any question is. Raises NotAccepted."""
    answer = ask(Asked(text=words), asker_for(user))
    finding = answer.finding
    if finding.query is None:
        detail = (
            finding.refusal.detail if finding.refusal is not None else _("It can mean several.")
        )
        said = _("“%(words)s” is not understood as one query. %(why)s")
        raise NotAccepted(said % {"words": words, "why": detail})
    return finding.query


def _query(lesson: Lesson, user: User, read_as: str) -> MetricQuery:
    """What the owner says that it means, else what the person meant in the end."""
    if read_as.strip():
        return query_of(read_as, user)
    settled = _settled(lesson)
    query = None if settled is None else stored_query(settled.answer.metric_query)
    if query is None:
        raise NotAccepted(_("Say in other words what it means, so that it can be verified."))
    return query


def _settled(lesson: Lesson) -> Question | None:
    """The question whose query is what the person meant."""
    return lesson.question if lesson.kind == Kind.CONFIRMED else lesson.settled_by


def _decide(lesson: Lesson, user: User, state: State, reply: str) -> None:
    """Whatever others taught alike is decided with it."""
    alike = Lesson.objects.filter(pk=lesson.pk)
    if lesson.kind == Kind.UNKNOWN_WORD:
        alike = Lesson.objects.filter(
            state=State.WAITING, kind=lesson.kind, said=lesson.said, owner=lesson.owner
        )
    decided = alike.update(
        state=state,
        decided_by=user,
        decided_at=Now(),
        reply=mask(reply.strip())[:LONGEST_NOTE],
    )
    detail = {"lesson": lesson.pk, "kind": lesson.kind, "metric": lesson.metric, "alike": decided}
    append(
        AuditEntry(
            actor=user.username,
            person_id=user.pk,
            action="lesson_decided",
            outcome=state.value,
            detail=detail,
        )
    )


def _alike(lesson: Lesson) -> tuple[object, ...]:
    if lesson.kind == Kind.UNKNOWN_WORD:
        return lesson.kind, lesson.said, lesson.owner
    return (lesson.pk,)


def _shown(alike: list[Lesson], rights: Entitled) -> LessonShown:
    lesson, index = alike[0], rights.index
    answer, settled = lesson.question.answer, _settled(lesson)
    return LessonShown(
        id=lesson.pk,
        kind=lesson.get_kind_display(),
        about=lesson.said,
        question=lesson.question.text,
        reading=answer.interpretation or answer.told,
        why=lesson.get_why_display() if lesson.why else "",
        note=lesson.note,
        settled="" if settled is None else settled.answer.interpretation or settled.text,
        metric=index.metric(lesson.metric).label if index.has_metric(lesson.metric) else "",
        people=len({each.person_id for each in alike}),
        at=lesson.at,
        is_word=lesson.kind == Kind.UNKNOWN_WORD,
    )
