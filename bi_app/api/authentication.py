"""By which key does a client of the API prove who it is?"""

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from bi_app.people.keys import owner_of
from bi_app.people.models import ApiKey, User

SCHEME = "bearer"


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`. A wrong key is an error, never an anonymous request."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        key = owner_of(text.strip())
        if key is None:
            raise AuthenticationFailed("The API key is wrong, revoked or expired.")
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="aisle"'
