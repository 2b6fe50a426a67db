"""What does the governed catalogue keep?

Releases are never changed: a trigger holds that, as well as that one of them stays live once one
is. What a verified question asks and means is not changed either. Entries are the index that
retrieval reads; they can be built again from a release and the warehouse at any time.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from pgvector.django import HnswIndex, VectorField

from metrics.minilm import DIMENSIONS


class Release(models.Model):
    """An immutable, hashed, whole model: its YAML files by name."""

    number = models.PositiveIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    files = models.JSONField()
    reason = models.TextField()
    by = models.CharField(max_length=150)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["hash"], name="release_hash_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_number_counts"),
            models.CheckConstraint(
                condition=Q(hash__regex="^[0-9a-f]{64}$"), name="release_hash_is_sha256"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="release_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"release {self.number}"


class Live(models.Model):
    """The one row that points to the live release."""

    id = models.PositiveSmallIntegerField(primary_key=True, db_default=1)
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "live"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="live_is_one_row"),)

    def __str__(self) -> str:
        return f"live: {self.release}"


class GoneLive(models.Model):
    """A release that went live: when, why and by whom. Never changed."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="gone_live")
    at = models.DateTimeField(db_default=Now())
    reason = models.TextField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "gone live"

    def __str__(self) -> str:
        return f"{self.release} at {self.at:%Y-%m-%d %H:%M}"


class VerifiedQuestion(models.Model):
    """A real question whose query plan an owner confirmed, and a second person after them.

    Until then it waits and is recalled for nobody; once withdrawn it is so again. Vectors are
    compared in full: of some thousands an index would save little, and miss some. `metrics` and
    `dimensions` are all that the query names; `release` is the one that it was read under, and
    `hash` is drawn from text and query.
    """

    text = models.TextField()
    query = models.JSONField()
    metrics = ArrayField(models.CharField(max_length=63))
    dimensions = ArrayField(models.CharField(max_length=63))
    hash = models.CharField(max_length=64)
    vector = VectorField(dimensions=DIMENSIONS)
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                Lower("text"), condition=Q(withdrawn_at=None), name="verified_one_plan_a_question"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="verified_asks_something"),
            models.CheckConstraint(
                condition=Q(hash__regex="^[0-9a-f]{64}$"), name="verified_hash_is_sha256"
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("author")),
                name="verified_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(approver=None, approved_at=None)
                | Q(approver__isnull=False, approved_at__isnull=False),
                name="verified_approval_is_dated",
            ),
        )

    def __str__(self) -> str:
        return self.text


class CatalogueEntry(models.Model):
    """A text by which a metric or dimension may be found, and its vector.

    `key` is drawn from kind, name and text, so that releases share what they have in common, and
    going back to one needs no embedding.
    """

    class Kind(models.TextChoices):
        METRIC = "metric"
        DIMENSION = "dimension"

    key = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=9, choices=Kind)
    name = models.CharField(max_length=63)
    text = models.TextField()
    stems = ArrayField(models.TextField())
    vector = VectorField(dimensions=DIMENSIONS)

    class Meta:
        ordering = ("kind", "name", "text")
        verbose_name_plural = "catalogue entries"
        indexes = (
            GinIndex(fields=["stems"], name="catalogue_stems"),
            HnswIndex(fields=["vector"], name="catalogue_vector", opclasses=["vector_cosine_ops"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["metric", "dimension"]), name="catalogue_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"


class ValueEntry(models.Model):
    """A text by which a member of a dimension may be found.

    `compact` is the folded text without its blanks, `bag` its stems in alphabetical order,
    `words` its folded words. `scope` maps the dimensions of row policies to the members under
    which the value occurs; what it does not name is open. `digest` covers all that may change.
    """

    dimension = models.CharField(max_length=63)
    value = models.TextField()
    text = models.TextField()
    word = models.BooleanField(db_default=False)  # the model's own word for it
    compact = models.TextField(db_collation="C")
    bag = models.TextField(db_collation="C")
    words = ArrayField(models.TextField(db_collation="C"))
    scope = models.JSONField(db_default={})
    digest = models.CharField(max_length=32)
    vector = VectorField(dimensions=DIMENSIONS, null=True)

    class Meta:
        ordering = ("dimension", "value", "text")
        verbose_name_plural = "value entries"
        indexes = (
            # in the collation C an ordinary index finds beginnings as well
            models.Index(fields=["compact"], name="value_compact"),
            models.Index(fields=["dimension", "compact"], name="value_beginning"),
            models.Index(fields=["bag"], name="value_bag"),
            GinIndex(fields=["words"], name="value_words", fastupdate=False),
            HnswIndex(fields=["vector"], name="value_vector", opclasses=["vector_cosine_ops"]),
            # few of a million have one; where an asker may see fewer still, they are read in full
            models.Index(
                fields=["dimension"], condition=Q(vector__isnull=False), name="value_with_vector"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["dimension", "value", "text"], name="value_text_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dimension}: {self.text}"


class ValueWord(models.Model):
    """A word of members' texts, and how many texts have it."""

    word = models.TextField(primary_key=True, db_collation="C")
    stem = models.TextField(db_collation="C")
    texts = models.PositiveIntegerField()

    class Meta:
        indexes = (models.Index(fields=["stem"], name="value_word_stem"),)

    def __str__(self) -> str:
        return self.word


class CommonWord(models.Model):
    """A dimension and scope in which a word stands that many texts have.

    Of a rarer word the members themselves are looked at; of one that ten thousand have, to find
    out that none of them is open would take longer than a question may.
    """

    word = models.TextField(db_collation="C")
    dimension = models.CharField(max_length=63)
    scope = models.JSONField(db_default={})

    class Meta:
        indexes = (models.Index(fields=["word"], name="common_word"),)

    def __str__(self) -> str:
        return f"{self.word}: {self.dimension}"


class ValueSpelling(models.Model):
    """A key that a word of the vocabulary shares with its misspellings."""

    key = models.TextField(db_collation="C")
    word = models.TextField(db_collation="C")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key", "word"], name="value_spelling_unique"),
        )
        indexes = (models.Index(fields=["word"], name="value_spelling_word"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"
