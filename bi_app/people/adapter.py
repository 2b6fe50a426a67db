"""How does allauth sign people in here: throttled, recorded, and without telling who exists?"""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app.people import attempts
from bi_app.people.asker import AccountEnded
from bi_app.people.attempts import TooManyAttempts, of_account, of_address
from bi_app.people.happened import Happening, address_of, device, known_as, record
from bi_app.people.models import User

WRONG = gettext_lazy(
    "That name and password do not belong together. Try again; passwords tell capital letters"
    " from small ones."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Wrong names, wrong passwords and ended accounts read the same, and take the same time."""

    error_messages = {  # noqa: RUF012 - as the library declares it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what happened."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name, address = str(credentials.get("username", "")), address_of(request)
        try:
            attempts.count([(of_account(), name), (of_address(), address)])
        except TooManyAttempts as error:
            if error.first:
                _refused(request, name, address, "too often")
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            attempts.forget(of_account(), str(credentials.get("username", "")))
            attempts.take_back(of_address(), address_of(request))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = str(credentials.get("username", ""))
        _refused(request, name, address_of(request), "wrong name or password")

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Service accounts act by key only, whatever a provider says."""
        if user.service:
            _refused(request, user.username, address_of(request), "service account")
            raise PermissionDenied("A service account does not sign in.")
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> NoReturn:
        """Only a provider can bring somebody here whose account was ended."""
        _refused(request, user.username, address_of(request), "account ended")
        said = _("The account %(name)s was ended. Ask an administrator.")
        raise AccountEnded(said % {"name": user.username})


def _refused(request: HttpRequest, name: str, address: str, why: str) -> None:
    who = known_as(name)
    record(Happening.SIGNED_IN, who, "refused", address=address, device=device(request), why=why)
