"""Somebody at their pages, who asks more in a minute than a person does."""

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app.people.models import User


@pytest.fixture(autouse=True)
def in_no_hurry(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000


@pytest.fixture
def elena(client: Client) -> Client:
    client.force_login(User.objects.get(username="elena.exec"))
    return client
