"""Which budgets apply to somebody, and what do people read of them?"""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from bi_app.costs.charge import Charge
from bi_app.costs.ledger import reserve, settle, stand
from bi_app.costs.models import Budget, Kind, LedgerEntry, Period, Scope
from bi_app.costs.standing import Frugality, Line, Work
from bi_app.people.models import Team, User
from semantic_layer.errors import OverBudget

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return get_user_model().objects.create(username="anna")


@pytest.fixture
def buyers(anna: User) -> Team:
    team = Team.objects.create(name="Buyers")
    team.members.add(anna)
    return team


def budget(limit: int, scope: Scope = Scope.PERSON, **more: object) -> Budget:
    return Budget.objects.create(scope=scope, limit_micros=limit, **more)


def spend(user: User, micros: int, name: str = "q1") -> None:
    reserve(Work(name, user.pk), micros)
    settle(name, [Charge(Kind.WAREHOUSE, "preparation", micros)])


def test_it_refuses_whom_no_row_concerns(anna: User, buyers: Team) -> None:
    budget(100, Scope.TEAM, team=buyers)
    budget(100, Scope.WHOLE)

    with pytest.raises(OverBudget, match="no budget yet"):
        reserve(Work("q1", anna.pk), 0)


def test_it_takes_the_default_of_everybody_who_has_none_of_their_own(anna: User) -> None:
    budget(5)
    reserve(Work("q1", anna.pk), 5)
    budget(9, user=anna)

    reserve(Work("q2", anna.pk), 4)
    with pytest.raises(OverBudget):
        reserve(Work("q3", anna.pk), 1)


@pytest.mark.parametrize("period", list(Period))
@pytest.mark.parametrize(
    ("scope", "named"),
    [
        (Scope.PERSON, "Your budget for"),
        (Scope.TEAM, "The budget of your team “Buyers” for"),
        (Scope.WHOLE, "The budget of the whole installation for"),
    ],
)
def test_it_names_the_budget_that_is_in_the_way(
    anna: User, buyers: Team, scope: Scope, named: str, period: Period
) -> None:
    if (scope, period) != (Scope.PERSON, Period.DAY):
        budget(1000, user=anna)
    theirs = {Scope.PERSON: {"user": anna}, Scope.TEAM: {"team": buyers}}.get(scope, {})
    budget(10, scope, period=period, **theirs)
    spend(anna, 6)

    with pytest.raises(OverBudget) as refused:
        reserve(Work("q2", anna.pk), 5)

    said = str(refused.value)
    assert said.startswith(named)
    assert ("today" if period is Period.DAY else "this month") in said
    assert "0.00001 USD" in said
    assert "up to 0.01 USD more" in said
    assert "It starts again on" in said
    assert "00:00 UTC" in said
    assert ("0.01 USD is spent" in said) == (scope is Scope.PERSON)


def test_it_warns_from_the_soft_limit_on_and_refuses_past_the_hard_one(anna: User) -> None:
    budget(100, user=anna, soft_micros=60)

    spend(anna, 59)
    below = stand(anna.pk)
    spend(anna, 1, "q3")
    at = stand(anna.pk)
    reserve(Work("q4", anna.pk), 40)

    assert (below.frugality, below.warnings) == (Frugality.USUAL, ())
    assert at.frugality is Frugality.THRIFTY
    assert "nearly used up: it warns from 0.00006 USD of 0.0001 USD on" in at.warnings[0]
    with pytest.raises(OverBudget):
        reserve(Work("q5", anna.pk), 1)


def test_it_counts_what_was_spent_before_there_was_a_budget(anna: User, buyers: Team) -> None:
    budget(1000, user=anna)
    spend(anna, 7)
    budget(10, Scope.TEAM, team=buyers)

    with pytest.raises(OverBudget):
        reserve(Work("q2", anna.pk), 4)
    reserve(Work("q3", anna.pk), 3)


def test_it_counts_a_charge_for_every_team_of_the_person_then(anna: User, buyers: Team) -> None:
    budget(1000, user=anna)
    reserve(Work("q1", anna.pk), 7)
    buyers.members.clear()

    settle("q1", [Charge(Kind.WAREHOUSE, "preparation", 7)])

    assert LedgerEntry.objects.get().teams == [buyers.pk]


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": Scope.TEAM},
        {"scope": Scope.WHOLE, "user": "anna"},
        {"scope": Scope.PERSON, "team": "buyers"},
        {"limit_micros": -1},
        {"soft_micros": 11},
        {"period": "week"},
    ],
)
def test_it_keeps_budgets_of_a_form(anna: User, buyers: Team, wrong: dict[str, object]) -> None:
    people = {"anna": anna, "buyers": buyers}
    named = {key: people.get(str(value), value) for key, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.create(**{"limit_micros": 10, **named})


@pytest.mark.parametrize(
    ("period", "begins", "resets"),
    [
        (Period.DAY, date(2026, 2, 28), date(2026, 3, 1)),
        (Period.DAY, date(2026, 12, 31), date(2027, 1, 1)),
        (Period.MONTH, date(2026, 1, 1), date(2026, 2, 1)),
        (Period.MONTH, date(2026, 2, 1), date(2026, 3, 1)),
        (Period.MONTH, date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_it_starts_again_with_the_next_day_or_month(
    period: Period, begins: date, resets: date
) -> None:
    line = Line(1, Scope.PERSON, 1, "", period, begins, 0, 0, 1, None)

    assert line.resets == resets
