"""May this key be used for this view? Only where the view says for which scopes it is.

Who is signed in with a browser has no key, and is under the rules for people alone.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from bi_app.people.models import ApiKey, Scope

View = TypeVar("View", bound=Callable[..., object])


def scope(*needed: Scope) -> Callable[[View], View]:
    """Decorator of an API view: keys with any of these scopes may be used for it."""

    def declare(view: View) -> View:
        view.cls.scopes = frozenset(needed)  # type: ignore[attr-defined]  # the class of api_view
        return view

    return declare


class InScope(BasePermission):
    code = "out_of_scope"
    message = "This key was not made for that. Make one with the scope that it takes."

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiKey):
            return True
        return not frozenset(request.auth.scopes).isdisjoint(getattr(view, "scopes", ()))
