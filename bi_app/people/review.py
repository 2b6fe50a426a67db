"""Who sees this metric, or this member of a dimension, and which rule gives or denies it?"""

from collections.abc import Iterator
from dataclasses import dataclass

from bi_app.people.asker import asker_for
from bi_app.people.models import User
from metrics.releases import LiveRelease
from semantic_layer.access import Asker, Policy, policy_for
from semantic_layer.access_to_columns import EVERYBODY
from semantic_layer.access_to_metrics import made_of, opens, policies_of
from semantic_layer.access_to_rows import RowRule, row_rules
from semantic_layer.model.index import ModelIndex


@dataclass(frozen=True, slots=True)
class Seen:
    """`sees` is all, some or nothing; `why` names the rules that give, narrow or deny it."""

    person: str
    sees: str
    why: str


def who_sees_metric(release: LiveRelease, metric: str) -> Iterator[Seen]:
    for user, asker, policy in _askers(release):
        if asker is None or policy is None:
            yield _for_others(user)
        elif metric not in policy.metrics:
            yield Seen(user.username, "nothing", "; ".join(_denials(release.index, asker, metric)))
        else:
            given = [each.name for each in policies_of(metric, release.index.model)]
            rules = sorted({each.sentence for each in _narrowing(release.index, policy, metric)})
            why = "; ".join((f"given by {', '.join(given)}", *rules))
            yield Seen(user.username, "some" if rules else "all", why)


def who_sees_member(release: LiveRelease, dimension: str, member: str) -> Iterator[Seen]:
    for user, asker, policy in _askers(release):
        if asker is None or policy is None:
            yield _for_others(user)
            continue
        whole = list(_closed_to(release.index, asker))
        rules = {rule for rules in policy.rules.values() for rule in rules}
        against = [
            each for each in rules if each.dimension == dimension and not each.admits(member)
        ]
        if whole or against:
            denied = whole or [f"denied by {each.policy}: {each.sentence}" for each in against]
            yield Seen(user.username, "nothing", "; ".join(sorted(denied)))
        else:
            told = sorted({f"{each.policy}: {each.sentence}" for each in rules})
            others = any(each.dimension != dimension for each in rules)
            sees = "some" if others else "all"
            yield Seen(user.username, sees, "; ".join(told) or "no rule narrows rows")


def _askers(release: LiveRelease) -> Iterator[tuple[User, Asker | None, Policy | None]]:
    for user in User.objects.filter(is_active=True).order_by("username"):
        if user.service:
            yield user, None, None
            continue
        asker = asker_for(user)
        yield user, asker, policy_for(release.index, asker, release.hash)


def _for_others(user: User) -> Seen:
    return Seen(user.username, "nothing", "acts for others, by the claims of each request")


def _narrowing(index: ModelIndex, policy: Policy, metric: str) -> Iterator[RowRule]:
    for dataset in index.datasets_of(metric):
        yield from policy.rules.get(dataset, ())


def _closed_to(index: ModelIndex, asker: Asker) -> Iterator[str]:
    """Why somebody is answered no data at all."""
    model = index.model
    if not any(role.data for role in model.roles if role.name in asker.roles):
        yield "has no role that is answered data"
    for each in model.row_policies:
        alone = model.model_copy(update={"row_policies": (each,)})
        if row_rules(alone, asker.roles, asker.attributes) is None:
            yield f"denied by {each.name}: has no {each.attribute} that it could go by"


def _denials(index: ModelIndex, asker: Asker, metric: str) -> Iterator[str]:
    model, roles = index.model, asker.roles
    yield from _closed_to(index, asker)
    for part in sorted(made_of(metric, index)):
        found = policies_of(part, model)
        yield from (f"not given by {each.name}" for each in found if not opens(each, roles))
        if not found:
            yield f"no metric policy names {part}"
    needed = index.columns_of(metric)
    for policy in model.column_policies:
        if not roles.isdisjoint(policy.roles) and needed.intersection(policy.columns):
            yield f"denied by {policy.name}: {policy.label}"
    for name in sorted(index.datasets_of(metric)):
        yield from _closed_dataset(index, asker, name)


def _closed_dataset(index: ModelIndex, asker: Asker, name: str) -> Iterator[str]:
    dataset = index.dataset(name)
    if EVERYBODY not in dataset.open_to and asker.roles.isdisjoint(dataset.open_to):
        yield f"{name} is open to none of the roles"
    for rule in row_rules(index.model, asker.roles, asker.attributes) or ():
        if dataset.fact and index.path(name, rule.dimension) is None:
            yield f"denied by {rule.policy}: {name} has no {rule.dimension} to judge by"
