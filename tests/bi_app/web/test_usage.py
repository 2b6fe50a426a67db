"""Everybody sees their own costs; administrators and budget owners see others', and decide."""

from collections.abc import Callable

import pytest
from django.test import Client

from bi_app.audit.models import Entry
from bi_app.costs.charge import Charge
from bi_app.costs.ledger import open_budget, reserve, settle
from bi_app.costs.models import Budget, Kind, MoreAsked, SavedBy, Scope
from bi_app.costs.standing import Work
from bi_app.people.models import Team, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def enter(name: str) -> Client:
        client.force_login(User.objects.get(username=name))
        return client

    return enter


@pytest.fixture(autouse=True)
def people() -> None:
    for name in ("anna", "ben", "carl"):
        open_budget(User.objects.create(username=name).pk, 5_000_000)
    ada = User.objects.create(username="ada", is_superuser=True, is_staff=True)
    open_budget(ada.pk, 5_000_000)
    team = Team.objects.create(name="Buyers")
    team.members.add(User.objects.get(username="anna"))
    spend("anna", "q1", 1_250_000)
    spend("ben", "q2", 70_000)


def spend(name: str, asking: str, micros: int) -> None:
    reserve(Work(asking, User.objects.get(username=name).pk), micros)
    charge = Charge(
        Kind.WAREHOUSE, "preparation", micros, saved_micros=30_000, saved_by=SavedBy.CACHE
    )
    settle(asking, [charge], ["net_sales"])


def test_it_shows_what_is_spent_left_and_saved(sign_in: SignIn) -> None:
    page = sign_in("anna").get("/usage/").content.decode()

    assert "1.25 USD" in page
    assert "of 5.00 USD: " in page
    assert "would have cost 0.03 USD more" in page
    assert "3.75 USD left" in page
    assert "25 % of the budget is used" in page
    assert "0.07 USD" not in page
    assert "/usage/costs/" not in page


@pytest.mark.parametrize("address", ["/usage/costs/", "/usage/costs/?format=csv"])
def test_it_shows_others_costs_to_nobody_else(sign_in: SignIn, address: str) -> None:
    assert sign_in("anna").get(address).status_code == 403


def test_it_shows_an_administrator_everybody_s(sign_in: SignIn) -> None:
    ada = sign_in("ada")

    page = ada.get("/usage/costs/?by=user").content.decode()
    csv = ada.get("/usage/costs/?by=group&format=csv")

    assert "1.25 USD" in page
    assert "1.32 USD" in page  # in all
    assert csv.content.decode().splitlines() == [
        "group,questions,cost_usd,saved_usd",
        "Buyers,1,1.25,0.03",
        "(no group),1,0.07,0.03",
    ]
    assert csv["Content-Disposition"] == 'attachment; filename="costs-by-group.csv"'


def test_it_shows_the_owner_of_a_budget_its_people_alone(sign_in: SignIn) -> None:
    carl = User.objects.get(username="carl")
    team = Team.objects.get()
    Budget.objects.create(scope=Scope.TEAM, team=team, limit_micros=10, owner=carl)

    page = sign_in("carl").get("/usage/costs/?by=user").content.decode()

    assert "anna" in page
    assert "ben" not in page


@pytest.mark.parametrize("query", ["by=week", "from=x&to=2026-13-01", "by=model&from=2030-01-01"])
def test_it_takes_addresses_as_they_come(sign_in: SignIn, query: str) -> None:
    assert sign_in("ada").get(f"/usage/costs/?{query}").status_code == 200


def test_it_takes_a_request_for_more_and_grants_it(sign_in: SignIn) -> None:
    Budget.objects.filter(user__username="anna").update(soft_micros=4_000_000)
    anna = sign_in("anna")
    for _ in range(2):
        anna.post("/usage/more/", {"period": "day", "reason": "Season review"})
    asked = MoreAsked.objects.get()
    assert "has not decided yet" in anna.get("/usage/").content.decode()

    ada = sign_in("ada")
    assert "Season review" in ada.get("/usage/costs/").content.decode()
    ada.post(f"/usage/more/{asked.pk}/", {"limit": "10", "grant": "yes"})

    budget = Budget.objects.get(user__username="anna")
    assert (budget.limit_micros, budget.soft_micros) == (10_000_000, 8_000_000)
    assert "granted" in sign_in("anna").get("/usage/").content.decode()
    entries = Entry.objects.filter(action__startswith="more").order_by("seq")
    assert [each.outcome for each in entries] == ["asked", "granted"]
    assert "Season review" not in str(list(Entry.objects.values("detail")))


def test_it_keeps_no_personal_data_of_a_reason(sign_in: SignIn) -> None:
    sign_in("anna").post("/usage/more/", {"period": "day", "reason": "Ask ann.lee@example.com"})

    assert "ann.lee" not in MoreAsked.objects.get().reason


def test_it_puts_what_an_operator_sets_on_record(sign_in: SignIn) -> None:
    budget = Budget.objects.get(user__username="anna")
    form = {"scope": "person", "user": budget.user_id, "period": "day", "limit_micros": "7"}

    sign_in("ada").post(f"/admin/costs/budget/{budget.pk}/change/", form)

    budget.refresh_from_db()
    assert budget.limit_micros == 7
    assert Entry.objects.get(action="budget_set").detail["limit_micros"] == 7


def test_it_declines_once(sign_in: SignIn) -> None:
    sign_in("anna").post("/usage/more/", {"period": "month"})
    asked, ada = MoreAsked.objects.get(), sign_in("ada")

    assert ada.post(f"/usage/more/{asked.pk}/", {"decline": "yes"}).status_code == 302
    assert ada.post(f"/usage/more/{asked.pk}/", {"decline": "yes"}).status_code == 404
    assert Budget.objects.get(user__username="anna").limit_micros == 5_000_000


@pytest.mark.parametrize("limit", ["", "much", "-1", "NaN"])
def test_it_grants_no_limit_that_is_none(sign_in: SignIn, limit: str) -> None:
    sign_in("anna").post("/usage/more/", {"period": "day"})

    answer = sign_in("ada").post(
        f"/usage/more/{MoreAsked.objects.get().pk}/", {"limit": limit, "grant": "yes"}
    )

    assert answer.status_code == 400
    assert MoreAsked.objects.get().decided_at is None


def test_it_lets_nobody_grant_themselves(sign_in: SignIn) -> None:
    anna = sign_in("anna")
    anna.post("/usage/more/", {"period": "day"})

    answer = anna.post(
        f"/usage/more/{MoreAsked.objects.get().pk}/", {"limit": "99", "grant": "yes"}
    )

    assert answer.status_code == 403
    assert anna.post("/usage/more/", {"period": "week"}).status_code == 400


def test_it_asks_whoever_is_not_signed_in_to_do_so(client: Client) -> None:
    for address in ("/usage/", "/usage/costs/"):
        assert client.get(address).status_code == 302
