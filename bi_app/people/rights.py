"""How are somebody's roles, teams and attributes set, from a file or a provider's claims?

What the live model does not know is named and given to nobody. A change is recorded with what was
before, in the transaction that makes it; the next request already goes by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from bi_app.people.happened import Happening, record
from bi_app.people.models import Attribute, Team, User
from metrics.models import ValueEntry
from semantic_layer.model.definitions import SemanticModel
from semantic_layer.model.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Rights:
    """None leaves what there is; of the attributes those that are named are set, others stay."""

    roles: tuple[str, ...] | None = None
    teams: tuple[str, ...] | None = None
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rights_of(user: User) -> Rights:
    """What the user was given by name; what the teams add is the teams'."""
    members: dict[str, tuple[str, ...]] = {}
    for each in user.attributes.order_by("name", "member"):
        members[each.name] = (*members.get(each.name, ()), each.member)
    teams = user.teams.order_by("name").values_list("name", flat=True)
    return Rights(tuple(sorted(user.roles)), tuple(teams), members)


@transaction.atomic
def give(user: User, rights: Rights, actor: str, why: str) -> bool:
    """Set the rights of a user; whether anything changed. Teams that nobody made add nothing."""
    before = rights_of(user)
    if rights.roles is not None:
        user.roles = sorted(set(rights.roles))
        user.save(update_fields=["roles"])
    if rights.teams is not None:
        user.teams.set(Team.objects.filter(name__in=rights.teams))
    for name, members in rights.attributes.items():
        user.attributes.filter(name=name).exclude(member__in=members).delete()
        Attribute.objects.bulk_create(
            (Attribute(user=user, name=name, member=each) for each in dict.fromkeys(members)),
            ignore_conflicts=True,
        )
    after = rights_of(user)
    if after == before:
        return False
    told = {"before": _told(before), "after": _told(after)}
    record(Happening.RIGHTS_CHANGED, actor, whose=user.username, why=why, **told)
    return True


def attributes_in(model: SemanticModel) -> dict[str, str | None]:
    """The attributes that the model's policies go by, each with the dimension of its members."""
    return {each.attribute: each.dimension for each in model.row_policies}


def mistakes(rights: Rights, model: SemanticModel) -> Iterator[str]:
    """What of the rights the model, the teams or the members of the data do not know, and why."""
    known = [role.name for role in model.roles]
    for role in sorted(set(rights.roles or ()) - set(known)):
        yield f"the model has no role “{role}”; {did_you_mean(role, known)}"
    yield from _unknown_teams(rights.teams or ())
    declared = attributes_in(model)
    for name, members in rights.attributes.items():
        if name not in declared:
            yield f"no policy of the model goes by “{name}”; {did_you_mean(name, declared)}"
        else:
            yield from _unknown_members(name, declared[name], members)


def _unknown_teams(wanted: Iterable[str]) -> Iterator[str]:
    there = list(Team.objects.values_list("name", flat=True))
    for name in sorted(set(wanted) - set(there)):
        yield f"there is no group “{name}”; {did_you_mean(name, there)}"


def _unknown_members(name: str, dimension: str | None, members: Iterable[str]) -> Iterator[str]:
    """Where the members of the data are indexed, one that is none of them opens nothing."""
    there = set(
        ValueEntry.objects.filter(dimension=dimension, word=False).values_list("value", flat=True)
    )
    for member in members:
        if not member.strip():
            yield f"{name} has an empty value, which would deny everything"
        elif there and member not in there:
            yield f"{name} has no “{member}”; {did_you_mean(member, sorted(there))}"


def _told(rights: Rights) -> dict[str, object]:
    return {"roles": rights.roles, "groups": rights.teams, "attributes": dict(rights.attributes)}
