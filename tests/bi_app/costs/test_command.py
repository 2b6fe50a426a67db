"""`manage.py costs`: an operator verifies, shows back, sets budgets and corrects."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from bi_app.audit.models import Entry
from bi_app.costs.charge import Charge
from bi_app.costs.ledger import booked, reserve, settle
from bi_app.costs.models import Budget, Kind, Spending
from bi_app.costs.standing import Work
from bi_app.people.models import Team, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return get_user_model().objects.create(username="anna")


def costs(*arguments: str) -> str:
    out = StringIO()
    call_command("costs", *arguments, stdout=out)
    return out.getvalue()


def spend(user: User, micros: int) -> None:
    reserve(Work("q1", user.pk), micros)
    settle("q1", [Charge(Kind.WAREHOUSE, "preparation", micros)], ["net_sales"])


@pytest.mark.parametrize(
    ("whose", "wanted"),
    [
        (["person", "anna"], ("person", "anna", None)),
        (["team", "Buyers"], ("team", None, "Buyers")),
        (["everybody"], ("person", None, None)),
        (["whole"], ("whole", None, None)),
    ],
)
def test_it_sets_budgets_on_record(
    anna: User, whose: list[str], wanted: tuple[str, str | None, str | None]
) -> None:
    Team.objects.create(name="Buyers")

    costs("budget", *whose, "--limit", "5")
    costs("budget", *whose, "--limit", "6.5", "--soft", "5", "--owner", "anna")

    budget = Budget.objects.get()
    team = budget.team.name if budget.team else None
    assert (budget.scope, budget.user and budget.user.username, team) == wanted
    assert (budget.limit_micros, budget.soft_micros) == (6_500_000, 5_000_000)
    assert budget.owner == anna
    assert Entry.objects.filter(action="budget_set").count() == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["budget", "person", "nobody", "--limit", "5"], "Nobody here is called “nobody”"),
        (["budget", "team", "none", "--limit", "5"], "There is no team “none”"),
        (["budget", "whole", "--limit", "five"], "invalid"),
        (["budget", "whole", "--limit", "0.0000001"], "invalid"),
        (["budget", "whole", "--limit", "1", "--soft", "2"], "above the hard one"),
        (["correct", "q9", "1", "--reason", "x"], "No settled question"),
        (["showback", "--by", "week"], "invalid"),
    ],
)
def test_it_says_what_cannot_be_done(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        costs(*arguments)


def test_it_shows_back_and_corrects(anna: User) -> None:
    costs("budget", "everybody", "--limit", "5")
    spend(anna, 1_500_000)

    assert "Booked -0.50 USD" in costs("correct", "q1", "-0.5", "--reason", "A slow day.")
    assert booked("q1") == 1_000_000
    assert costs("showback", "--by", "metric", "--csv").splitlines() == [
        "metric,questions,cost_usd,saved_usd",
        "net_sales,1,1.00,0.00",
    ]
    assert "in all" in costs("showback", "--from", "2020-01-01", "--to", "2020-01-31")


def test_it_verifies_and_names_what_is_off(anna: User) -> None:
    costs("budget", "everybody", "--limit", "5")
    spend(anna, 7)
    assert "Every counter" in costs("verify")

    Spending.objects.filter(scope="person", period="day").update(spent_micros=8)

    with pytest.raises(CommandError, match=f"person {anna.pk}, the day from .* says 8 spent"):
        costs("verify")
