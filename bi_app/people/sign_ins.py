"""Where is somebody signed in, and how does a sign-in end at once?

A sign-in is a row beside its session: the session's row deleted, the next request is nobody's.
"""

import time
from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from bi_app.people.happened import Happening, address_of, device, record
from bi_app.people.models import SignIn, User

SEEN = "seen"  # in the session: when the row was last written
SEEN_EVERY_S = 60.0


def sign_ins(user: User) -> QuerySet[SignIn]:
    """The latest first; sessions that ran out are no sign-ins any more."""
    return user.sign_ins.filter(session__expire_date__gt=Now()).order_by("-last_seen")


@transaction.atomic
def end(user: User, sign_in: UUID, actor: User) -> bool:
    """End one sign-in of the user; False where there is no such."""
    found = SignIn.objects.select_for_update().filter(user=user, pk=sign_in).first()
    if found is None:
        return False
    record(Happening.SIGN_IN_ENDED, actor.username, whose=user.username, address=found.address)
    Session.objects.filter(pk=found.session_id).delete()
    return True


@transaction.atomic
def end_all(user: User, actor: str, but: str | None = None) -> int:
    """End every sign-in of the user but that of the session `but`; returns how many there were."""
    found = user.sign_ins.exclude(session_id=but)
    sessions = list(found.values_list("session_id", flat=True))
    if sessions:
        record(Happening.SIGN_IN_ENDED, actor, whose=user.username, sign_ins=len(sessions))
    Session.objects.filter(pk__in=sessions).delete()
    return len(sessions)


def keep_sign_ins(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: notes once a minute when and from where each session was last used."""

    def respond(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and _is_stale(request):
            try:
                _note(request, request.user)
            except IntegrityError:  # the session ended a moment ago
                logout(request)
        return get_response(request)

    return respond


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: object) -> None:
    how = [each["method"] for each in request.session.get("account_authentication_methods", [])]
    record(
        Happening.SIGNED_IN,
        user.username,
        address=address_of(request),
        device=device(request),
        by=how,
    )
    request.session.save()  # a sign-in refers to its session's row
    _note(request, user)


@receiver(user_logged_out)
def _signed_out(user: User | None, **_: object) -> None:
    if user is not None:
        record(Happening.SIGNED_OUT, user.username)


def _is_stale(request: HttpRequest) -> bool:
    return time.time() - float(request.session.get(SEEN, 0)) > SEEN_EVERY_S


def _note(request: HttpRequest, user: User) -> None:
    SignIn.objects.update_or_create(
        session_id=request.session.session_key,
        defaults={
            "user": user,
            "address": address_of(request),
            "device": device(request),
            "last_seen": Now(),
        },
    )
    request.session[SEEN] = time.time()
