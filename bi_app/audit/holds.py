"""Which legal holds stand, and what do they keep from being dropped or erased?"""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.functions import Now

from bi_app.audit.models import Hold
from bi_app.audit.record import AuditEntry, append
from semantic_layer.errors import AisleError


class NoSuchHold(AisleError):
    """There is no hold of that number, or it was lifted."""


@transaction.atomic
def place(
    reason: str, by: str, person_id: int | None, since: date | None, until: date | None
) -> Hold:
    """Keep what a person did, what happened on some days, or everything, until it is lifted."""
    hold = Hold.objects.create(person_id=person_id, since=since, until=until, reason=reason, by=by)
    append(_about(hold, "hold_placed", by))
    return hold


@transaction.atomic
def lift(number: int, by: str) -> Hold:
    """Raises NoSuchHold."""
    hold = Hold.objects.select_for_update().filter(pk=number, lifted=None).first()
    if hold is None:
        raise NoSuchHold(f"No hold {number} stands: `manage.py audit holds` lists them.")
    Hold.objects.filter(pk=number).update(lifted=Now())
    append(_about(hold, "hold_lifted", by))
    return hold


def standing() -> list[Hold]:
    return list(Hold.objects.filter(lifted=None).select_related("person").order_by("pk"))


def told(hold: Hold) -> str:
    """A hold in words: whom and which days it covers."""
    whom = "everybody" if hold.person_id is None else _name(hold.person_id)
    days = [f"from {hold.since}" if hold.since else "", f"until {hold.until}" if hold.until else ""]
    return " ".join([f"hold {hold.pk} on {whom}", *(each for each in days if each)])


def _about(hold: Hold, action: str, by: str) -> AuditEntry:
    detail = {
        "hold": hold.pk,
        "person": hold.person_id,
        "since": hold.since,
        "until": hold.until,
    }
    return AuditEntry(actor=by, action=action, outcome="done", detail=detail)


def _name(person_id: int) -> str:
    return str(get_user_model().objects.get(pk=person_id))
