"""Who answers for what, and so may decide what use taught?

Owners are named by the model: a person by their username, or a team by its name.
"""

from django.utils.translation import gettext as _

from bi_app.people.models import Team, User
from metrics.releases import live
from semantic_layer.access import Policy
from semantic_layer.errors import AisleError
from semantic_layer.model.index import ModelIndex


class NotForYou(AisleError):
    """Somebody else has to decide this; the message says who."""


def names_of(user: User) -> frozenset[str]:
    """Under which names the model may call a person an owner."""
    teams = Team.objects.filter(members=user).values_list("name", flat=True)
    return frozenset((user.username, *teams))


def administers(user: User) -> bool:
    return user.has_perm("learning.change_lesson")


def decides(user: User) -> bool:
    """Whether anything at all is a person's to decide."""
    if administers(user):
        return True
    index = live().index
    owners = {each.owner for each in index.metrics.values()} | {index.model.owner}
    return not names_of(user).isdisjoint(owners - {""})


def owned_metrics(user: User, index: ModelIndex) -> frozenset[str]:
    """Which metrics of the index are a person's own; an administrator's are all of them."""
    if administers(user):
        return frozenset(index.metrics)
    names = names_of(user)
    return frozenset(name for name, each in index.metrics.items() if each.owner in names)


def owner_of(metric: str, index: ModelIndex) -> str:
    """Who answers for a metric; for no metric, who answers for the whole model."""
    return index.metric(metric).owner if index.has_metric(metric) else index.model.owner


def judges(user: User, metrics: frozenset[str], policy: Policy, index: ModelIndex) -> None:
    """Let a person decide on these metrics, or raise NotForYou: they may see and own them."""
    if not metrics <= policy.metrics:
        raise NotForYou(_("It names a metric that is not open to you, so its owner has to decide."))
    if metrics.isdisjoint(owned_metrics(user, index)):
        owners = ", ".join(sorted({owner_of(each, index) for each in metrics}))
        said = _("Only an owner of its metrics can decide this: %(owners)s.")
        raise NotForYou(said % {"owners": owners})
