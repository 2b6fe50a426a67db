"""People sign in by name and password, are held off when they guess, and all of it is recorded."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from bi_app.audit.record import AuditUnavailable
from bi_app.people import attempts
from bi_app.people.models import Attempts, SignIn, User
from tests.bi_app.people.signing_in import PASSWORD, is_in, person, sign_in, told

pytestmark = pytest.mark.django_db


def test_it_lets_the_right_person_in(client: Client) -> None:
    person()

    response = sign_in(client)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)
    ((actor, outcome, detail),) = told("sign in")
    assert (actor, outcome, detail["address"], detail["by"]) == (
        "elena",
        "done",
        "127.0.0.1",
        ["password"],
    )


@pytest.mark.parametrize("why", ["wrong password", "nobody", "ended", "service", "no password"])
def test_it_tells_every_stranger_the_same(client: Client, why: str) -> None:
    user = person(is_active=why != "ended", service=why == "service")
    if why in {"service", "no password"}:
        user.set_unusable_password()
        user.save()
    person("another")
    name = "nobody" if why == "nobody" else "elena"

    refused = sign_in(client, name, "wrong, all wrong" if why == "wrong password" else PASSWORD)
    usual = sign_in(Client(), "another", "wrong, all wrong")

    page, other = refused.content.decode(), usual.content.decode()
    assert (refused.status_code, "do not belong together" in page) == (200, True)
    assert _bare(page, name) == _bare(other, "another")
    assert not is_in(client)


def _bare(page: str, name: str) -> str:
    """Without the name that was typed and the token of the form."""
    lines = [line for line in page.splitlines() if "csrf" not in line.lower()]
    return "\n".join(lines).replace(f'value="{name}"', "")


def test_it_checks_a_password_whether_somebody_has_that_name_or_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The costly part of a sign-in is the hash: it is made once for all who are refused."""
    person()
    person("gone", is_active=False)
    hashed = []
    true_encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(1) or true_encode(self, password, salt),
    )
    counts = []
    for name in ("elena", "gone", "nobody"):
        hashed.clear()
        sign_in(client, name, "wrong, all wrong")
        counts.append(len(hashed))

    assert len(set(counts)) == 1
    assert counts[0] >= 1


def test_it_holds_off_who_guesses_at_one_account(client: Client) -> None:
    person()
    person("another")
    for number in range(10):
        sign_in(client, "elena", "wrong, all wrong", address=f"10.0.0.{number}")

    held, other = sign_in(Client(), "elena", address="10.0.1.1"), sign_in(Client(), "another")

    assert held.status_code == 429
    assert 0 < int(held["Retry-After"]) <= 900
    assert "tried too often" in held.content.decode()
    assert other.status_code == 302


def test_it_holds_off_who_guesses_from_one_address(client: Client) -> None:
    person()
    for number in range(50):
        sign_in(client, f"guess{number}", "wrong, all wrong", address="10.0.0.9")

    assert sign_in(client, address="10.0.0.9").status_code == 429
    assert sign_in(Client(), address="10.0.0.10").status_code == 302


def test_it_holds_off_from_names_that_nobody_has_just_the_same(client: Client) -> None:
    for number in range(10):
        sign_in(client, "nobody", "wrong, all wrong", address=f"10.0.0.{number}")

    assert sign_in(client, "nobody", address="10.0.1.1").status_code == 429


def test_it_records_the_first_refusal_for_guessing_and_not_a_flood(client: Client) -> None:
    person()
    for _ in range(14):
        sign_in(client, "elena", "wrong, all wrong")

    whys = [detail["why"] for _, _, detail in told("sign in")]

    assert whys == ["wrong name or password"] * 10 + ["too often"]


def test_it_lets_try_again_after_a_quarter_of_an_hour(client: Client) -> None:
    person()
    for _ in range(11):
        sign_in(client, "elena", "wrong, all wrong")
    Attempts.objects.update(since=timezone.now() - timedelta(minutes=16))

    assert sign_in(client).status_code == 302


def test_it_forgets_slips_of_who_then_signs_in_but_not_those_of_the_address(
    client: Client,
) -> None:
    person()
    for _ in range(3):
        for _ in range(9):
            sign_in(client, "elena", "wrong, all wrong")
        assert sign_in(Client()).status_code == 302

    assert Attempts.objects.get(kind="address").count == 27


