"""Somebody who learns, and a day on which nobody has asked yet."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app import sealed
from bi_app.people.models import User

Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def from_the_beginning(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000_000
    sealed.client().flushdb()


@pytest.fixture
def enter(client: Client) -> Enter:
    def sign_in(username: str) -> Client:
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


def person(username: str) -> User:
    return User.objects.get(username=username)
