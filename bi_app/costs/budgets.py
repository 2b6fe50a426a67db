"""Who sets which budget, and who asks for more? Each change stands in the record."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from bi_app.audit.record import AuditEntry, append
from bi_app.costs.counters import look
from bi_app.costs.models import Budget, MoreAsked, Period, Scope
from bi_app.costs.standing import Whose
from bi_app.masked import mask
from bi_app.people.models import Team, User

LONGEST_REASON = 300


@transaction.atomic
def set_budget(
    scope: Scope,
    period: Period,
    limit: int,
    soft: int | None = None,
    *,
    user: User | None = None,
    team: Team | None = None,
    owner: User | None = None,
    by: str,
) -> Budget:
    """Put the limits in the place of those that were there. `by` names who does it."""
    budget, _ = Budget.objects.update_or_create(
        scope=scope,
        period=period,
        user=user,
        team=team,
        defaults={
            "limit_micros": limit,
            "soft_micros": soft,
            **({} if owner is None else {"owner": owner}),
        },
    )
    record_budget(budget, by)
    return budget


def record_budget(budget: Budget, by: str) -> None:
    """Put what a budget is from now on in the record."""
    detail = {
        "budget": str(budget),
        "limit_micros": budget.limit_micros,
        "soft_micros": budget.soft_micros,
    }
    append(AuditEntry(actor=by, action="budget_set", outcome="done", detail=detail))


@transaction.atomic
def ask_for_more(user: User, period: Period, reason: str) -> None:
    """Ask the administrators for more; one open request of a kind is enough."""
    _, new = MoreAsked.objects.get_or_create(
        user=user,
        period=period,
        decided_at=None,
        defaults={"reason": mask(reason.strip())[:LONGEST_REASON]},
    )
    if new:
        detail = {"period": period.value}
        append(AuditEntry(actor=user.username, action="more_asked", outcome="asked", detail=detail))


def open_requests() -> QuerySet[MoreAsked]:
    """What administrators have to decide, the oldest first."""
    return MoreAsked.objects.filter(decided_at=None).select_related("user").order_by("at")


@transaction.atomic
def decide(request_id: int, granted: int | None, by: User) -> None:
    """Grant a new limit, or decline (None). Raises MoreAsked.DoesNotExist where it is decided."""
    asked = MoreAsked.objects.select_for_update().get(pk=request_id, decided_at=None)
    MoreAsked.objects.filter(pk=asked.pk).update(
        decided_at=Now(), decided_by=by, granted_micros=granted
    )
    outcome = "declined" if granted is None else "granted"
    detail = {"for": asked.user.username, "period": asked.period, "limit_micros": granted}
    append(AuditEntry(actor=by.username, action="more_decided", outcome=outcome, detail=detail))
    if granted is not None:
        soft = _soft(asked, granted)
        period = Period(asked.period)
        set_budget(Scope.PERSON, period, granted, soft, user=asked.user, by=by.username)


def _soft(asked: MoreAsked, granted: int) -> int | None:
    """The warning stays at the same part of the limit."""
    lines = look(Whose(asked.user_id, ()))
    own = (line for line in lines if line.scope is Scope.PERSON and line.period == asked.period)
    line = next(own, None)
    if line is None or line.soft is None or not line.limit:
        return None
    return granted * line.soft // line.limit
