"""The demo's people are made once and kept in order."""

import pytest

from bi_app.costs.models import Budget
from bi_app.demo.accounts import PEOPLE, create_people
from bi_app.people.models import Attribute, User

pytestmark = pytest.mark.django_db
PASSWORDS = {person.username: f"pass {person.username}" for person in PEOPLE[:-1]}


def test_it_makes_everybody_with_a_password_and_a_budget() -> None:
    shown = create_people(PASSWORDS)

    assert shown == PASSWORDS
    assert User.objects.get(username="mara.merch").check_password("pass mara.merch")
    assert Budget.objects.count() == len(PEOPLE)
    assert not User.objects.get(username="portal").has_usable_password()


def test_it_changes_nothing_the_second_time() -> None:
    create_people(PASSWORDS)
    before = list(User.objects.order_by("pk").values())

    create_people(PASSWORDS)

    assert list(User.objects.order_by("pk").values()) == before


def test_it_puts_rights_back_in_order() -> None:
    create_people(PASSWORDS)
    sam = User.objects.get(username="sam.southwest")
    Attribute.objects.create(user=sam, name="regions", member="Northeast")

    create_people(PASSWORDS)

    assert sorted(sam.attributes.values_list("member", flat=True)) == ["Southwest", "West"]


def test_it_takes_new_passwords() -> None:
    create_people(PASSWORDS)

    create_people(dict.fromkeys(PASSWORDS, "another password"))

    assert User.objects.get(username="ada.admin").check_password("another password")
