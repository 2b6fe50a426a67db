"""The record: what was asked, planned, run and shown, by whom, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

ZERO = "0" * 64  # what the first entry follows


class Chain(models.Model):
    """The head of the one hash chain. Its single row is locked while an entry is added."""

    length = models.BigIntegerField(db_default=0)
    head = models.CharField(max_length=64, db_default=ZERO)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="audit_one_chain"),)

    def __str__(self) -> str:
        return f"{self.length} entries"


class Entry(models.Model):
    """One thing that happened. Rows are only ever added: a trigger refuses all else.

    `hash` covers every other field and the hash of the entry before. `at` is the database's clock.
    `person` is the account of `actor`, which a service has none of. `asking` is the question's id,
    `request` the reference of its request. What people typed is not here: `words_hmac` commits to
    it, and the words themselves stand in `Words`.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=150)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    asking = models.CharField(max_length=40, blank=True, db_default="")
    request = models.CharField(max_length=40, blank=True, db_default="")
    workload = models.CharField(max_length=10, blank=True, db_default="")
    workflow = models.CharField(max_length=40, blank=True, db_default="")
    entitlement = models.CharField(max_length=64, blank=True, db_default="")
    manifest = models.CharField(max_length=200, blank=True, db_default="")
    statement_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    parameters_hmac = models.CharField(max_length=64, blank=True, db_default="")
    words_hmac = models.CharField(max_length=64, blank=True, db_default="")
    rows = models.BigIntegerField(null=True)
    micros = models.BigIntegerField(null=True)
    detail = models.JSONField(db_default={})
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = (
            models.CheckConstraint(condition=Q(seq__gt=0), name="audit_entry_seq_positive"),
            models.CheckConstraint(condition=Q(micros__gte=0), name="audit_entry_micros_positive"),
        )
        indexes = (models.Index(fields=["asking"], name="audit_entry_of_asking"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.action} by {self.actor}"


class Words(models.Model):
    """What a person typed, beside the entry that commits to it. Erasure empties it, once.

    `body` is JSON text, masked before it came here; the entry's `words_hmac` is its HMAC under
    `salt`. Without the salt nobody can try words against the commitment.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="words")
    salt = models.CharField(max_length=64)
    body = models.TextField()
    erased = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "words"
        constraints = (
            models.CheckConstraint(
                condition=Q(erased=None) & ~Q(salt="") & ~Q(body="")
                | Q(erased__isnull=False, salt="", body=""),
                name="audit_words_whole_or_erased",
            ),
        )

    def __str__(self) -> str:
        return f"words of entry {self.entry_id}"


class Segment(models.Model):
    """A stretch of the chain that is over. Once dropped, it is all that is left of its entries.

    `seal` covers the other fields but `dropped`, and the seal before; the entry that made it known
    stands in a later segment of the chain.
    """

    number = models.PositiveIntegerField(primary_key=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)
    dropped = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(first__gt=0, last__gte=F("first")), name="audit_segment_of_entries"
            ),
        )

    def __str__(self) -> str:
        return f"segment {self.number}, entries {self.first} to {self.last}"


class Hold(models.Model):
    """A legal hold: while it stands, no entry that it covers is dropped, and no word erased.

    Without a `person` it covers everybody; without days it covers all time. `until` is the last day
    that it covers.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    placed = models.DateTimeField(db_default=Now())
    lifted = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="audit_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="audit_hold_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"hold {self.pk}"
