"""Who asks? A user of the database as the frozen Asker that all permissions are derived from."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied

from bi_app.people.models import User
from semantic_layer.access import Asker


class NoClaims(PermissionDenied):
    """A service account acts for others, and nobody has told it for whom."""


def asker_for(user: User) -> Asker:
    """Read the user's roles and attributes once; what changes later is another request's.

    Raises NoClaims for a service account: without claims it would see all or nothing by chance.
    """
    if user.service:
        raise NoClaims(
            f"The service account {user.username} acts for others and carries no claims that say "
            "for whom, so it is answered nothing. Ask with a person's key."
        )
    members: dict[str, list[str]] = defaultdict(list)
    for name, member in user.attributes.order_by("name", "member").values_list("name", "member"):
        members[name].append(member)
    return Asker(
        id=user.pk,
        name=user.username,
        roles=frozenset(user.roles),
        attributes={name: tuple(each) for name, each in members.items()},
        service=user.service,
    )
