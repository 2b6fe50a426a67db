"""Tools that let their users type get the same rows as the page."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.api.suggest import SuggestReply
from bi_app.people.keys import new_key
from bi_app.people.models import Scope, User
from tests.bi_app.api.conftest import Api

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def get(api: Api, typed: str, key: str = "") -> tuple[int, dict[str, object], str]:
    sent = {"Authorization": f"Bearer {key or api.key}"}
    response = api.client.get("/api/v1/suggest", {"q": typed}, headers=sent)
    return response.status_code, response.json(), response.headers.get("Cache-Control", "")


def test_it_suggests(elena: Api) -> None:
    status, found, kept = get(elena, "net sales by regi")

    reply = SuggestReply.model_validate(found)
    assert (status, kept) == (200, "no-store")
    assert "net sales by region" in {each.question for each in reply.suggestions}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [(Scope.ASK, 200), (Scope.READ, 200), (Scope.QUERY, 403), (Scope.ADMIN, 403)],
)
def test_it_takes_a_key_that_asks_or_reads(elena: Api, scope: Scope, expected: int) -> None:
    key = new_key(User.objects.get(username="elena.exec"), "tests", [scope])

    assert get(elena, "net", key)[0] == expected


def test_it_says_what_is_wrong(api: Callable[[str], Api], settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1
    elena, portal = api("elena.exec"), api("portal")

    assert get(elena, "a" * 501)[1]["code"] == "unreadable_question"
    assert get(portal, "net")[1]["code"] == "no_claims"
    codes = [get(elena, "net")[0] for _ in range(21)]
    assert codes == [200] * 20 + [429]
