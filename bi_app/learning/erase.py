"""Where does what use taught hold what a person typed, and how is it emptied?

What an owner accepted of it is a definition by then, as a word of the model is, and stays.
"""

from django.db.models import Q, QuerySet

from bi_app.learning.models import Lesson, RememberedChoice
from metrics.models import VerifiedQuestion

TYPED = ~Q(said="") | ~Q(note="") | ~Q(meant="") | ~Q(reply="")


def choices_of(person_id: int) -> int:
    return _choices(person_id).count()


def erase_choices(person_id: int) -> int:
    return _choices(person_id).delete()[0]


def lessons_of(person_id: int) -> int:
    return _lessons(person_id).count() + _replies(person_id).count()


def erase_lessons(person_id: int) -> int:
    """That something was taught, and what was decided, stays."""
    taught = _lessons(person_id).update(said="", note="", meant="", reply="")
    return taught + _replies(person_id).update(reply="")


def proposals_of(person_id: int) -> int:
    return _proposals(person_id).count()


def erase_proposals(person_id: int) -> int:
    """Questions that wait for a second person, of the one who typed or proposed them."""
    return _proposals(person_id).delete()[0]


def _choices(person_id: int) -> QuerySet[RememberedChoice]:
    return RememberedChoice.objects.filter(person=person_id)


def _lessons(person_id: int) -> QuerySet[Lesson]:
    return Lesson.objects.filter(TYPED, person=person_id)


def _replies(person_id: int) -> QuerySet[Lesson]:
    """What they wrote back to others as an owner."""
    written = Lesson.objects.filter(decided_by=person_id).exclude(reply="")
    return written.exclude(person=person_id)


def _proposals(person_id: int) -> QuerySet[VerifiedQuestion]:
    own = VerifiedQuestion.objects.filter(approver=None)
    taught = Lesson.objects.filter(person=person_id, verified__isnull=False).values("verified")
    return own.filter(Q(author=person_id) | Q(pk__in=taught))
