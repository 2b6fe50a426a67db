"""What do a provider's claims say of somebody? Nothing is taken that was not asked for by name.

A claim that is missing, or of another form than a text or a list of texts, says nothing: it takes
away what it gave before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from bi_app.people.models import Team
from bi_app.people.rights import Rights
from semantic_layer.model.definitions import SemanticModel


def rights_in(claims: Mapping[str, Any], model: SemanticModel | None) -> Rights:
    """The rights that the claims named in the settings give; roles and attributes of the model."""
    declared = set() if model is None else {each.name for each in model.attributes}
    roles = () if model is None else [role.name for role in model.roles]
    teams = Team.objects.values_list("name", flat=True)
    return Rights(
        roles=_known(claims, settings.AISLE_OIDC_ROLES, roles),
        teams=_known(claims, settings.AISLE_OIDC_GROUPS, teams),
        attributes={
            name: texts(claims, claim)
            for name, claim in settings.AISLE_OIDC_ATTRIBUTES.items()
            if name in declared
        },
    )


def texts(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The texts of a claim; `a.b` is the claim b inside a."""
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    each = [found] if isinstance(found, str) else found
    if not isinstance(each, list) or not all(isinstance(text, str) for text in each):
        return ()
    return tuple(dict.fromkeys(text.strip() for text in each if text.strip()))


def _known(claims: Mapping[str, Any], claim: str, known: Iterable[str]) -> tuple[str, ...] | None:
    if not claim:
        return None
    there = set(known)
    return tuple(each for each in texts(claims, claim) if each in there)
