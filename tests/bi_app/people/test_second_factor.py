"""With a second factor a password alone signs nobody in, and a code is good once."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.bi_app.people.signing_in import (
    PASSWORD,
    code,
    is_in,
    kinds,
    person,
    sign_in,
    told,
    with_second_factor,
)

pytestmark = pytest.mark.django_db
CODE = "/sign-in/code/"


def test_it_asks_for_a_code_after_the_password(client: Client) -> None:
    secret = with_second_factor(person())

    assert sign_in(client)["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code(secret)})["Location"] == "/"

    assert is_in(client)
    assert told("sign in")[-1][2]["by"] == ["password", "mfa"]


def test_it_takes_no_code_twice(client: Client) -> None:
    secret = with_second_factor(person())
    shown = code(secret)
    sign_in(client)
    client.post(CODE, {"code": shown})
    thief = Client()
    sign_in(thief)

    response = thief.post(CODE, {"code": shown})

    assert "was used already" in response.content.decode()
    assert not is_in(thief)


def test_it_takes_no_wrong_code_and_no_end_of_tries(client: Client) -> None:
    secret = with_second_factor(person())
    sign_in(client)
    for number in range(6):
        assert client.post(CODE, {"code": f"{number:06}"}).status_code == 200

    assert client.post(CODE, {"code": code(secret)}).status_code == 429
    assert not is_in(client)
    whys = [detail["why"] for _, outcome, detail in told("sign in") if outcome == "refused"]
    assert whys == ["wrong code"] * 6 + ["codes tried too often"]


def test_it_takes_no_code_without_the_password(client: Client) -> None:
    secret = with_second_factor(person())

    assert client.post(CODE, {"code": code(secret)})["Location"] == "/sign-in/"


def test_it_is_turned_on_with_recovery_codes_that_are_good_once(client: Client) -> None:
    user = person()
    sign_in(client)
    assert client.get("/account/second-factor/on/")["Location"].startswith("/sign-in/again/")
    client.post("/sign-in/again/", {"password": PASSWORD})
    page = client.get("/account/second-factor/on/").content.decode()
    (secret,) = re.findall(r'id="secret"[^>]*>([A-Z2-7]+)<', page)

    turned_on = client.post("/account/second-factor/on/", {"code": code(secret)}, follow=True)

    recovery = re.findall(r"\b\d{8}\b", turned_on.content.decode())
    assert len(recovery) == 10
    assert kinds(user) == {"totp", "recovery_codes"}
    assert recovery[0] not in client.get("/account/second-factor/codes/").content.decode()
    with_code, again = Client(), Client()
    for each in (with_code, again):
        sign_in(each)
        each.post(CODE, {"code": recovery[0]})
    assert (is_in(with_code), is_in(again)) == (True, False)
    assert len(told("add second factor")) == 2


def test_it_keeps_secrets_encrypted() -> None:
    secret = with_second_factor(person())

    assert secret not in str(Authenticator.objects.values().get())


def test_it_is_turned_off_by_who_proves_to_be_the_person(client: Client) -> None:
    user = person()
    secret = with_second_factor(user)
    sign_in(client)
    client.post(CODE, {"code": code(secret, -1)})
    refused = client.post("/account/second-factor/off/")
    assert refused["Location"].startswith("/sign-in/again/")
    assert kinds(user) == {"totp"}

    client.post("/sign-in/again/code/", {"code": code(secret)})
    client.post("/account/second-factor/off/")

    assert kinds(user) == set()
    assert told("remove second factor")[0][0] == "elena"
