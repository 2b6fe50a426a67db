"""Who asks is read once from the user's roles and attributes."""

import pytest
from django.db import IntegrityError, transaction

from bi_app.people.asker import NoClaims, asker_for
from bi_app.people.models import Attribute, Role, User
from semantic_layer.access import Asker

pytestmark = pytest.mark.django_db


def test_it_carries_roles_and_attributes() -> None:
    user = User.objects.create(username="sam", roles=[Role.REGIONAL_MANAGER])
    for member in ("West", "Southwest"):
        Attribute.objects.create(user=user, name="regions", member=member)

    asker = asker_for(user)

    assert asker == Asker(
        user.pk, "sam", frozenset({"regional_manager"}), {"regions": ("Southwest", "West")}
    )


def test_it_carries_nothing_that_nobody_gave() -> None:
    asker = asker_for(User.objects.create(username="new"))

    assert (asker.roles, asker.attributes) == (frozenset(), {})


def test_it_refuses_a_service_account_without_claims() -> None:
    portal = User.objects.create(username="portal", roles=[Role.SERVICE_ACCOUNT], service=True)

    with pytest.raises(NoClaims, match="for whom"):
        asker_for(portal)


def test_it_keeps_unknown_roles_out_of_the_database() -> None:
    with pytest.raises(IntegrityError, match="user_roles_known"), transaction.atomic():
        User.objects.create(username="x", roles=["emperor"])


@pytest.mark.parametrize(
    ("name", "member", "rule"),
    [
        ("moods", "good", "attribute_name_known"),
        ("regions", "", "attribute_member_not_empty"),
        ("supplier", "Another Supplier", "attribute_one_supplier"),
        ("regions", "West", "attribute_unique"),
    ],
)
def test_it_keeps_wrong_attributes_out_of_the_database(name: str, member: str, rule: str) -> None:
    user = User.objects.create(username="sam")
    Attribute.objects.create(user=user, name="regions", member="West")
    Attribute.objects.create(user=user, name="supplier", member="Hanoi Textile")

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Attribute.objects.create(user=user, name=name, member=member)
