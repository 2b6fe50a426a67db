"""May this question be asked for its price, and what did it cost?

The most that a question can cost is reserved before it is spent, in one conditional statement over
every budget that applies, so that questions at the same time never spend the same money; afterwards
the true charges take the reservation's place. A reservation that nobody settled is settled at its
full amount.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Sum
from django.db.models.functions import Now

from bi_app.costs import counters
from bi_app.costs.charge import Charge
from bi_app.costs.models import Budget, Kind, LedgerEntry, Period, Reservation, Scope
from bi_app.costs.standing import Line, Standing, Whose, Work, refusal, standing_of
from bi_app.prepared import insert, prepared

MONITORING = "monitoring"
HELD = ("asking", "user_id", "teams", "day", "micros", "channel", "workload", "workflow")
SETTLE = f"""
    UPDATE costs_reservation SET settled = now() WHERE asking = %s AND settled IS NULL
    RETURNING {", ".join(HELD)}
"""  # noqa: S608  (constants alone)


def stand(user_id: int) -> Standing:
    """How the person stands before anything is held. Raises OverBudget.

    Whoever has no budget, or has one that is overdrawn, stands nowhere.
    """
    lines = counters.look(Whose(user_id))
    if any(not line.id for line in lines):
        counters.open_missing(Whose(user_id))
    if not _have_budget(lines) or any(line.room is not None and line.room < 0 for line in lines):
        raise refusal(lines, 0)
    return standing_of(lines, user_id)


@transaction.atomic
def reserve(work: Work, most: int, standing: Standing | None = None) -> None:
    """Hold `most` micros against every budget that concerns the person. Raises OverBudget."""
    whose = (standing or stand(work.user)).whose
    if not counters.reserve(whose, most, work):
        raise refusal(counters.look(whose), most)


@transaction.atomic
def reserve_more(asking: str, more: int) -> None:
    """Hold `more` micros besides what is held for the asking already. Raises OverBudget."""
    held = Reservation.objects.select_for_update().get(asking=asking, settled=None)
    lines = counters.lock(_whose(held))
    if not counters.hold(lines, more):
        raise refusal(lines, more)
    Reservation.objects.filter(pk=held.pk).update(micros=held.micros + more)


@transaction.atomic
def hold_again(asking: str, most: int) -> bool:
    """Hold at least `most` where an attempt before holds something; says whether one does.

    Raises OverBudget.
    """
    held = Reservation.objects.filter(asking=asking, settled=None).values_list("micros").first()
    if held is not None and held[0] < most:
        reserve_more(asking, most - held[0])
    return held is not None


def settle(asking: str, charges: Sequence[Charge], metrics: Sequence[str] = ()) -> int:
    """Put the true charges in the reservation's place, once; returns what is booked, in micros.

    What was used beyond what was held is booked as far as the budgets have room for it; the rest is
    the installation's own, and stands in the entry's detail. Raises Reservation.DoesNotExist;
    nothing was changed then.
    """
    spent = _settle(asking, charges, metrics)
    if spent is not None:
        return spent
    Reservation.objects.get(asking=asking)
    return booked(asking)


@transaction.atomic(savepoint=False)  # whoever records an answer has begun a transaction
def _settle(asking: str, charges: Sequence[Charge], metrics: Sequence[str]) -> int | None:
    """Nothing where nothing is held for the asking, or no more."""
    with prepared(SETTLE, [asking]) as cursor:
        found = cursor.fetchone()
    if found is None:
        return None
    held = Reservation(**dict(zip(HELD, found, strict=True)))
    whose = _whose(held)
    if sum(charge.micros for charge in charges) > held.micros:
        charges = tuple(_within(charges, _most(counters.lock(whose), held.micros)))
    for charge in charges:
        insert(_entry(held, charge, metrics))
    spent = sum(charge.micros for charge in charges)
    counters.move(whose, held=held.micros, spent=spent)
    return spent


@transaction.atomic
def correct(asking: str, micros: int, reason: str) -> None:
    """Add to what an asking cost, or take back (below zero), by a row of its own.

    Raises Reservation.DoesNotExist, and ValueError where more is taken back than was charged.
    """
    held = Reservation.objects.select_for_update().get(asking=asking, settled__isnull=False)
    if booked(asking) + micros < 0:
        raise ValueError("More than the question cost cannot be taken back.")
    earlier = LedgerEntry.objects.filter(asking=asking, kind=Kind.CORRECTION)
    last = earlier.aggregate(last=Max("call"))["last"]
    charge = Charge(
        Kind.CORRECTION,
        MONITORING,
        micros,
        call=0 if last is None else last + 1,
        detail={"reason": reason},
    )
    _entry(held, charge, _metrics(asking)).save(force_insert=True)
    counters.move(_whose(held), held=0, spent=micros)


def sweep(older_than: timedelta) -> int:
    """Settle forgotten reservations at their full amount; returns how many there were."""
    forgotten = Reservation.objects.filter(settled=None, at__lt=Now() - older_than)
    askings = list(forgotten.order_by("at").values_list("asking", "micros"))
    for asking, micros in askings:
        settle(asking, [Charge(Kind.FORGOTTEN, MONITORING, micros)])
    return len(askings)


def booked(asking: str) -> int:
    """What an asking cost in all, in micros."""
    found = LedgerEntry.objects.filter(asking=asking).aggregate(sum=Sum("micros"))
    return int(found["sum"] or 0)


def open_budget(user_id: int, limit_micros: int) -> None:
    """Give a person a daily budget of their own if there is none yet."""
    Budget.objects.get_or_create(
        scope=Scope.PERSON,
        user_id=user_id,
        period=Period.DAY,
        defaults={"limit_micros": limit_micros},
    )


def _have_budget(lines: Sequence[Line]) -> bool:
    """What a team or the whole may spend gives no person a budget."""
    return any(line.scope is Scope.PERSON and line.limit is not None for line in lines)


def _whose(held: Reservation) -> Whose:
    return Whose(held.user_id, tuple(held.teams), held.day)


def _most(lines: Sequence[Line], held: int) -> int:
    """The most that may be booked: what was held, or more where every budget has room for it."""
    rooms = [line.room + held for line in lines if line.room is not None]
    return max(held, min(rooms, default=held))


def _within(charges: Sequence[Charge], most: int) -> Iterator[Charge]:
    for charge in charges:
        micros = min(charge.micros, most)
        most -= micros
        beyond = charge.micros - micros
        detail = {**charge.detail, "beyond_micros": beyond} if beyond else charge.detail
        yield replace(charge, micros=micros, detail=detail)


def _metrics(asking: str) -> Sequence[str]:
    first = LedgerEntry.objects.filter(asking=asking).order_by("pk").values_list("metrics").first()
    return first[0] if first else ()


def _entry(held: Reservation, charge: Charge, metrics: Sequence[str]) -> LedgerEntry:
    return LedgerEntry(
        asking=held.asking,
        kind=charge.kind,
        call=charge.call,
        user_id=held.user_id,
        teams=held.teams,
        metrics=list(metrics),
        channel=held.channel,
        model=charge.model,
        share=charge.share,
        workload=held.workload,
        workflow=held.workflow,
        day=held.day,
        micros=charge.micros,
        saved_micros=charge.saved_micros,
        saved_by=charge.saved_by or "",
        price_source=charge.price_source,
        price_version=charge.price_version,
        detail=dict(charge.detail),
    )
