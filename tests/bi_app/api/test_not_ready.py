"""Before anything is released there is nothing to answer from."""

import pytest
from django.test import Client

from bi_app.people.keys import new_key
from bi_app.people.models import User
from tests.bi_app.api.conftest import Api
from tests.bi_app.api.test_bad_input import is_problem


@pytest.mark.django_db
def test_it_says_that_it_is_not_ready_without_a_release() -> None:
    user = User.objects.create(username="early")
    early = Api(Client(), new_key(user, "tests"))

    response = early.post("ask", {"question": "net sales"})

    is_problem(response, 503, "not_ready")
    assert response.headers["Retry-After"]
