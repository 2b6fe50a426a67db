"""Who asks is read once from the user's roles and attributes."""

import pytest
from django.db import IntegrityError, transaction

from bi_app.people.asker import AccountEnded, NoClaims, asker_for
from bi_app.people.models import Attribute, Team, TeamAttribute, User
from semantic_layer.access import Asker

pytestmark = pytest.mark.django_db


def test_it_carries_roles_and_attributes() -> None:
    user = User.objects.create(username="sam", roles=["regional_manager"])
    for member in ("West", "Southwest"):
        Attribute.objects.create(user=user, name="regions", member=member)

    asker = asker_for(user)

    assert asker == Asker(
        user.pk, "sam", frozenset({"regional_manager"}), {"regions": ("Southwest", "West")}
    )


def test_it_carries_nothing_that_nobody_gave() -> None:
    asker = asker_for(User.objects.create(username="new"))

    assert (asker.roles, asker.attributes) == (frozenset(), {})


def test_it_adds_what_the_teams_have() -> None:
    user = User.objects.create(username="sam", roles=["regional_manager"])
    Attribute.objects.create(user=user, name="regions", member="West")
    for name, role, region in (("a", "analyst", "West"), ("b", "buyer", "Midwest")):
        team = Team.objects.create(name=name, roles=[role])
        TeamAttribute.objects.create(team=team, name="regions", member=region)
        team.members.add(user)
    Team.objects.create(name="another", roles=["executive"])

    asker = asker_for(user)

    assert asker.roles == frozenset({"regional_manager", "analyst", "buyer"})
    assert asker.attributes == {"regions": ("Midwest", "West")}


def test_it_refuses_an_account_that_was_ended() -> None:
    user = User.objects.create(username="gone", roles=["executive"], is_active=False)

    with pytest.raises(AccountEnded, match="gone"):
        asker_for(user)


def test_it_refuses_a_service_account_without_claims() -> None:
    portal = User.objects.create(username="portal", roles=["service_account"], service=True)

    with pytest.raises(NoClaims, match="for whom"):
        asker_for(portal)


@pytest.mark.parametrize("role", ["Emperor", "of all, and more", "", "a b"])
def test_it_keeps_what_no_model_can_name_out_of_the_database(role: str) -> None:
    with pytest.raises(IntegrityError, match="user_roles_names"), transaction.atomic():
        User.objects.create(username="x", roles=["executive", role])


def test_it_takes_the_roles_and_attributes_of_any_model() -> None:
    user = User.objects.create(username="rory", roles=["route_manager", "buyer"])
    Attribute.objects.create(user=user, name="depots", member="Harbour")

    asker = asker_for(user)

    assert asker.roles == frozenset({"route_manager", "buyer"})
    assert asker.attributes == {"depots": ("Harbour",)}


@pytest.mark.parametrize(
    ("name", "member", "rule"),
    [
        ("Moods!", "good", "attribute_name_is_one"),
        ("regions", "", "attribute_member_not_empty"),
        ("regions", "West", "attribute_unique"),
    ],
)
def test_it_keeps_wrong_attributes_out_of_the_database(name: str, member: str, rule: str) -> None:
    user = User.objects.create(username="sam")
    Attribute.objects.create(user=user, name="regions", member="West")

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Attribute.objects.create(user=user, name=name, member=member)
