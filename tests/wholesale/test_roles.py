"""Do people get only roles that the live model knows?"""

from __future__ import annotations

import pytest
from django.forms import modelform_factory

from bi_app.people.admin import UserForm
from bi_app.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wholesaler")]

FORM = modelform_factory(User, form=UserForm, fields=("roles",))


@pytest.mark.parametrize("roles", ["director", "route_manager,buyer", ""])
def test_roles_of_the_model_are_taken(roles: str) -> None:
    assert FORM({"roles": roles}, instance=User()).is_valid()


@pytest.mark.parametrize(
    ("roles", "says"),
    [
        ("director,route_manger", "no role “route_manger”; did you mean route_manager?"),
        ("executive", "no role “executive”; expected one of director, route_manager"),
        ("Director", "did you mean director?"),
    ],
)
def test_a_slip_is_named(roles: str, says: str) -> None:
    form = FORM({"roles": roles}, instance=User())

    assert says in str(form.errors["roles"])
