"""A key acts for its user while it is good, and is kept as a hash only."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bi_app.demo.accounts import create_people
from bi_app.people.keys import new_key, owner_of
from bi_app.people.models import ApiKey, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create(username="elena")


def test_it_finds_whose_key_it_is_and_when_it_was_used(user: User) -> None:
    key = owner_of(new_key(user, "test"))

    assert key is not None
    assert key.user == user
    assert ApiKey.objects.get().last_used is not None


def test_it_keeps_no_key_that_could_be_used(user: User) -> None:
    text = new_key(user, "test")

    kept = [str(value) for value in ApiKey.objects.values().get().values()]

    assert not any(text.partition(".")[2] in value for value in kept)


@pytest.mark.parametrize(
    "text", ["", "nonsense", "aaaaaaaa." + "b" * 32, "\x00" * 41, "é" * 8 + "." + "b" * 32]
)
def test_it_knows_no_wrong_key(user: User, text: str) -> None:
    new_key(user, "test")

    assert owner_of(text) is None


def test_it_knows_no_key_with_one_letter_changed(user: User) -> None:
    text = new_key(user, "test")

    assert owner_of(text[:-1] + ("a" if text[-1] != "a" else "b")) is None


def test_it_forgets_a_revoked_or_expired_key_and_a_user_who_left(user: User) -> None:
    revoked, expired, left = (new_key(user, name) for name in ("revoked", "expired", "left"))
    ApiKey.objects.filter(name="revoked").update(revoked=True)
    ApiKey.objects.filter(name="expired").update(expiry_date=timezone.now() - timedelta(seconds=1))
    assert owner_of(left) is not None

    User.objects.update(is_active=False)

    assert [owner_of(text) for text in (revoked, expired, left)] == [None, None, None]


def test_it_prints_a_key_that_works(user: User) -> None:
    out = StringIO()

    call_command("api_key", "elena", stdout=out)

    key = owner_of(out.getvalue().strip())
    assert key is not None
    assert key.user == user


def test_it_prints_a_key_for_each_of_the_demos_people() -> None:
    create_people({"elena.exec": "a password"})
    out = StringIO()

    call_command("api_key", demo=True, stdout=out)

    keys = json.loads(out.getvalue())
    owners = {name: owner_of(key) for name, key in keys.items()}
    assert {name for name, key in owners.items() if key and key.user.username == name} == {
        "elena.exec",
        "mara.merch",
        "sam.southwest",
        "owen.owner",
        "olivia.owner",
        "ana.analyst",
        "ada.admin",
        "portal",
    }


def test_it_says_that_there_is_no_such_user() -> None:
    with pytest.raises(CommandError, match="no active user “nobody”"):
        call_command("api_key", "nobody")


def test_it_notes_the_use_of_a_key_once_a_minute(user: User) -> None:
    text = new_key(user, "test")
    owner_of(text)
    first = ApiKey.objects.get().last_used

    owner_of(text)
    again = ApiKey.objects.get().last_used
    ApiKey.objects.update(last_used=timezone.now() - timedelta(hours=1))
    owner_of(text)
    later = ApiKey.objects.get().last_used

    assert first == again
    assert later is not None
    assert timezone.now() - later < timedelta(minutes=1)
