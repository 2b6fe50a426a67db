"""Which answers does somebody keep in sight, in what order, and what happened on which days?

A tile keeps a query with its relative periods and nothing that was seen: it runs again under the
rights of whoever looks.
"""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bi_app.asking.models import Question
from metrics.models import Release
from semantic_layer.present import Kind

KINDS = [(each.value, each.value) for each in Kind]
TITLE_CHARACTERS = 120
NOTE_CHARACTERS = 300
MY_PAGE, NEW_BOARD = gettext_noop("My page"), gettext_noop("New board")  # where nobody gives one


class Board(models.Model):
    """Tiles of one person, who alone arranges them. `home`: the one that the first page shows."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="boards")
    title = models.CharField(max_length=TITLE_CHARACTERS)
    home = models.BooleanField(db_default=False, default=False)
    made = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-home", "title", "made")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="board_titled"),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(home=True), name="board_one_home_a_person"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """Its title; one that nobody gave is told in the page's language."""
        return _(self.title) if self.title in (MY_PAGE, NEW_BOARD) else self.title


class Tile(models.Model):
    """A pinned answer: its query, and the question that it was pinned from.

    `chart` is the kind of picture that was picked, empty where it is the rule's.
    `release` was live when it was pinned. A `frozen` tile counts as the release defines its
    metrics; another follows the live one. `seen` is the release up to which its owner has read
    what changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, models.CASCADE, related_name="tiles")
    place = models.PositiveIntegerField()
    wide = models.BooleanField(db_default=False, default=False)
    title = models.CharField(max_length=TITLE_CHARACTERS)
    query = models.JSONField()
    chart = models.CharField(max_length=20, choices=KINDS, blank=True, db_default="")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    frozen = models.BooleanField(db_default=False, default=False)
    seen = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    pinned_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("board", "place")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="tile_titled"),
            models.CheckConstraint(
                condition=Q(chart__in=["", *dict(KINDS)]),
                name="tile_shows_a_picture_that_there_is",
            ),
            models.UniqueConstraint(
                fields=["board", "place"],
                name="tile_alone_in_its_place",
                deferrable=Deferrable.DEFERRED,  # two tiles change places in one transaction
            ),
        )

    def __str__(self) -> str:
        return self.title


class BoardShare(models.Model):
    """Who else sees a board, under their own rights: a person, or whoever has a role."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="shares")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="boards_shared"
    )
    role = models.CharField(max_length=63, blank=True, db_default="", default="")
    made = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("role", "person__username")
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(role=""), name="board_shared_with_one"
            ),
            models.UniqueConstraint(
                fields=["board", "person", "role"],
                nulls_distinct=False,
                name="board_shared_once_with_each",
            ),
        )

    def __str__(self) -> str:
        return self.role or str(self.person)


class Note(models.Model):
    """What happened on a day or some days, as somebody wrote it.

    With a `dimension` it is about these members of it, and only who may see all of them reads it.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    text = models.CharField(max_length=NOTE_CHARACTERS)
    first = models.DateField()
    last = models.DateField()
    dimension = models.CharField(max_length=63, blank=True, db_default="", default="")
    members = ArrayField(models.TextField(), default=list, db_default=[])
    made = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-first", "-id")
        indexes = (models.Index(fields=["first", "last"], name="note_by_days"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="note_days_in_order"),
            models.CheckConstraint(
                condition=Q(dimension="", members__len=0)
                | ~Q(dimension="") & Q(members__len__gt=0),
                name="note_about_members",
            ),
        )

    def __str__(self) -> str:
        return self.text
