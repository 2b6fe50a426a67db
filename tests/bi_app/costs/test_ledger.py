"""Nobody spends more than the budget, and every charge is booked once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from bi_app.costs.balance import first_off
from bi_app.costs.charge import Charge
from bi_app.costs.ledger import (
    booked,
    correct,
    open_budget,
    reserve,
    reserve_more,
    settle,
    sweep,
)
from bi_app.costs.models import (
    Kind,
    LedgerEntry,
    Period,
    Reservation,
    Scope,
    Spending,
)
from bi_app.costs.standing import Work
from bi_app.people.models import Team
from bi_app.workload import Channel, Workload
from semantic_layer.errors import OverBudget

pytestmark = pytest.mark.django_db
OLD = "2020-01-01T00:00Z"


@pytest.fixture
def anna() -> int:
    """Somebody with ten micros a day."""
    return person("anna", 10)


def person(name: str, limit: int | None) -> int:
    user = get_user_model().objects.create(username=name)
    if limit is not None:
        open_budget(user.pk, limit)
    return user.pk


def engine(micros: int) -> Charge:
    return Charge(Kind.WAREHOUSE, "preparation", micros)


def spending(scope: Scope = Scope.PERSON, period: Period = Period.DAY) -> tuple[int, int]:
    found = Spending.objects.filter(scope=scope, period=period).latest("begins")
    return found.spent_micros, found.reserved_micros


def test_it_holds_the_most_that_a_question_can_cost(anna: int) -> None:
    reserve(Work("q1", anna), 6)

    assert spending() == (0, 6)
    assert spending(Scope.WHOLE, Period.MONTH) == (0, 6)


def test_it_refuses_one_micro_over_the_budget(anna: int) -> None:
    reserve(Work("q1", anna), 6)

    with pytest.raises(OverBudget, match="Your budget for today"):
        reserve(Work("q2", anna), 5)
    reserve(Work("q3", anna), 4)
    assert spending() == (0, 10)


def test_it_puts_the_true_charge_in_the_reservation_s_place(anna: int) -> None:
    reserve(Work("q1", anna, Channel.API, Workload.VIEW, "portal"), 9)

    assert settle("q1", [engine(7)], ["net_sales"]) == 7
    entry = LedgerEntry.objects.get()
    assert spending() == (7, 0)
    assert (entry.micros, entry.metrics, entry.channel) == (7, ["net_sales"], "api")
    assert (entry.workload, entry.workflow) == ("view", "portal")


def test_it_charges_once_however_often_it_is_told(anna: int) -> None:
    reserve(Work("q1", anna), 9)

    assert [settle("q1", [engine(7)]), settle("q1", [engine(7)])] == [7, 7]
    assert LedgerEntry.objects.count() == 1
    assert spending() == (7, 0)


def test_it_holds_for_an_asking_once(anna: int) -> None:
    reserve(Work("q1", anna), 1)

    with pytest.raises(DatabaseError), transaction.atomic():
        reserve(Work("q1", anna), 1)


def test_it_holds_more_when_more_is_known(anna: int) -> None:
    reserve(Work("q1", anna), 1)

    reserve_more("q1", 9)
    with pytest.raises(OverBudget):
        reserve_more("q1", 1)
    assert spending() == (0, 10)
    settle("q1", [engine(3)])
    assert spending() == (3, 0)


def test_it_books_what_was_used_beyond_what_was_held_as_far_as_there_is_room(anna: int) -> None:
    reserve(Work("q1", anna), 2)

    assert settle("q1", [engine(15)]) == 10
    assert LedgerEntry.objects.get().detail == {"beyond_micros": 5}
    assert spending() == (10, 0)


def test_it_begins_each_day_and_month_anew(anna: int) -> None:
    reserve(Work("q1", anna), 9)
    settle("q1", [engine(9)])
    Spending.objects.filter(period=Period.DAY).update(begins="2020-01-01")

    reserve(Work("q2", anna), 9)

    assert Spending.objects.filter(scope=Scope.PERSON, period=Period.DAY).count() == 2
    assert spending() == (0, 9)
    assert spending(period=Period.MONTH) == (9, 9)


def test_it_counts_what_is_settled_late_on_the_day_it_was_held(anna: int) -> None:
    reserve(Work("q1", anna), 9)
    Reservation.objects.update(day="2020-02-29")
    Spending.objects.filter(period=Period.DAY).update(begins="2020-02-29")
    Spending.objects.filter(period=Period.MONTH).update(begins="2020-02-01")

    settle("q1", [engine(5)])

    assert LedgerEntry.objects.get().day.isoformat() == "2020-02-29"
    assert first_off() is None


def test_it_settles_a_forgotten_reservation_at_its_full_amount(anna: int) -> None:
    reserve(Work("q1", anna), 9)
    Reservation.objects.update(at=OLD)
    reserve(Work("q2", anna), 1)

    assert sweep(timedelta(minutes=15)) == 1
    assert spending() == (9, 1)
    assert LedgerEntry.objects.get().kind == Kind.FORGOTTEN
    assert settle("q1", [engine(3)]) == 9  # too late: what was booked stays


def test_it_corrects_by_rows_of_their_own(anna: int) -> None:
    reserve(Work("q1", anna), 9)
    settle("q1", [engine(9)], ["net_sales"])

    correct("q1", -4, "The engine was slow that day.")
    correct("q1", -5, "All of it.")
    with pytest.raises(ValueError, match="cannot be taken back"):
        correct("q1", -1, "Once more.")

    assert [each.micros for each in LedgerEntry.objects.order_by("pk")] == [9, -4, -5]
    assert all(each.metrics == ["net_sales"] for each in LedgerEntry.objects.all())
    assert (booked("q1"), spending()) == (0, (0, 0))
    assert first_off() is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE costs_ledgerentry SET micros = 0",
        "DELETE FROM costs_ledgerentry",
        "TRUNCATE costs_ledgerentry",
    ],
)
def test_it_keeps_ledger_entries_as_they_are(anna: int, change: str) -> None:
    reserve(Work("q1", anna), 9)
    settle("q1", [engine(7)])
    connection.check_constraints()  # what is deferred would stop TRUNCATE by itself

    with (
        pytest.raises(DatabaseError, match="stay as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.django_db(transaction=True)
def test_it_admits_ten_of_forty_at_the_same_time(anna: int) -> None:
    """Each with a connection of its own; the team's and the whole's budgets are in the way too."""
    Team.objects.create(name="Buyers").members.add(anna)

    def ask(number: int) -> bool:
        try:
            reserve(Work(f"q{number}", anna), 1)
        except OverBudget:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(40) as pool:
        admitted: Iterator[bool] = pool.map(ask, range(40))
        assert sum(admitted) == 10
    assert spending() == (0, 10)
    assert Reservation.objects.count() == 10
    assert first_off() is None


@pytest.mark.django_db(transaction=True)
def test_it_never_waits_for_itself_when_people_share_budgets() -> None:
    """Holding, settling and sweeping in every order: no deadlock, and all is balanced after."""
    people = [person(name, 1_000_000) for name in ("anna", "ben", "cleo", "dan")]
    teams = [Team.objects.create(name=f"team {number}") for number in range(3)]
    for place, user in enumerate(people):
        teams[place % 3].members.add(user)
        teams[(place + 1) % 3].members.add(user)

    def ask(number: int) -> None:
        try:
            work = Work(f"q{number}", people[number % 4])
            reserve(work, 5)
            with suppress(Reservation.DoesNotExist):  # somebody else's sweep was faster
                reserve_more(work.asking, 3)
            if number % 5:
                settle(work.asking, [engine(number % 8)])
            else:
                sweep(timedelta())
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(120)))
    sweep(timedelta())
    assert first_off() is None
    assert Reservation.objects.filter(settled=None).count() == 0
    assert spending(Scope.WHOLE)[1] == 0
