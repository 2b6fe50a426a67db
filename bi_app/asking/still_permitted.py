"""Does what an asker may see still stand, now that the rows are there?

An asker is read once a request. Roles, attributes and policies may change, and an account may be
closed, while a warehouse works: what was found then is shown to nobody.
"""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_noop

from bi_app.asking.admit import release_for
from bi_app.asking.answer import Finding
from bi_app.asking.asking import Asking
from bi_app.asking.decline import refuse
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.people.models import User
from metrics.defined import NotDefined
from metrics.releases import LiveRelease
from semantic_layer.access import policy_for
from semantic_layer.errors import NotPermitted

CHANGED = gettext_noop("What you may see was changed while this was answered. Please ask it again.")


def still_permitted(asking: Asking, finding: Finding) -> Finding:
    """The finding where the asker may still see all of it; else a refusal that costs the same."""
    if _stands(asking):
        return finding
    refused = refuse(asking, NotPermitted(CHANGED), finding.route)
    return replace(
        refused,
        statement_sha256=finding.statement_sha256,
        ran=finding.ran,
        also_ran=finding.also_ran,
    )


def _stands(asking: Asking) -> bool:
    user = User.objects.filter(pk=asking.asker.id).first()
    if user is None:
        return False
    try:
        asker = asker_for(user)
    except PermissionDenied:
        return False
    release = _release(asking)
    if release is None:
        return False
    if release.hash == asking.release.hash:
        policy = entitled(release, asker).policy
    else:  # a release that changes nobody's rights ends no question
        policy = policy_for(release.index, asker, asking.release.hash)
    return policy.entitlement == asking.policy.entitlement


def _release(asking: Asking) -> LiveRelease | None:
    try:
        return release_for(asking.query, asking.defined_by)
    except NotDefined:
        return None
