"""A forgotten password is set anew by a link in a mail, which is good once and tells nobody."""

import re
from types import SimpleNamespace

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client

from bi_app.people import passwords
from bi_app.people.models import Attempts, User
from bi_app.people.reset import mail_links
from tests.bi_app.people.signing_in import PASSWORD, is_in, person, sign_in, told

pytestmark = pytest.mark.django_db
NEW = "an even longer winding road"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The task runs where it is sent, as a worker would run it."""
    monkeypatch.setattr(passwords, "mail_links", SimpleNamespace(delay=mail_links))


def ask(client: Client, email: str = "elena@shop.example") -> str:
    response = client.post("/sign-in/forgotten/", {"email": email}, follow=True)
    return re.sub(r'"X-CSRFToken": "\w+"', "", response.content.decode())


def link(mails: list[EmailMessage]) -> str:
    return re.findall(r"http://testserver(/\S+)", str(mails[-1].body))[0]


def test_it_sets_a_new_password_and_ends_every_sign_in(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    person(email="elena@shop.example")
    sign_in(client)
    stranger = Client()

    ask(stranger)
    form = stranger.get(link(mailoutbox))["Location"]
    stranger.post(form, {"new_password1": NEW, "new_password2": NEW})

    assert mailoutbox[0].to == ["elena@shop.example"]
    assert not is_in(client)
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), "elena", NEW).status_code == 302
    assert [actor for actor, _, _ in told("ask for reset") + told("set password")] == ["elena"] * 2


def test_its_link_is_good_once(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person(email="elena@shop.example")
    ask(client)
    form = client.get(link(mailoutbox))["Location"]
    client.post(form, {"new_password1": NEW, "new_password2": NEW})

    assert "used already" in Client().get(link(mailoutbox)).content.decode()


def test_its_link_is_good_for_an_hour(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person(email="elena@shop.example")
    ask(client)

    with time_machine.travel("2100-01-01"):
        assert "used already" in Client().get(link(mailoutbox)).content.decode()


@pytest.mark.parametrize("who", ["nobody", "ended", "service"])
def test_it_tells_nobody_whose_address_it_is(
    client: Client, mailoutbox: list[EmailMessage], who: str
) -> None:
    person(email="elena@shop.example")
    person("other", email="o@shop.example", is_active=who != "ended", service=who == "service")

    known = ask(client)
    unknown = ask(Client(), "x@shop.example" if who == "nobody" else "o@shop.example")

    assert known == unknown
    assert len(mailoutbox) == 1


def test_its_link_opens_no_account_that_was_ended_since(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    person(email="elena@shop.example")
    ask(client)
    User.objects.update(is_active=False)

    assert "used already" in client.get(link(mailoutbox)).content.decode()


def test_it_writes_no_more_than_a_few_mails(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person(email="elena@shop.example")
    pages = [ask(client) for _ in range(5)]

    assert len(mailoutbox) == 3
    assert "tried too often" in pages[-1]


def test_it_leaves_no_link_in_the_queue(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    person(email="elena@shop.example")
    sent: list[tuple[object, ...]] = []
    sending = SimpleNamespace(delay=lambda *args: sent.append(args))
    monkeypatch.setattr(passwords, "mail_links", sending)

    ask(client)

    assert sent == [("elena@shop.example", "http://testserver")]


def test_it_changes_a_password_for_who_knows_the_old_one(client: Client) -> None:
    person()
    other = Client()
    for each in (client, other):
        sign_in(each)
    wrong = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}

    refused = client.post("/account/password/", wrong)
    client.post("/account/password/", wrong | {"old_password": PASSWORD})

    assert "incorrect" in refused.content.decode()
    assert (is_in(client), is_in(other)) == (True, False)
    assert sign_in(Client(), "elena", NEW).status_code == 302
    assert not Attempts.objects.filter(kind="account").exists()
