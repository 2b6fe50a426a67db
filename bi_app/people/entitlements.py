"""What of the live model may this asker see?

Both halves are worked out once a process: the policy for each asker as they are now, and the
narrowed model for each entitlement, which people of equal rights share. What a table says of a
calendar's days belongs to no entitlement, and is put in last.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from bi_app.warehouse.calendars import dated
from metrics.releases import LiveRelease
from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.model.index import ModelIndex

ASKERS_KEPT = 4096
MODELS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Entitled:
    """`index` is the release's model without anything that the policy hides."""

    policy: Policy
    index: ModelIndex


@dataclass(frozen=True, slots=True)
class _Rights:
    release: LiveRelease = field(compare=False)
    asker: Asker = field(compare=False)
    identity: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _View:
    release: LiveRelease = field(compare=False)
    policy: Policy = field(compare=False)
    identity: tuple[str, str]


def entitled(release: LiveRelease, asker: Asker) -> Entitled:
    attributes = tuple(sorted(asker.attributes.items()))
    identity = (release.hash, asker.id, asker.name, asker.roles, asker.service, attributes)
    policy = _policy(_Rights(release, asker, identity))
    index = _index(_View(release, policy, (release.hash, policy.entitlement)))
    return Entitled(policy, dated(index, release.index))


@lru_cache(maxsize=ASKERS_KEPT)
def _policy(rights: _Rights) -> Policy:
    return policy_for(rights.release.index, rights.asker, rights.release.hash)


@lru_cache(maxsize=MODELS_KEPT)
def _index(view: _View) -> ModelIndex:
    return visible(view.release.index, view.policy)