def test_it_keeps_no_name_that_was_tried(client: Client) -> None:
    person()
    sign_in(client, "elena", "wrong, all wrong")
    sign_in(client, "my password by mistake", "wrong, all wrong")

    actors = [actor for actor, _, _ in told("sign in")]
    kept = str(list(Attempts.objects.values()))

    assert actors[0] == "elena"
    assert actors[1].startswith("unknown ")
    assert "elena" not in kept
    assert "mistake" not in kept + str(actors)


def test_it_counts_tries_at_the_same_time_all(transactional_db: None) -> None:
    limit = attempts.Limit("account", 10)

    def tried(_: int) -> bool:
        try:
            attempts.count([(limit, "elena")])
        except attempts.TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(tried, range(40)))

    assert passed == 10


def test_it_signs_nobody_in_where_it_cannot_be_recorded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(entry: object) -> None:
        raise AuditUnavailable("The record cannot be written.")

    person()
    monkeypatch.setattr("bi_app.people.happened.append", refuse)

    response = sign_in(client)

    assert response.status_code == 503
    assert not is_in(client)


def test_it_ends_what_a_disabled_person_had_open_at_once(client: Client) -> None:
    user = person()
    sign_in(client)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert not is_in(client)


def test_it_shows_where_somebody_is_signed_in_and_ends_it_at_once(client: Client) -> None:
    person()
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone; …) Version/17 Safari/604.1"})
    sign_in(client)
    sign_in(phone, address="10.9.9.9")
    page = client.get("/account/sign-ins/").content.decode()
    of_phone = SignIn.objects.get(address="10.9.9.9")
    assert "Safari on iPhone" in page
    assert "10.9.9.9" in page
    assert of_phone.session_id not in page

    client.post(f"/account/sign-ins/{of_phone.pk}/end/")

    assert (is_in(client), is_in(phone)) == (True, False)
    assert told("end sign-in")[0][0] == "elena"


def test_it_ends_all_others_at_once(client: Client) -> None:
    person()
    others = [Client(), Client()]
    for each in (client, *others):
        sign_in(each)

    client.post("/account/sign-ins/others/end/")

    assert [is_in(each) for each in (client, *others)] == [True, False, False]


def test_it_lets_nobody_end_somebody_elses(client: Client) -> None:
    person()
    person("another")
    other = Client()
    sign_in(client)
    sign_in(other, "another")
    theirs = SignIn.objects.get(user__username="another")

    response = client.post(f"/account/sign-ins/{theirs.pk}/end/")

    assert response.status_code == 404
    assert is_in(other)


def test_it_forgets_a_sign_in_with_its_session(client: Client) -> None:
    person()
    sign_in(client)

    client.post("/sign-out/")

    assert not SignIn.objects.exists()
    assert not Session.objects.exists()
    assert [actor for actor, _, _ in told("sign out")] == ["elena"]


def test_it_sends_an_operator_to_the_one_sign_in(client: Client) -> None:
    """Django's own form would know no throttling and no second factor."""
    person()
    response = client.get("/admin/")
    assert client.get(response["Location"])["Location"] == "/sign-in/?next=%2Fadmin%2F"

    response = client.post("/admin/login/", {"username": "elena", "password": PASSWORD})

    assert response.status_code == 401
    assert b"You were signed out" in response.content
    assert not is_in(client)


def test_what_operators_change_of_people_is_recorded(client: Client) -> None:
    person("ada", is_staff=True, is_superuser=True)
    sign_in(client, "ada")

    client.post("/admin/people/team/add/", {"name": "Buyers", "roles": "", **NO_ATTRIBUTES})

    ((actor, _, detail),) = told("change rights")
    assert (actor, detail["whose"], detail["how"]) == ("ada", "Buyers", "added")


NO_ATTRIBUTES = {"attributes-TOTAL_FORMS": "0", "attributes-INITIAL_FORMS": "0"}


@pytest.mark.parametrize(
    "model", ["socialaccount/socialapp", "socialaccount/socialaccount", "account/emailaddress"]
)
def test_no_provider_is_made_on_a_page(client: Client, model: str) -> None:
    person("ada", is_staff=True, is_superuser=True)
    sign_in(client, "ada")

    assert client.get(f"/admin/{model}/").status_code == 404
