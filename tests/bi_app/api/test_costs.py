"""The API warns near a budget, asks before what is dear, and tells a key's owner their usage."""

import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.costs.models import Budget
from bi_app.people.keys import new_key
from bi_app.people.models import Scope, User
from tests.bi_app.api.conftest import Api

pytestmark = pytest.mark.django_db
QUESTION = {"question": "net sales by region last month"}


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def test_it_warns_from_the_soft_limit_on(elena: Api) -> None:
    before = elena.post("ask", QUESTION)
    Budget.objects.filter(user__username="elena.exec").update(soft_micros=0)

    warned = elena.post("ask", QUESTION)

    assert "Aisle-Budget" not in before.headers
    assert warned.headers["Aisle-Budget"] == "warning"
    assert "nearly used up" in warned.json()["caveats"][-1]


def test_it_runs_what_is_dear_once_it_is_confirmed(elena: Api, settings: LazySettings) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = 1_000_000
    settings.AISLE_CONFIRM_MICROS = 0

    asked = elena.post("ask", QUESTION).json()
    answered = elena.post("ask", {**QUESTION, "confirm": True}).json()

    assert asked["status"] == "clarification"
    assert asked["clarification"]["estimate"]["amount"] > 0
    assert asked["cost"]["amount"] == 0
    assert answered["status"] == "answered"
    query = asked["clarification"]["options"][0]["metric_query"]
    assert query == answered["metric_query"]


def test_it_tells_a_key_of_the_scope_its_owner_s_usage(elena: Api) -> None:
    elena.post("ask", QUESTION)
    key = new_key(User.objects.get(username="elena.exec"), "reads", [Scope.READ])

    def usage(key: str) -> tuple[int, dict[str, object]]:
        sent = {"Authorization": f"Bearer {key}"}
        response = elena.client.get("/api/v1/usage", headers=sent)
        return response.status_code, response.json()

    status, found = usage(key)
    assert status == 200
    assert found["currency"] == "USD"
    day, month = found["budgets"]
    assert (day["period"], day["limit"], month["limit"]) == ("day", 5.0, None)
    assert 0 < day["spent"] <= month["spent"]
    assert usage(elena.key)[0] == 403
