"""Whatever they are split by, the sums are the ledger's, to the micro."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bi_app.costs.models import Kind, LedgerEntry, SavedBy
from bi_app.costs.showback import By, Seen, Span, as_csv, showback
from bi_app.people.models import Team, User
from tests.counts import cases

DAYS = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 2)]
SPAN = Span(date(2026, 11, 1), date(2026, 11, 30))
METRICS = ["net_sales", "units_sold", "orders"]


@pytest.fixture
def anna(db: None) -> User:
    return get_user_model().objects.create(username="anna")


def entry(user: User, micros: int, asking: str = "q1", **more: object) -> LedgerEntry:
    fields: dict[str, object] = {
        "kind": Kind.WAREHOUSE,
        "share": "preparation",
        "workload": "ask",
        "day": DAYS[1],
        "channel": "page",
    }
    return LedgerEntry.objects.create(asking=asking, user=user, micros=micros, **{**fields, **more})


class TestSums(TestCase):
    """For random ledgers, with corrections that take back."""

    @settings(
        max_examples=cases(25, 300), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(st.data())
    def test_it_sums_to_the_ledger(self, data: st.DataObject) -> None:
        people = [User.objects.create(username=f"p{number}") for number in range(2)]
        teams = [Team.objects.create(name=f"t{number}") for number in range(3)]
        ids = [team.pk for team in teams]
        for number in range(data.draw(st.integers(0, 12))):
            entry(
                data.draw(st.sampled_from(people)),
                data.draw(st.integers(-(10**6), 10**12)),
                asking=f"q{number}",
                kind=Kind.CORRECTION,
                day=data.draw(st.sampled_from(DAYS)),
                metrics=data.draw(st.lists(st.sampled_from(METRICS), unique=True)),
                teams=data.draw(st.lists(st.sampled_from(ids), unique=True)),
                model=data.draw(st.sampled_from(["", "gpt-4o-mini"])),
                channel=data.draw(st.sampled_from(["page", "api"])),
                saved_micros=data.draw(st.integers(0, 10**9)),
                saved_by=SavedBy.CACHE,
            )
        wanted = LedgerEntry.objects.filter(day__gte=SPAN.first).aggregate(
            micros=Sum("micros", default=0), saved=Sum("saved_micros", default=0)
        )

        for by in By:
            shares = showback(by, SPAN)
            assert sum(share.micros for share in shares) == wanted["micros"], by
            assert sum(share.saved for share in shares) == wanted["saved"], by


def test_it_divides_a_charge_among_metrics_to_the_micro(anna: User) -> None:
    entry(anna, 8, metrics=METRICS)

    shares = {share.name: share.micros for share in showback(By.METRIC, SPAN)}

    assert shares == {"net_sales": 3, "units_sold": 3, "orders": 2}


def test_it_shows_an_owner_the_people_and_teams_of_their_budgets_only(anna: User) -> None:
    ben = User.objects.create(username="ben")
    entry(anna, 5)
    entry(ben, 7, "q2", teams=[3])
    entry(ben, 11, "q3")

    def seen(seen: Seen | None) -> dict[str, int]:
        return {share.name: share.micros for share in showback(By.USER, SPAN, seen)}

    assert seen(None) == {"ben": 18, "anna": 5}
    assert seen(Seen(people=(anna.pk,))) == {"anna": 5}
    assert seen(Seen(teams=(3,))) == {"ben": 7}
    assert seen(Seen()) == {}


def test_it_writes_exact_amounts_and_safe_names(anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(username="=anna")
    entry(anna, 1_500_001, saved_micros=20)
    entry(anna, -500_000, "q1", kind=Kind.CORRECTION)

    text = as_csv(By.USER, showback(By.USER, SPAN), "USD")

    assert list(csv.reader(io.StringIO(text))) == [
        ["user", "questions", "cost_usd", "saved_usd"],
        ["'=anna", "1", "1.000001", "0.00002"],
    ]
