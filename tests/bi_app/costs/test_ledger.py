"""Nobody spends more than the budget, and every charge is booked once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from bi_app.costs.ledger import Charge, open_budget, reserve, settle, sweep
from bi_app.costs.models import Budget, LedgerEntry, Reservation
from semantic_layer.errors import OverBudget

pytestmark = pytest.mark.django_db
ENGINE = Charge("warehouse", "monitoring", 7)


@pytest.fixture
def person() -> int:
    user = get_user_model().objects.create(username="anna")
    open_budget(user.pk, 10)
    return user.pk


def test_it_holds_the_most_that_a_question_can_cost(person: int) -> None:
    reserve(person, "q1", "ask", "", 6)

    assert Budget.objects.get().reserved_micros == 6


def test_it_refuses_what_is_over_the_budget(person: int) -> None:
    reserve(person, "q1", "ask", "", 6)

    with pytest.raises(OverBudget, match="used up"):
        reserve(person, "q2", "ask", "", 5)
    assert Budget.objects.get().reserved_micros == 6


def test_it_refuses_who_has_no_budget() -> None:
    nobody = get_user_model().objects.create(username="nobody")

    with pytest.raises(OverBudget, match="no budget yet"):
        reserve(nobody.pk, "q1", "ask", "", 0)


def test_it_puts_the_true_charge_in_the_reservation_s_place(person: int) -> None:
    reserve(person, "q1", "ask", "portal", 9)

    assert settle("q1", [ENGINE]) == 7
    budget, entry = Budget.objects.get(), LedgerEntry.objects.get()
    assert (budget.spent_micros, budget.reserved_micros) == (7, 0)
    assert (entry.micros, entry.workload, entry.workflow) == (7, "ask", "portal")


def test_it_charges_once_however_often_it_is_told(person: int) -> None:
    reserve(person, "q1", "ask", "", 9)

    settle("q1", [ENGINE])
    settle("q1", [ENGINE])

    assert LedgerEntry.objects.count() == 1
    assert Budget.objects.get().spent_micros == 7


def test_it_begins_each_day_anew(person: int) -> None:
    reserve(person, "q1", "ask", "", 9)
    settle("q1", [Charge("warehouse", "monitoring", 9)])
    Budget.objects.update(day="2020-01-01")

    reserve(person, "q2", "ask", "", 9)

    assert Budget.objects.get().spent_micros == 0


def test_it_settles_a_forgotten_reservation_at_its_full_amount(person: int) -> None:
    reserve(person, "q1", "ask", "", 9)
    Reservation.objects.update(at="2020-01-01T00:00Z")
    reserve(person, "q2", "ask", "", 1)

    assert sweep(timedelta(minutes=15)) == 1
    budget = Budget.objects.get()
    assert (budget.spent_micros, budget.reserved_micros) == (9, 1)


@pytest.mark.parametrize(
    "change", ["UPDATE costs_ledgerentry SET micros = 0", "DELETE FROM costs_ledgerentry"]
)
def test_it_keeps_ledger_entries_as_they_are(person: int, change: str) -> None:
    reserve(person, "q1", "ask", "", 9)
    settle("q1", [ENGINE])

    with (
        pytest.raises(DatabaseError, match="stay as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.django_db(transaction=True)
def test_it_admits_ten_of_forty_at_the_same_time(person: int) -> None:
    def ask(number: int) -> bool:
        try:
            reserve(person, f"q{number}", "ask", "", 1)
        except OverBudget:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        admitted: Iterator[bool] = pool.map(ask, range(40))
        assert sum(admitted) == 10
