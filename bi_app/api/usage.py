"""What may somebody still spend, and what did they spend this month?"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Sum
from drf_spectacular.utils import OpenApiResponse, extend_schema
from pydantic import Field
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from bi_app.api.problems import MEDIA_TYPE
from bi_app.api.replies import Part, Problem
from bi_app.api.scope import scope
from bi_app.costs.counters import look
from bi_app.costs.models import LedgerEntry, Period
from bi_app.costs.models import Scope as BudgetScope
from bi_app.costs.money import MICROS
from bi_app.costs.standing import Line, Whose
from bi_app.people.models import Scope, User


class BudgetReply(Part):
    """One's own spending of a day or month; without a `limit` there is no budget for it."""

    period: Period
    begins: date
    resets: date = Field(description="The day on which it starts again, at 00:00 UTC.")
    spent: float
    held: float = Field(description="By questions that are under way.")
    limit: float | None
    soft: float | None = Field(description="Answers warn from here on.")


class UsageReply(Part):
    currency: str
    budgets: list[BudgetReply]
    saved: float = Field(description="What kept results, rollups and rules saved this month.")


REPLIES: dict[Any, Any] = {
    200: UsageReply,
    (401, MEDIA_TYPE): OpenApiResponse(Problem, "No key, or one that is wrong or expired."),
    (403, MEDIA_TYPE): OpenApiResponse(Problem, "A key that was not made for this."),
}


@extend_schema(request=None, responses=REPLIES, tags=["usage"])
@scope(Scope.READ)
@api_view(["GET"])
def usage(request: Request) -> Response:
    """Your own budgets, and what was saved for you."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    lines = look(Whose(request.user.pk, ()))
    own = [line for line in lines if line.scope is BudgetScope.PERSON]
    reply = UsageReply(
        currency=settings.AISLE_CURRENCY,
        budgets=[_budget(line) for line in own],
        saved=_saved(request.user, min(line.begins for line in own)),
    )
    return Response(reply.model_dump(mode="json"), headers={"Cache-Control": "no-store"})


def _budget(line: Line) -> BudgetReply:
    return BudgetReply(
        period=line.period,
        begins=line.begins,
        resets=line.resets,
        spent=line.spent / MICROS,
        held=line.reserved / MICROS,
        limit=None if line.limit is None else line.limit / MICROS,
        soft=None if line.soft is None else line.soft / MICROS,
    )


def _saved(user: User, since: date) -> float:
    entries = LedgerEntry.objects.filter(user=user, day__gte=since)
    return float(entries.aggregate(sum=Sum("saved_micros", default=0))["sum"]) / MICROS
