"""What does use teach: what a person means by a word, and what an owner should look at?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bi_app.asking.models import Question
from metrics.models import VerifiedQuestion


class RememberedChoice(models.Model):
    """What a person means by a word of several readings, until they take it back.

    `meant` is written as the choices of the model's ambiguous words are; `said` is the whole
    question where no number was named at all.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="remembered_choices"
    )
    said = models.TextField()
    meant = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("said",)
        constraints = (
            models.UniqueConstraint(fields=["person", "said"], name="choice_one_a_word"),
            models.CheckConstraint(
                condition=~Q(said="") & ~Q(meant=""), name="choice_means_something"
            ),
        )

    def __str__(self) -> str:
        return f"“{self.said}” means {self.meant}"


class Kind(models.TextChoices):
    UNKNOWN_WORD = "unknown_word", _("Unknown word")
    CORRECTION = "correction", _("Corrected")
    REJECTED = "rejected", _("Not what was meant")
    CONFIRMED = "confirmed", _("Right")
    CHOICE = "choice", _("Chosen reading")


class Why(models.TextChoices):
    """What was wrong with an answer; without one, only what the person wrote tells."""

    NUMBER = "number", _("Wrong number")
    PERIOD = "period", _("Wrong period")
    FILTER = "filter", _("Wrong filter")
    QUESTION = "question", _("Not what I asked")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


ONCE = (Kind.UNKNOWN_WORD, Kind.CHOICE)  # a person teaches each of these once


class Lesson(models.Model):
    """Something that use taught, waiting for the owner of the metric that it is about.

    `said` are the words it is about and `meant` what was chosen for them; `question` is where it
    came up, `settled_by` the question that put it right, `why` and `note` what the person told.
    Without a `metric` it is the owner of the whole model who looks at it. `reply` is what they
    wrote back as they decided, `seen_at` when the person saw it.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lessons")
    question = models.ForeignKey(Question, models.PROTECT, related_name="lessons")
    settled_by = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    said = models.TextField(blank=True, db_default="")
    meant = models.TextField(blank=True, db_default="")
    why = models.CharField(max_length=8, choices=Why, blank=True, db_default="")
    note = models.TextField(blank=True, db_default="")
    metric = models.CharField(max_length=63, blank=True, db_default="")
    owner = models.CharField(max_length=150, blank=True, db_default="")
    at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=8, choices=State, db_default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True, db_default="")
    seen_at = models.DateTimeField(null=True)
    verified = models.ForeignKey(
        VerifiedQuestion, models.SET_NULL, null=True, related_name="lessons"
    )

    class Meta:
        indexes = (
            models.Index(fields=["state", "owner", "-at"], name="lesson_by_owner"),
            models.Index(
                fields=["person"],
                condition=~Q(state=State.WAITING) & Q(seen_at=None),
                name="lesson_unseen",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="lesson_kind_known"),
            models.CheckConstraint(
                condition=Q(why="") | Q(why__in=list(Why)), name="lesson_why_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(reply="", seen_at=None),
                name="lesson_answered_once_decided",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_by=None, decided_at=None)
                | Q(
                    state__in=[State.ACCEPTED, State.DECLINED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="lesson_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None) | Q(kind__in=[Kind.CORRECTION, Kind.CHOICE]),
                name="lesson_settled_by_a_question",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "said", "meant"],
                condition=Q(state=State.WAITING, kind__in=ONCE) & ~Q(said=""),
                name="lesson_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(kind=Kind.REJECTED),
                name="lesson_rejected_once",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(kind=Kind.CONFIRMED),
                name="lesson_confirmed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class AcceptedWord(models.Model):
    """A word that an owner accepted as one more name of a metric or dimension.

    It stands in `manage.py learning export`, and so in the next release made of that folder.
    """

    word = models.TextField(unique=True)
    name = models.CharField(max_length=63)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("name", "word")
        constraints = (
            models.CheckConstraint(condition=~Q(word="") & ~Q(name=""), name="word_has_a_name"),
        )

    def __str__(self) -> str:
        return f"“{self.word}” is {self.name}"
