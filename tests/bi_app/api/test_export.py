"""A tool fetches the whole result of an answer as a file, with the key that asked."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from bi_app import sealed
from bi_app.audit.models import Entry
from bi_app.costs.models import Budget, Kind, LedgerEntry
from bi_app.people.keys import new_key
from bi_app.people.models import Scope, User
from tests.bi_app.api.conftest import Api
from tests.bi_app.api.test_bad_input import is_problem

pytestmark = pytest.mark.django_db
QUESTION = "net sales by region last month"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


@pytest.fixture
def link(elena: Api) -> str:
    return str(elena.ask(QUESTION)["export"])


def fetch(api: Api, link: str, **headers: str) -> HttpResponse:
    return api.client.get(link, headers={"Authorization": f"Bearer {api.key}", **headers})


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("csv", b"\xef\xbb\xbfRegion,Net sales\r\n"),
        ("xlsx", b"PK"),
        ("png", b"\x89PNG"),
        ("svg", b"<svg"),
        ("pdf", b"%PDF"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/json"])
def test_the_link_of_an_answer_is_a_file(
    elena: Api, link: str, form: str, begins: bytes, accept: str
) -> None:
    response = fetch(elena, link.replace("format=csv", f"format={form}"), Accept=accept)

    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].startswith("attachment;")


def test_it_is_recorded_and_charged(elena: Api, link: str, settings: LazySettings) -> None:
    settings.AISLE_EXPORT_MICROS_A_THOUSAND_ROWS = 1_000_000

    fetch(elena, link)

    entry = Entry.objects.filter(action="export").latest("seq")
    charged = LedgerEntry.objects.get(kind=Kind.EXPORT)
    assert (entry.actor, entry.rows, entry.micros) == ("elena.exec", 6, 6_000)
    assert (charged.user.username, charged.micros, charged.channel) == ("elena.exec", 6_000, "api")
    assert charged.metrics == ["net_sales"]
    assert charged.detail["answer"] in link


def test_it_is_not_taken_beyond_the_budget(elena: Api, link: str, settings: LazySettings) -> None:
    settings.AISLE_EXPORT_MICROS_A_THOUSAND_ROWS = 1_000_000_000
    Budget.objects.filter(user__username="elena.exec").update(limit_micros=5_000_000)

    is_problem(fetch(elena, link), 403, "not_taken")

    assert not Entry.objects.filter(action="export").exists()
    assert not LedgerEntry.objects.filter(kind=Kind.EXPORT).exists()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        (("format=csv", "format=exe"), 422, "unknown_format"),
        (("/questions/", "/questions/00000000-0000-4000-8000-0000000"), 404, "not_found"),
    ],
)
def test_a_link_that_is_none_is_a_problem(
    elena: Api, link: str, change: tuple[str, str], status: int, code: str
) -> None:
    is_problem(fetch(elena, link.replace(*change)), status, code)


def test_a_problem_is_told_whatever_is_accepted(elena: Api, link: str) -> None:
    response = fetch(elena, link.replace("=csv", "=exe"), Accept="text/csv")

    is_problem(response, 422, "unknown_format")


def test_nobody_fetches_an_answer_of_somebody_else(api: Callable[[str], Api], link: str) -> None:
    is_problem(fetch(api("ana.analyst"), link), 404, "unknown_answer")


def test_what_has_no_rows_has_no_link(elena: Api) -> None:
    assert elena.ask("what does net sales mean")["export"] is None
    assert elena.ask("email addresses of our customers")["export"] is None


def test_it_takes_a_key_that_may_ask_and_no_session(elena: Api, link: str) -> None:
    owner = User.objects.get(username="elena.exec")
    reads = Api(Client(), new_key(owner, "reads", [Scope.READ]))
    signed_in = Client()
    signed_in.force_login(owner)

    is_problem(fetch(reads, link), 403, "out_of_scope")
    is_problem(signed_in.get(link), 401, "not_authenticated")


def test_a_role_may_take_fewer_rows_or_none(elena: Api, link: str, settings: LazySettings) -> None:
    settings.AISLE_EXPORT_ROWS_BY_ROLE = ["executive=2"]
    assert len(fetch(elena, link).content.splitlines()) == 3

    settings.AISLE_EXPORT_ROWS_BY_ROLE = ["executive=0"]
    is_problem(fetch(elena, link), 403, "not_taken")


def test_it_says_when_to_try_again_without_redis(
    elena: Api, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "is_there", lambda: False)

    response = fetch(elena, link)

    is_problem(response, 503, "not_now")
    assert response["Retry-After"]
