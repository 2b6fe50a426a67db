"""A key acts for its user while it is good, and is kept as a hash only."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from bi_app.demo.accounts import create_people
from bi_app.people.keys import end_keys, new_key, owner_of
from bi_app.people.models import ApiKey, Scope, User
from tests.bi_app.people.signing_in import PASSWORD, person, sign_in, told

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


def test_it_is_good_for_a_time_and_for_what_it_was_made_for(user: User) -> None:
    new_key(user, "test", [Scope.READ], days=3)

    kept = ApiKey.objects.get()

    assert kept.scopes == ["read"]
    assert kept.expiry_date is not None
    assert timedelta(days=2) < kept.expiry_date - timezone.now() <= timedelta(days=3)


@pytest.mark.parametrize("scopes", [[], ["everything"], ["ask", "everything"]])
def test_it_keeps_keys_without_a_known_scope_out_of_the_database(
    user: User, scopes: list[str]
) -> None:
    with pytest.raises(IntegrityError, match="api_key_scopes_known"), transaction.atomic():
        ApiKey.objects.create_key(user=user, name="x", scopes=scopes)


def test_it_ends_a_key_at_once_and_records_both(user: User) -> None:
    text = new_key(user, "test")
    kept = ApiKey.objects.get()

    assert end_keys(user, "ada", kept.prefix) == 1

    assert owner_of(text) is None
    assert [actor for actor, _, _ in told("make key")] == ["elena"]
    assert [(actor, detail["key"]) for actor, _, detail in told("end key")] == [
        ("ada", kept.prefix)
    ]


@pytest.mark.parametrize("days", ["0", "91"])
def test_it_makes_no_key_for_longer_than_the_settings_say(user: User, days: str) -> None:
    with pytest.raises(CommandError, match="1 to 90 days"):
        call_command("api_key", "elena", days=int(days))


def test_a_person_makes_and_ends_their_own(client: Client) -> None:
    person("mara")
    sign_in(client, "mara")
    wanted = {"name": "my script", "scopes": ["ask"], "days": "30"}
    asked = client.post("/account/keys/", wanted)
    assert asked["Location"].startswith("/sign-in/again/")
    assert not ApiKey.objects.exists()

    made = client.post(asked["Location"], {"password": PASSWORD})
    (text,) = re.findall(r'id="key"[^>]*>([^<]+)<', made.content.decode())
    again = client.get("/account/keys/").content.decode()

    key = owner_of(text)
    assert key is not None
    assert (key.user.username, key.scopes) == ("mara", ["ask"])
    assert key.prefix in again
    assert text not in again
    client.post(f"/account/keys/{key.prefix}/end/")
    assert owner_of(text) is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"scopes": ["admin"]}, "admin"),
        ({"scopes": []}, "required"),
        ({"days": "1000"}, "90"),
        ({"name": ""}, "required"),
    ],
)
def test_a_person_makes_no_key_that_they_may_not_have(
    client: Client, wrong: dict[str, object], named: str
) -> None:
    person("mara")
    sign_in(client, "mara")
    client.post("/sign-in/again/", {"password": PASSWORD})
    asked = {"name": "x", "scopes": ["ask"], "days": "30"} | wrong

    page = client.post("/account/keys/", asked).content.decode()

    assert named in page
    assert not ApiKey.objects.exists()


def test_nobody_ends_somebody_elses(client: Client, user: User) -> None:
    text = new_key(user, "test")
    person("mara")
    sign_in(client, "mara")

    response = client.post(f"/account/keys/{text.partition('.')[0]}/end/")

    assert response.status_code == 404
    assert owner_of(text) is not None


def test_nobody_makes_a_key_where_the_installation_forbids_it(
    client: Client, settings: Settings
) -> None:
    settings.AISLE_OWN_KEYS = False
    person("mara")
    sign_in(client, "mara")

    assert client.get("/account/keys/").status_code == 403
