"""Who comes in by the company's own provider (OpenID Connect), and as whom?

Somebody is known by the provider's own name for them, and the first time by a mail address that
the provider has verified. Whoever is not known is made an account or refused, as the settings say.
Rights are set anew by each sign-in. Of the claims nothing is kept.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app.costs.ledger import open_budget
from bi_app.people.asker import AccountEnded
from bi_app.people.claims import rights_in
from bi_app.people.happened import Happening, address_of, record
from bi_app.people.models import User
from bi_app.people.rights import give
from bi_app.web.problems import refused
from metrics.releases import NoRelease, live
from semantic_layer.model.definitions import SemanticModel

BROKEN = gettext_lazy(
    "Your company's sign-in did not work this time. Try again, or ask an administrator."
)


class NotKnownHere(PermissionDenied):
    """The provider vouches for somebody whom this installation does not let in."""


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find whose account it is, and set its rights by the claims."""
        claims = _claims(sociallogin)
        sociallogin.account.extra_data = {}
        if not sociallogin.is_existing:
            known = _known_by_mail(claims)
            if known is None:
                return
            sociallogin.connect(request, known)
        sociallogin.account.save(update_fields=["extra_data"])
        give(sociallogin.user, rights_in(claims, _model()), _actor(sociallogin), "claims")

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        if not settings.AISLE_OIDC_MAKES_ACCOUNTS:
            raise NotKnownHere(_("You have no account here yet. An administrator can make one."))
        return True

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        record(Happening.ACCOUNT_MADE, _actor(sociallogin), whose=user.username)
        give(user, rights_in(sociallogin.claims, _model()), _actor(sociallogin), "claims")
        open_budget(user.pk, settings.AISLE_DAILY_BUDGET_MICROS)
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> NoReturn:
        """Whatever went wrong is recorded, and told in our own words."""
        why = type(exception).__name__ if exception is not None else str(error)
        record(Happening.SIGNED_IN, "provider", "refused", address=address_of(request), why=why)
        told = isinstance(exception, NotKnownHere | AccountEnded)
        raise ImmediateHttpResponse(refused(request, str(exception if told else BROKEN)))


def _claims(sociallogin: Any) -> Mapping[str, Any]:
    """Of the two places where claims come from, which have to be of the same person."""
    if sociallogin.state.get("process") not in {None, "login"}:
        raise PermissionDenied("Accounts are connected by their mail address only.")
    data = sociallogin.account.extra_data
    token, told = data.get("id_token", {}), data.get("userinfo", {})
    if token and told and token.get("sub") != told.get("sub"):
        raise PermissionDenied("The provider tells of two people.")
    claims: dict[str, Any] = {**token, **told}
    sociallogin.claims = claims
    return claims


def _known_by_mail(claims: Mapping[str, Any]) -> User | None:
    """Raises NotKnownHere where it is not sure that the account of that address is theirs."""
    email = str(claims.get("email") or "")
    found = list(User.objects.filter(email__iexact=email)[:2]) if email else []
    if not found:
        return None
    if claims.get("email_verified") is not True or len(found) > 1 or found[0].service:
        raise NotKnownHere(
            _(
                "An account here has your mail address, and it is not sure that it is yours."
                " An administrator can connect it."
            )
        )
    return found[0]


def _actor(sociallogin: Any) -> str:
    return f"provider {sociallogin.account.provider}"


def _model() -> SemanticModel | None:
    """Without a model nobody has a role in it."""
    try:
        return live().index.model
    except NoRelease:
        return None
