"""Whoever opens an address that only takes a form's data is told so."""

import pytest
from django.test import Client

from bi_app.people.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/usage/more/", "/ask/"])
def test_it_says_where_nothing_can_be_opened(client: Client, address: str) -> None:
    client.force_login(User.objects.create(username="anna"))

    response = client.get(address)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    page = response.content.decode()
    assert "Nothing can be opened here" in page
    assert "Go back to the page with the form" in page
