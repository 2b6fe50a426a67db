"""The invariant job names the first counter that the ledger does not bear out."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from bi_app.costs.balance import first_off
from bi_app.costs.charge import Charge
from bi_app.costs.ledger import open_budget, reserve, settle
from bi_app.costs.models import Kind, Reservation, Spending
from bi_app.costs.standing import Work
from bi_app.costs.tasks import verify_counters
from bi_app.people.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spent_and_held() -> None:
    anna = get_user_model().objects.create(username="anna")
    open_budget(anna.pk, 100)
    Team.objects.create(name="Buyers").members.add(anna)
    reserve(Work("q1", anna.pk), 9)
    settle("q1", [Charge(Kind.WAREHOUSE, "preparation", 7)])
    reserve(Work("q2", anna.pk), 5)


def test_it_balances() -> None:
    assert first_off() is None
    assert verify_counters()


@pytest.mark.parametrize(
    ("scope", "period", "change"),
    [
        ("person", "day", {"spent_micros": 6}),
        ("team", "month", {"spent_micros": 8}),
        ("whole", "day", {"reserved_micros": 4}),
        ("whole", "month", {"spent_micros": 12, "reserved_micros": 0}),  # the same sum
    ],
)
def test_it_names_the_counter_that_was_changed(
    scope: str, period: str, change: dict[str, int]
) -> None:
    Spending.objects.filter(scope=scope, period=period).update(**change)

    off = first_off()

    assert off is not None
    assert (off.scope, off.period) == (scope, period)
    assert (off.ledger_spent, off.ledger_reserved) == (7, 5)
    assert not verify_counters()


def test_it_names_a_counter_that_is_gone() -> None:
    Spending.objects.filter(scope="team", period="day").delete()

    off = first_off()

    assert off is not None
    assert (off.scope, off.spent, off.ledger_spent) == ("team", 0, 7)


def test_it_sees_an_entry_that_was_added_behind_its_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO costs_ledgerentry (asking, kind, user_id, share, workload, day, micros)"
            " SELECT 'x', 'warehouse', user_id, 'monitoring', 'ask', day, 1 FROM costs_reservation"
            " LIMIT 1"
        )

    off = first_off()

    assert off is not None
    assert off.scope == "person"


def test_it_sees_a_reservation_that_was_taken_away() -> None:
    Reservation.objects.filter(asking="q2").delete()

    off = first_off()

    assert off is not None
    assert (off.reserved, off.ledger_reserved) == (5, 0)
