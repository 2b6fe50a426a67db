"""May this question be asked for its price, and what did it cost?

The most that a question can cost is reserved before it is asked, in one conditional statement, so
that questions at the same time never spend the same money; afterwards the true charges take the
reservation's place. A reservation that nobody settled is settled at its full amount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest, Now

from bi_app.costs.models import Budget, LedgerEntry, Reservation
from semantic_layer.errors import OverBudget

RESERVE = """
    UPDATE costs_budget
       SET spent_micros = CASE WHEN day = CURRENT_DATE THEN spent_micros ELSE 0 END,
           reserved_micros = reserved_micros + %(most)s,
           day = CURRENT_DATE
     WHERE user_id = %(user)s
       AND CASE WHEN day = CURRENT_DATE THEN spent_micros ELSE 0 END
           + reserved_micros + %(most)s <= limit_micros
 RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Charge:
    """`kind` is what was used (warehouse, model); `share` the step of the life cycle it served."""

    kind: str
    share: str
    micros: int
    detail: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def reserve(user_id: int, asking: str, workload: str, workflow: str, most_micros: int) -> None:
    """Hold the most that a question can cost. Raises OverBudget."""
    with connection.cursor() as cursor:
        cursor.execute(RESERVE, {"user": user_id, "most": most_micros})
        row = cursor.fetchone()
    if row is None:
        raise OverBudget(_why(user_id))
    Reservation.objects.create(
        asking=asking, budget_id=row[0], micros=most_micros, workload=workload, workflow=workflow
    )


@transaction.atomic
def settle(asking: str, charges: Sequence[Charge]) -> int:
    """Put the true charges in the reservation's place, once; returns their sum in micros."""
    held = Reservation.objects.select_for_update().select_related("budget").get(asking=asking)
    spent = sum(charge.micros for charge in charges)
    if held.settled is not None:
        return spent
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            asking=asking,
            user_id=held.budget.user_id,
            kind=charge.kind,
            share=charge.share,
            micros=charge.micros,
            workload=held.workload,
            workflow=held.workflow,
            detail=dict(charge.detail),
        )
        for charge in charges
    )
    Reservation.objects.filter(pk=held.pk).update(settled=Now())
    Budget.objects.filter(pk=held.budget_id).update(
        reserved_micros=Greatest(F("reserved_micros") - held.micros, 0),
        spent_micros=F("spent_micros") + spent,
    )
    return spent


def sweep(older_than: timedelta) -> int:
    """Settle forgotten reservations at their full amount; returns how many there were."""
    forgotten = Reservation.objects.filter(settled=None, at__lt=Now() - older_than)
    askings = list(forgotten.values_list("asking", "micros"))
    for asking, micros in askings:
        settle(asking, [Charge("forgotten", "monitoring", micros)])
    return len(askings)


def open_budget(user_id: int, limit_micros: int) -> None:
    """Give a person a daily budget if there is none yet."""
    Budget.objects.get_or_create(user_id=user_id, defaults={"limit_micros": limit_micros})


def _why(user_id: int) -> str:
    if not Budget.objects.filter(user_id=user_id).exists():
        return "You have no budget yet. An administrator can give you one."
    return (
        "Your budget for today is used up. It starts again at midnight UTC; "
        "an administrator can raise it."
    )
