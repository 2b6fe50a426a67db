"""The record: what was asked, planned and run, by whom, and what came of it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Chain(models.Model):
    """The head of the one hash chain. Its single row is locked while an entry is added."""

    length = models.BigIntegerField(db_default=0)
    head = models.CharField(max_length=64, db_default="0" * 64)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="audit_one_chain"),)

    def __str__(self) -> str:
        return f"{self.length} entries"


class Entry(models.Model):
    """One thing that happened. Rows are only ever added: a trigger refuses all else.

    `hash` covers every other field and the hash of the entry before. `at` is the database's clock.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    asking = models.CharField(max_length=40, blank=True, db_default="")
    workload = models.CharField(max_length=10, blank=True, db_default="")
    workflow = models.CharField(max_length=40, blank=True, db_default="")
    entitlement = models.CharField(max_length=64, blank=True, db_default="")
    statement_sha256 = models.CharField(max_length=64, blank=True, db_default="")
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

    def __str__(self) -> str:
        return f"{self.seq} {self.action} by {self.actor}"
