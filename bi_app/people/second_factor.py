"""How does a code of an app, or a recovery code, prove who somebody is besides the password?

The library makes and checks the codes; here they are throttled, good for one use by any process,
recorded, and their secrets kept encrypted.
"""

import base64
from collections.abc import Callable
from datetime import timedelta

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from bi_app.people import attempts
from bi_app.people.attempts import Limit, TooManyAttempts
from bi_app.people.happened import Happening, address_of, record
from bi_app.people.models import User

CODES = Limit("code", 6)  # of a million that a code may be
SAME_CODE = Limit("same code", 1, timedelta(minutes=5))  # an app's is good for 90 s
WRONG = gettext_lazy(
    "That code is not right, or was used already. Wait for the next one and try again."
)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Secrets are kept encrypted, under a key of the installation's own secret."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG}  # noqa: RUF012

    def encrypt(self, text: str) -> str:
        return _sealed().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that cannot be read any more opens nothing."""
        try:
            return _sealed().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise PermissionDenied("This second factor cannot be read any more.") from error


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of somebody who is signing in."""

    def clean_code(self) -> str:
        return _once(self.user, super().clean_code)


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """A code of somebody who is signed in, and about to change how they sign in."""

    def clean_code(self) -> str:
        return _once(self.user, super().clean_code)


def _once(user: User, checked: Callable[[], str]) -> str:
    try:
        attempts.count([(CODES, str(user.pk))])
    except TooManyAttempts as error:
        if error.first:
            record(Happening.SIGNED_IN, user.username, "refused", why="codes tried too often")
        raise
    code = checked()
    if not attempts.first_time(SAME_CODE, f"{user.pk} {code}"):
        raise SecondFactorAdapter().validation_error("incorrect_code")
    attempts.forget(CODES, str(user.pk))
    return code


def _sealed() -> Fernet:
    key = salted_hmac("second factors", "seal", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


@receiver(authentication_failed)
def _refused(request: HttpRequest, user: User, **_: object) -> None:
    address = address_of(request)
    record(Happening.SIGNED_IN, user.username, "refused", address=address, why="wrong code")


@receiver(post_save, sender=Authenticator)
def _added(instance: Authenticator, created: bool, **_: object) -> None:
    if created:
        _changed(Happening.SECOND_FACTOR_ADDED, instance)


@receiver(post_delete, sender=Authenticator)
def _removed(instance: Authenticator, **_: object) -> None:
    _changed(Happening.SECOND_FACTOR_REMOVED, instance)


def _changed(what: Happening, factor: Authenticator) -> None:
    """By the person, or by an operator in their place."""
    request = context.request
    signed_in = request is not None and request.user.is_authenticated
    actor = request.user if signed_in else factor.user
    record(what, actor.username, whose=factor.user.username, kind=factor.type)
