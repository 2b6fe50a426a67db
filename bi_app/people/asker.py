"""Who asks? A user of the database as the frozen Asker that all permissions are derived from."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from bi_app.people.models import Attribute, Team, TeamAttribute, User
from semantic_layer.access import Asker


class AccountEnded(PermissionDenied):
    """The account was disabled, so nothing is answered to whatever still acts for it."""


class NoClaims(PermissionDenied):
    """A service account acts for others, and nobody has told it for whom."""


def asker_for(user: User) -> Asker:
    """Read roles and attributes once, the user's own and the teams'; later changes are for later.

    Raises NoClaims for a service account: without claims it would see all or nothing by chance.
    Raises AccountEnded.
    """
    if not user.is_active:
        said = _("The account %(name)s was ended. An administrator can open it again.")
        raise AccountEnded(said % {"name": user.username})
    if user.service:
        said = _(
            "The service account %(name)s acts for others and carries no claims that say"
            " for whom, so it is answered nothing. Ask with a person's key."
        )
        raise NoClaims(said % {"name": user.username})
    teams = Team.objects.filter(members=user).values_list("roles", flat=True)
    return Asker(
        id=user.pk,
        name=user.username,
        roles=frozenset(user.roles).union(*teams),
        attributes=_attributes(user),
        service=user.service,
    )


def _attributes(user: User) -> dict[str, tuple[str, ...]]:
    own = Attribute.objects.filter(user=user).values_list("name", "member")
    shared = TeamAttribute.objects.filter(team__members=user).values_list("name", "member")
    members: dict[str, list[str]] = defaultdict(list)
    for name, member in own.union(shared).order_by("name", "member"):
        members[name].append(member)
    return {name: tuple(each) for name, each in members.items()}
