"""What was asked, in which conversation, and what came of it?

Rows of data are not kept: a link to an answer runs its query again under the reader's own rights.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bi_app.workload import Channel, Workload


class Status(models.TextChoices):
    ANSWERED = "answered"
    CLARIFICATION = "clarification"
    REFUSED = "refused"
    FAILED = "failed"


class RouteTaken(models.TextChoices):
    """How a question was understood. A query that was sent as one has none."""

    RECALLED = "recalled"
    VERIFIED = "verified"
    RULES = "rules"
    SMALL = "small"
    LARGE = "large"


BY_MODELS = frozenset({RouteTaken.SMALL, RouteTaken.LARGE})


TITLE_CHARACTERS = 120
LINKED = "^[A-Za-z0-9_-]{43}$"  # a token of 256 random bits


class Conversation(models.Model):
    """Questions of one person that may follow each other up. Nobody else can find it.

    Without a `title` of its own it goes by its first question. One that its owner `deleted` is
    read by nobody any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conversations"
    )
    title = models.CharField(max_length=TITLE_CHARACTERS, blank=True, db_default="")
    created = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["owner", "-created"], name="conversation_by_owner"),)

    def __str__(self) -> str:
        return f"{self.owner}, {self.created:%Y-%m-%d %H:%M}"


class Question(models.Model):
    """One thing that was asked. `text` is empty where a query was sent in place of words.

    A look is in no conversation, unless it is at one of its turns. `edits` is the question whose
    query somebody changed by a pick: the one that was asked in words, however often it was changed
    since.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, null=True, related_name="questions"
    )
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="questions")
    text = models.TextField(blank=True, db_default="")
    workload = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Workload]
    )
    workflow = models.CharField(max_length=40, blank=True, db_default="")
    edits = models.ForeignKey("self", models.PROTECT, null=True, related_name="edited_by")
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (
            models.Index(fields=["conversation", "asked_at"], name="question_in_conversation"),
            models.Index(fields=["asker", "asked_at"], name="question_by_asker"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(conversation__isnull=False) | Q(workload=Workload.VIEW.value),
                name="question_asked_in_a_conversation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id}"


class Job(models.Model):
    """A question that takes longer than a request, until it stands in the record.

    It waits for a worker, or one has it leased; a lease that ran out is another's to take, and
    `attempt` tells the two apart. `query` is what was sent in place of words, `defined_by` the
    release that defines its metrics where the live one does not. `flight` names the statement
    whose rows it is about. `cancelled` is when its asker stopped it.
    """

    question = models.OneToOneField(Question, models.PROTECT, primary_key=True, related_name="job")
    query = models.JSONField(null=True)
    defined_by = models.PositiveIntegerField(null=True)
    confirmed = models.BooleanField(db_default=False)
    channel = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Channel]
    )
    trace_id = models.CharField(max_length=40)
    flight = models.CharField(max_length=100, blank=True, db_default="")
    attempt = models.PositiveSmallIntegerField(db_default=0)
    leased_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    cancelled = models.DateTimeField(null=True)
    deadline = models.DateTimeField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(leased_until=None) | Q(attempt__gt=0), name="job_leased_to_an_attempt"
            ),
            models.CheckConstraint(condition=Q(deadline__gt=models.F("at")), name="job_has_time"),
        )

    def __str__(self) -> str:
        return f"{self.question_id}, attempt {self.attempt}"


class SharedAnswer(models.Model):
    """The link of an answer: who is signed in and has it looks under their own rights.

    `question` is the one whose query runs for them: the asker's own, or one that a pick made.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="links")
    token = models.CharField(max_length=43, unique=True)
    made = models.DateTimeField(db_default=Now())
    taken_back = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["question"], condition=Q(taken_back=None), name="shared_by_one_link"
            ),
            models.CheckConstraint(
                condition=Q(token__regex=LINKED), name="shared_by_a_whole_token"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question_id}"


class Grounds(models.Model):
    """What answers stood on besides query and release, kept once by its hash (`grounds.py`)."""

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()

    class Meta:
        verbose_name_plural = "grounds"

    def __str__(self) -> str:
        return self.digest


class AnswerRecord(models.Model):
    """What came of a question, and what produced it. Written once, with its audit entry.

    `metric_query` is what was understood, `choices` what a clarification offered; `code` says why
    a question was refused or failed, `told` what its asker read in place of rows and `nearest` what
    could be asked instead. `assumed` and `chosen` are what its words left to defaults and to the
    asker's remembered choices, `words` what each stretch of them became (`ties.py`), `changes` how
    a follow-up differs from what was before.
    `timings` holds milliseconds by step and by life-cycle share.
    """

    question = models.OneToOneField(
        Question, models.PROTECT, primary_key=True, related_name="answer"
    )
    status = models.CharField(max_length=13, choices=Status)
    code = models.CharField(max_length=30, blank=True, db_default="")
    route = models.CharField(max_length=8, choices=RouteTaken, blank=True, db_default="")
    metric_query = models.JSONField(null=True)
    choices = models.JSONField(db_default=[])
    told = models.TextField(blank=True, db_default="")
    nearest = models.JSONField(db_default=[])
    interpretation = models.TextField(blank=True, db_default="")
    assumed = models.JSONField(db_default=[])
    chosen = models.JSONField(db_default=[])
    words = models.JSONField(db_default=[])
    changes = models.JSONField(db_default=[])
    statement_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    entitlement = models.CharField(max_length=64, blank=True, db_default="")
    release = models.PositiveIntegerField()
    manifest = models.CharField(max_length=200)
    data_version = models.CharField(max_length=200, blank=True, db_default="")
    grounds = models.ForeignKey(Grounds, models.PROTECT, null=True, related_name="+")
    row_count = models.PositiveIntegerField(null=True)
    cost_micros = models.BigIntegerField(db_default=0)
    timings = models.JSONField(db_default={})
    trace_id = models.CharField(max_length=40, blank=True, db_default="")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="answer_status_known"
            ),
            models.CheckConstraint(
                condition=Q(route="") | Q(route__in=list(RouteTaken)), name="answer_route_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["answered", "clarification"], code="")
                | Q(status__in=["refused", "failed"]) & ~Q(code=""),
                name="answer_declined_with_a_code",
            ),
            models.CheckConstraint(condition=Q(cost_micros__gte=0), name="answer_cost_positive"),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.code}".strip()
