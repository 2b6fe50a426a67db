"""By which key does a machine act, and for whom?"""

import re
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from bi_app.people.models import ApiKey, User

FORM = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}")  # what a generated key looks like
SEEN_EVERY = timedelta(minutes=1)  # how exact `last_used` is: not a write for each request


def new_key(user: User, name: str) -> str:
    """Make a key for the user. It is shown this once; only its hash is kept."""
    _, key = ApiKey.objects.create_key(user=user, name=name)
    return str(key)


def owner_of(text: str) -> ApiKey | None:
    """The key that the text is, with its user; None when it is wrong, revoked or expired."""
    if not FORM.fullmatch(text):
        return None
    prefix = text.partition(".")[0]
    key: ApiKey | None = (
        ApiKey.objects.get_usable_keys()
        .filter(Q(expiry_date=None) | Q(expiry_date__gt=Now()), user__is_active=True)
        .select_related("user")
        .filter(prefix=prefix)
        .first()
    )
    if key is None or not key.is_valid(text):
        return None
    _seen(key)
    return key


def _seen(key: ApiKey) -> None:
    if key.last_used is None or key.last_used < timezone.now() - SEEN_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used=Now())
