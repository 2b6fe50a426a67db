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
from semantic_layer.attributes import member_of, written
from semantic_layer.model.definitions import AttributeDefinition, SemanticModel
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
    record(
        Happening.RIGHTS_CHANGED,
        actor,
        whose=user.username,
        why=why,
        before=_told(before),
        after=_told(after),
    )
    return True


def mistakes(rights: Rights, model: SemanticModel) -> Iterator[str]:
    """What of the rights the model, the groups or the members of the data do not know, and why."""
    known = [role.name for role in model.roles]
    for role in sorted(set(rights.roles or ()) - set(known)):
        yield f"the model has no role “{role}”; {did_you_mean(role, known)}"
    there = list(Team.objects.values_list("name", flat=True))
    for name in sorted(set(rights.teams or ()) - set(there)):
        yield f"there is no group “{name}”; {did_you_mean(name, there)}"
    declared = {each.name: each for each in model.attributes}
    for name, members in rights.attributes.items():
        if name in declared:
            yield from _mistaken(declared[name], members)
        else:
            yield f"the model has no attribute “{name}”; {did_you_mean(name, declared)}"


def _mistaken(attribute: AttributeDefinition, members: Iterable[str]) -> Iterator[str]:
    """A value of another type denies everything; one that no member has opens nothing."""
    there = set(
        ValueEntry.objects.filter(dimension=attribute.dimension or "", word=False)
        .values_list("value", flat=True)
        .distinct()
    )
    for member in members:
        found = member_of(member, attribute.type)
        if found is None:
            kind = attribute.type.value
            yield f"{attribute.name}: “{member}” is no {kind}, and would deny everything"
        elif there and written(found) not in there:
            near = did_you_mean(member, sorted(there))
            yield f"{attribute.name}: the data has no “{member}”; {near}"


def _told(rights: Rights) -> dict[str, object]:
    return {"roles": rights.roles, "groups": rights.teams, "attributes": dict(rights.attributes)}
