"""By the company's own provider come in those whom it vouches for, with what its claims give."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.costs.models import Budget
from bi_app.people.asker import asker_for
from bi_app.people.claims import texts
from bi_app.people.models import Attribute, Team, User
from bi_app.people.provider import issuer, provider
from tests import oidc
from tests.bi_app.people.signing_in import is_in, person, told

pytestmark = pytest.mark.django_db
START = "/sign-in/by/company/"


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with oidc.provider({}) as address:
        yield address


@pytest.fixture(autouse=True)
def connected(running: str, settings: Settings, retailer: None) -> None:
    scopes = ["openid", "profile", "email"]
    settings.SOCIALACCOUNT_PROVIDERS = provider(running, "Shop", "aisle", "hush", scopes)
    settings.AISLE_OIDC_ROLES = "aisle.roles"
    settings.AISLE_OIDC_GROUPS = "groups"
    settings.AISLE_OIDC_ATTRIBUTES = {"regions": "areas", "moods": "areas"}
    settings.AISLE_OIDC_MAKES_ACCOUNTS = True


def come(client: Client, running: str, sub: str, **claims: Any) -> Any:
    """Sign in at the provider, and come back to us."""
    oidc.change(running, sub, claims)
    away = client.get(START)["Location"]
    assert away.startswith(running)
    assert "code_challenge" in away
    back = requests.post(away, {"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def test_it_makes_an_account_with_what_the_claims_give(client: Client, running: str) -> None:
    team = Team.objects.create(name="Buyers", roles=["analyst"])

    response = come(
        client,
        running,
        "u-1",
        email="rita@shop.example",
        email_verified=True,
        preferred_username="rita",
        aisle={"roles": ["regional_manager", "emperor"]},
        groups=["Buyers", "Admins"],
        areas=["West"],
        is_superuser=True,
        is_staff=True,
    )

    assert response["Location"] == "/"
    assert is_in(client)
    rita = User.objects.get(username="rita")
    assert (rita.roles, rita.is_staff, rita.is_superuser) == (["regional_manager"], False, False)
    assert list(rita.teams.all()) == [team]
    assert asker_for(rita).attributes == {"regions": ("West",)}
    assert Budget.objects.filter(user=rita).exists()
    assert not rita.has_usable_password()
    assert SocialAccount.objects.get().extra_data == {}
    assert told("make account")[0][2]["whose"] == "rita"
    assert told("sign in")[-1][2]["by"] == ["socialaccount"]


def test_it_takes_away_what_the_claims_no_longer_give(client: Client, running: str) -> None:
    whole = {"aisle": {"roles": ["executive"]}, "areas": ["West", "Southwest"]}
    come(client, running, "u-2", preferred_username="sue", **whole)
    sue = User.objects.get(username="sue")
    assert "executive" in sue.roles

    come(Client(), running, "u-2", preferred_username="sue", areas="West")

    asker = asker_for(User.objects.get(username="sue"))
    assert (asker.roles, asker.attributes) == (frozenset(), {"regions": ("West",)})
    assert ask(Asked(text="net sales last week"), asker).finding.status != "answered"
    assert told("change rights")[-1][2]["before"]["roles"] == ["executive"]


def test_it_leaves_what_no_claim_is_named_for(
    client: Client, running: str, settings: Settings
) -> None:
    settings.AISLE_OIDC_ROLES, settings.AISLE_OIDC_ATTRIBUTES = "", {}
    known = person("tom", email="tom@shop.example", roles=["executive"])
    Attribute.objects.create(user=known, name="departments", member="Home")

    come(client, running, "u-3", email="Tom@shop.example", email_verified=True, roles=["analyst"])

    assert is_in(client)
    asker = asker_for(User.objects.get(username="tom"))
    assert (asker.roles, asker.attributes) == (frozenset({"executive"}), {"departments": ("Home",)})


@pytest.mark.parametrize(
    ("claims", "account"),
    [
        ({"email": "vera@shop.example"}, {}),
        ({"email": "vera@shop.example", "email_verified": "true"}, {}),
        ({"email": "vera@shop.example", "email_verified": True}, {"service": True}),
        ({"email": "vera@shop.example", "email_verified": True}, {"is_active": False}),
    ],
    ids=["not verified", "verified in words", "service account", "account ended"],
)
def test_it_gives_nobody_an_account_that_may_be_anothers(
    client: Client, running: str, claims: Mapping[str, Any], account: Mapping[str, Any]
) -> None:
    person("vera", email="vera@shop.example", **account)

    response = come(client, running, "u-4", **claims)

    assert response.status_code == 403
    assert not is_in(client)
    assert told("sign in")[-1][1] == "refused"


def test_it_refuses_who_has_no_account_where_the_settings_say_so(
    client: Client, running: str, settings: Settings
) -> None:
    settings.AISLE_OIDC_MAKES_ACCOUNTS = False

    response = come(client, running, "u-5", preferred_username="walt")

    assert response.status_code == 403
    assert "no account here yet" in response.content.decode()
    assert not User.objects.filter(username="walt").exists()


def test_it_gives_nobody_the_name_that_another_has(client: Client, running: str) -> None:
    elena = User.objects.get(username="elena.exec")

    come(client, running, "u-6", preferred_username="elena.exec")

    other = SocialAccount.objects.get(uid="u-6").user
    assert other.pk != elena.pk
    assert other.username != "elena.exec"
    assert other.roles == []


def test_it_lets_nobody_connect_another_identity_to_their_account(
    client: Client, running: str
) -> None:
    client.force_login(person("xena"))
    oidc.change(running, "u-7", {})
    away = client.get(f"{START}?process=connect")["Location"]
    back = requests.post(away, {"sub": "u-7"}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])

    response = client.get(f"{parts.path}?{parts.query}")

    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied"])
def test_it_takes_no_answer_that_it_did_not_ask_for(client: Client, query: str) -> None:
    response = client.get(f"{START}back/{query}")

    assert response.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"a": "x"}, ("x",)),
        ({"a": ["x", "y", "x"]}, ("x", "y")),
        ({"a": ["x", 1]}, ()),
        ({"a": {"b": "x"}}, ()),
        ({"a": None}, ()),
        ({"a": ["", " "]}, ()),
        ({}, ()),
    ],
)
def test_a_claim_is_a_text_or_a_list_of_texts(claims: Mapping[str, Any], found: object) -> None:
    assert texts(claims, "a") == found


@pytest.mark.parametrize("address", ["http://idp.example", "ftp://idp.example", "idp", "https://"])
def test_a_provider_is_reached_encrypted(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        issuer(address)
