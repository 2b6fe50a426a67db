"""By which key does a machine act, for whom, and for what?"""

import re
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from bi_app.people.happened import Happening, record
from bi_app.people.models import EVERYDAY, ApiKey, Scope, User

FORM = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}")  # what a generated key looks like
SEEN_EVERY = timedelta(minutes=1)  # how exact `last_used` is: not a write for each request


@transaction.atomic
def new_key(
    user: User,
    name: str,
    scopes: Collection[Scope] = EVERYDAY,
    days: int | None = None,
    actor: str = "",
) -> str:
    """Make a key for the user, good for some days. It is shown this once; only its hash is kept."""
    named = sorted(scope.value for scope in scopes)
    kept, key = ApiKey.objects.create_key(
        user=user,
        name=name,
        scopes=named,
        expiry_date=timezone.now() + timedelta(days=days or settings.AISLE_KEY_DAYS),
    )
    record(
        Happening.KEY_MADE,
        actor or user.username,
        whose=user.username,
        key=kept.prefix,
        scopes=named,
        until=kept.expiry_date,
    )
    return str(key)


def keys_of(user: User) -> QuerySet[ApiKey]:
    """Those that can be used, the latest first."""
    return _usable().filter(user=user).order_by("-created")


@transaction.atomic
def end_keys(user: User, actor: str, prefix: str | None = None) -> int:
    """End the user's keys, or the one with that prefix, at once; how many there were."""
    found = user.api_keys.filter(revoked=False)
    prefixes = list(
        (found if prefix is None else found.filter(prefix=prefix)).values_list("prefix")
    )
    for (each,) in prefixes:
        record(Happening.KEY_ENDED, actor, whose=user.username, key=each)
        found.filter(prefix=each).update(revoked=True)
    return len(prefixes)


def owner_of(text: str) -> ApiKey | None:
    """The key that the text is, with its user; None when it is wrong, revoked or expired."""
    if not FORM.fullmatch(text):
        return None
    prefix = text.partition(".")[0]
    key = _usable().filter(user__is_active=True, prefix=prefix).select_related("user").first()
    if key is None or not key.is_valid(text):
        return None
    _seen(key)
    return key


def _usable() -> QuerySet[ApiKey]:
    found: QuerySet[ApiKey] = ApiKey.objects.get_usable_keys()
    return found.filter(Q(expiry_date=None) | Q(expiry_date__gt=Now()))


def _seen(key: ApiKey) -> None:
    if key.last_used is None or key.last_used < timezone.now() - SEEN_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used=Now())
