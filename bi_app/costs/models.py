"""What may be spent, what is held while asking, and what was spent.

Amounts are whole millionths (micros) of the currency of the settings. Days are the database's, UTC.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate


class Budget(models.Model):
    """What a person may spend a day. Without a row there is no budget, and nothing is answered."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="budget")
    limit_micros = models.BigIntegerField()
    day = models.DateField(db_default=TruncDate(Now()))
    spent_micros = models.BigIntegerField(db_default=0)
    reserved_micros = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(limit_micros__gte=0), name="budget_limit_positive"),
            models.CheckConstraint(condition=Q(spent_micros__gte=0), name="budget_spent_positive"),
            models.CheckConstraint(
                condition=Q(reserved_micros__gte=0), name="budget_reserved_positive"
            ),
        )

    def __str__(self) -> str:
        return f"{self.limit_micros} micros a day"


class Reservation(models.Model):
    """What one question may cost at most, held until it is settled."""

    asking = models.CharField(max_length=40, unique=True)
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="reservations")
    micros = models.BigIntegerField()
    workload = models.CharField(max_length=10)
    workflow = models.CharField(max_length=40, blank=True, db_default="")
    at = models.DateTimeField(db_default=Now())
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(micros__gte=0), name="reservation_micros_positive"),
        )
        indexes = (models.Index(fields=["at"], condition=Q(settled=None), name="reservation_open"),)

    def __str__(self) -> str:
        return f"{self.micros} micros for {self.asking}"


class LedgerEntry(models.Model):
    """One charge. Rows are only ever added; a correction is a row of its own.

    `share` is the step of a question's life cycle that the cost belongs to.
    """

    asking = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    share = models.CharField(max_length=12)
    micros = models.BigIntegerField()
    workload = models.CharField(max_length=10)
    workflow = models.CharField(max_length=40, blank=True, db_default="")
    detail = models.JSONField(db_default={})
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "ledger entries"
        constraints = (
            models.UniqueConstraint(fields=["asking", "kind"], name="ledger_charged_once"),
        )
        indexes = (models.Index(fields=["user", "at"], name="ledger_by_user"),)

    def __str__(self) -> str:
        return f"{self.micros} micros {self.kind} for {self.asking}"
