"""What became of what a person told the owners, or taught by the way, and did they see it?

What they told stands here from the first; what was learned of their words by the way only once an
owner accepted it or wrote back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bi_app.learning.models import AcceptedWord, Kind, Lesson, State
from bi_app.learning.words import is_live
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User
from metrics.releases import live

LISTED = 50
TOLD = (Kind.REJECTED, Kind.CORRECTION, Kind.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Told:
    """`said` is what the person told, `by` who decided, `became` what follows of it."""

    id: int
    question: UUID
    text: str
    said: str
    at: datetime
    state: str
    by: str
    decided_at: datetime | None
    became: str
    reply: str
    is_new: bool


def told_by(user: User, rights: Entitled) -> Iterator[Told]:
    """What owners did not look at yet last, else the latest first."""
    found = _of(user).select_related("question", "decided_by", "verified")
    for each in found.order_by("-decided_at", "-id")[:LISTED]:
        yield _told(each, rights)


def news_for(user: User) -> int:
    """How many decisions the person did not see yet."""
    return _unseen(user).count()


def see(user: User, lessons: Iterable[int]) -> None:
    """Take those decisions for seen."""
    _unseen(user).filter(pk__in=lessons).update(seen_at=Now())


def _unseen(user: User) -> QuerySet[Lesson]:
    return _of(user).exclude(state=State.WAITING).filter(seen_at=None)


def _of(user: User) -> QuerySet[Lesson]:
    """Of questions that are there still, neither erased nor deleted."""
    heard = Q(kind__in=TOLD) | Q(state=State.ACCEPTED) | ~Q(reply="")
    kept = Lesson.objects.filter(heard, person=user, question__conversation__deleted=None)
    return kept.exclude(question__text="")


def _told(lesson: Lesson, rights: Entitled) -> Told:
    by = lesson.decided_by
    return Told(
        id=lesson.pk,
        question=lesson.question_id,
        text=lesson.question.text,
        said=_said(lesson),
        at=lesson.at,
        state=lesson.get_state_display(),
        by="" if by is None else by.get_full_name() or by.username,
        decided_at=lesson.decided_at,
        became=_became(lesson, rights),
        reply=lesson.reply,
        is_new=lesson.state != State.WAITING and lesson.seen_at is None,
    )


def _said(lesson: Lesson) -> str:
    if lesson.kind == Kind.UNKNOWN_WORD:
        return _("Unknown word: “%(word)s”") % {"word": lesson.said}
    why = lesson.get_why_display() if lesson.why else lesson.get_kind_display()
    return _("%(why)s: “%(note)s”") % {"why": why, "note": lesson.note} if lesson.note else why


def _became(lesson: Lesson, rights: Entitled) -> str:
    if lesson.state != State.ACCEPTED:
        return ""
    if lesson.kind == Kind.UNKNOWN_WORD:
        return _word(lesson.said, rights)
    verified = lesson.verified
    if verified is None or verified.withdrawn_at is not None:
        return _("It is no verified question any more.")
    if verified.approver_id is None:
        return _("A second person has to approve it; then it is a verified question.")
    return _("It is a verified question now, so it is always read like this.")


def _word(word: str, rights: Entitled) -> str:
    """What the word is a name of, while that is open to the person."""
    accepted, index = AcceptedWord.objects.filter(word=word).first(), rights.index
    if accepted is None:
        return ""
    if index.has_metric(accepted.name):
        label = index.metric(accepted.name).label
    elif index.has_dimension(accepted.name):
        label = index.dimension(accepted.name).label
    else:
        return ""
    said = (
        _("“%(word)s” is another name of %(label)s.")
        if is_live(accepted, live().index)
        else _("“%(word)s” is another name of %(label)s from the next release on.")
    )
    return said % {"word": word, "label": label}
