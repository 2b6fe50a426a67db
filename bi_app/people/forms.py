"""By which forms do people sign in, and make keys for themselves?"""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.http import HttpRequest

from bi_app.people.models import EVERYDAY, Scope, User

NAME_KEPT = 50


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """The name travels as `username`, which browsers fill in."""

    def add_prefix(self, field_name: str) -> str:
        return "username" if field_name == "login" else field_name


class KeyForm(forms.Form):
    """`name` is for the owner; only operators make keys that administer."""

    name = forms.CharField(max_length=NAME_KEPT)
    scopes = forms.MultipleChoiceField(initial=[scope.value for scope in EVERYDAY])
    days = forms.IntegerField(min_value=1)

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        open_to = [scope for scope in Scope if user.is_staff or scope is not Scope.ADMIN]
        self.fields["scopes"].choices = [(scope.value, scope.label) for scope in open_to]  # type: ignore[attr-defined]
        self.fields["days"] = forms.IntegerField(min_value=1, max_value=settings.AISLE_KEY_DAYS)

    def clean_scopes(self) -> list[Scope]:
        return [Scope(each) for each in self.cleaned_data["scopes"]]


def may_make_keys(user: User) -> bool:
    return bool(settings.AISLE_OWN_KEYS) and not user.service


def has_password(request: HttpRequest) -> bool:
    """Whether this person can show by a password here that it is they."""
    return isinstance(request.user, User) and request.user.has_usable_password()
