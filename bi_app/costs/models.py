"""What may be spent, what is spent and held, and every charge.

Amounts are whole millionths (micros) of the currency of the settings. Days and months are the
database's, UTC.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bi_app.workload import Channel, Workload


class Scope(models.TextChoices):
    """Whose spending: one person's, a team's members' together, or everybody's."""

    PERSON = "person"
    TEAM = "team"
    WHOLE = "whole"


class Period(models.TextChoices):
    DAY = "day"
    MONTH = "month"


class Kind(models.TextChoices):
    """What was used. Tokens are of language models; a correction takes back or adds."""

    WAREHOUSE = "warehouse"
    PROMPT = "prompt_tokens"
    CACHED = "cached_tokens"
    COMPLETION = "completion_tokens"
    EMBEDDING = "embedding_tokens"
    INTERPRETING = "interpreting"  # by rules: free, and what a model would have cost is saved
    EXPORT = "export"
    FORGOTTEN = "forgotten"  # a reservation that nobody settled, at its full amount
    CORRECTION = "correction"


class SavedBy(models.TextChoices):
    CACHE = "cache"
    ROLLUP = "rollup"
    RULES = "rules"


class Budget(models.Model):
    """What may be spent a day or a month, and from where on there are warnings.

    A person's budget without a user is the default: it holds for each person who has none of
    their own for that period. Somebody whom no row concerns is answered nothing. The `owner` may
    see who spent it, besides the administrators.
    """

    scope = models.CharField(max_length=6, choices=Scope, db_default=Scope.PERSON)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="budgets"
    )
    team = models.ForeignKey(
        "people.Team", models.PROTECT, null=True, blank=True, related_name="budgets"
    )
    period = models.CharField(max_length=5, choices=Period, db_default=Period.DAY)
    limit_micros = models.BigIntegerField()
    soft_micros = models.BigIntegerField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(scope=Scope.PERSON, team=None)
                | Q(scope=Scope.TEAM, user=None, team__isnull=False)
                | Q(scope=Scope.WHOLE, user=None, team=None),
                name="budget_of_its_scope",
            ),
            models.CheckConstraint(condition=Q(period__in=list(Period)), name="budget_period"),
            models.CheckConstraint(condition=Q(limit_micros__gte=0), name="budget_limit_positive"),
            models.CheckConstraint(
                condition=Q(soft_micros=None)
                | Q(soft_micros__gte=0, soft_micros__lte=models.F("limit_micros")),
                name="budget_soft_within_limit",
            ),
            models.UniqueConstraint(
                fields=["user", "period"], condition=Q(user__isnull=False), name="budget_of_person"
            ),
            models.UniqueConstraint(
                fields=["team", "period"], condition=Q(team__isnull=False), name="budget_of_team"
            ),
            models.UniqueConstraint(
                fields=["scope", "period"],
                condition=Q(user=None, team=None),
                name="budget_of_nobody_else",
            ),
        )

    def __str__(self) -> str:
        whose = self.user or self.team or ("everybody" if self.scope == Scope.WHOLE else "each")
        return f"{whose}, {self.limit_micros} micros a {self.period}"


class Spending(models.Model):
    """What one subject spent and holds in one day or month, budget or not.

    `subject` is the id of the person or team, 0 for the whole. A new day or month is a new row, so
    that what is settled late is counted where it was held.
    """

    scope = models.CharField(max_length=6, choices=Scope)
    subject = models.BigIntegerField()
    period = models.CharField(max_length=5, choices=Period)
    begins = models.DateField()
    spent_micros = models.BigIntegerField(db_default=0)
    reserved_micros = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scope", "subject", "period", "begins"], name="spending_once"
            ),
            models.CheckConstraint(
                condition=Q(spent_micros__gte=0), name="spending_spent_positive"
            ),
            models.CheckConstraint(
                condition=Q(reserved_micros__gte=0), name="spending_reserved_positive"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.subject}, {self.period} from {self.begins}"


class Reservation(models.Model):
    """What one question may cost at most, held against its day until it is settled.

    `teams` are those of the person when it was held.
    """

    asking = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    teams = ArrayField(models.BigIntegerField(), db_default=[], default=list)
    day = models.DateField()
    micros = models.BigIntegerField()
    channel = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Channel]
    )
    workload = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Workload]
    )
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

    `call` counts the uses of one kind within an asking, from 0. `share` is the step of a question's
    life cycle that the cost belongs to. `saved_micros` is what it would have cost more without
    `saved_by`: no money, and in no budget.
    """

    asking = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    call = models.PositiveSmallIntegerField(db_default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    teams = ArrayField(models.BigIntegerField(), db_default=[], default=list)
    metrics = ArrayField(models.CharField(max_length=100), db_default=[], default=list)
    channel = models.CharField(max_length=10, blank=True, db_default="")
    model = models.CharField(max_length=100, blank=True, db_default="")
    share = models.CharField(max_length=12)
    workload = models.CharField(max_length=10)
    workflow = models.CharField(max_length=40, blank=True, db_default="")
    day = models.DateField()
    micros = models.BigIntegerField()
    saved_micros = models.BigIntegerField(db_default=0)
    saved_by = models.CharField(max_length=6, choices=SavedBy, blank=True, db_default="")
    price_source = models.CharField(max_length=20, blank=True, db_default="")
    price_version = models.CharField(max_length=64, blank=True, db_default="")
    detail = models.JSONField(db_default={})
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "ledger entries"
        constraints = (
            models.UniqueConstraint(fields=["asking", "kind", "call"], name="ledger_charged_once"),
            models.CheckConstraint(
                condition=Q(micros__gte=0) | Q(kind=Kind.CORRECTION), name="ledger_micros_positive"
            ),
            models.CheckConstraint(condition=Q(saved_micros__gte=0), name="ledger_saved_positive"),
        )
        indexes = (
            models.Index(fields=["user", "day"], name="ledger_by_user"),
            models.Index(fields=["day"], name="ledger_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.micros} micros {self.kind} for {self.asking}"


class MoreAsked(models.Model):
    """Somebody over a budget asked for more; an administrator grants it or not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    period = models.CharField(max_length=5, choices=Period)
    reason = models.CharField(max_length=300, blank=True, db_default="")
    at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    granted_micros = models.BigIntegerField(null=True)  # the new limit; empty where it was declined

    class Meta:
        verbose_name_plural = "more asked"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "period"], condition=Q(decided_at=None), name="more_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, granted_micros=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="more_decided_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, more a {self.period}"
