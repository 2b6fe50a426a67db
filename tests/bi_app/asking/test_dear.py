"""A dear question says what it will cost before it runs, and holds no more than it may cost."""

import time

import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.asking import plans
from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.models import Status
from bi_app.costs.models import Budget, LedgerEntry, Reservation, SavedBy
from bi_app.warehouse import past_runs
from bi_app.warehouse.estimate import Ground, estimate
from semantic_layer.access import Asker
from semantic_layer.errors import StatementTimeout
from tests.bi_app.street import say, who
from tests.semantic_layer.answers import LARKFIELD_CLOCK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
QUESTION = "net sales by region last month"
DEAR = 1_000_000  # micros a second of the engine


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()
    plans.forget()


@pytest.fixture
def elena() -> Asker:
    return who("elena.exec")


@pytest.fixture
def dear(settings: LazySettings) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = DEAR
    settings.AISLE_CONFIRM_MICROS = 0


@pytest.mark.usefixtures("dear")
def test_it_asks_before_it_runs_what_is_dear(elena: Asker) -> None:
    asked = say("elena.exec", QUESTION)

    found = asked.finding
    assert found.status is Status.CLARIFICATION
    assert found.clarification is not None
    assert found.clarification.price is not None
    assert "expected to cost about 0.0" in found.clarification.prompt
    assert asked.cost.micros == 0
    assert Reservation.objects.get(asking=str(asked.id)).micros == 0

    (choice,) = found.clarification.options
    again = Asked(text=choice.label, conversation=str(asked.conversation), confirmed=True)
    answer = ask(again, elena)
    assert answer.finding.status is Status.ANSWERED
    assert answer.finding.query == choice.query
    assert answer.cost.micros > 0


@pytest.mark.usefixtures("dear")
def test_it_asks_again_as_long_as_nobody_confirms(elena: Asker) -> None:
    asked = say("elena.exec", QUESTION)

    again = say("elena.exec", "Ask it all the same", asked.conversation)

    assert again.finding.status is Status.CLARIFICATION


@pytest.mark.usefixtures("dear")
def test_it_asks_nothing_where_the_result_is_kept(elena: Asker) -> None:
    ask(Asked(text=QUESTION, confirmed=True), elena)

    assert say("elena.exec", QUESTION).finding.status is Status.ANSWERED


def test_it_holds_a_few_times_what_is_expected(elena: Asker, settings: LazySettings) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = DEAR

    answer = ask(Asked(text=QUESTION, confirmed=True), elena)

    held = Reservation.objects.get(asking=str(answer.id))
    price = answer.finding.price
    assert 0 < price.expected < held.micros == price.most
    assert held.micros <= settings.AISLE_STATEMENT_SECONDS * DEAR
    assert LedgerEntry.objects.get(asking=str(answer.id)).detail["expected_micros"]


def test_it_refuses_what_may_cost_more_than_is_left(elena: Asker, settings: LazySettings) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = DEAR
    Budget.objects.filter(user=elena.id).update(limit_micros=10)

    refused = ask(Asked(text=QUESTION, confirmed=True), elena).finding.refusal

    assert refused is not None
    assert refused.code == "over_budget"
    assert "Your budget for today is 0.00001 USD" in refused.detail


def test_it_answers_out_of_the_cache_when_nothing_is_left(
    elena: Asker, settings: LazySettings
) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = DEAR
    first = ask(Asked(text=QUESTION, confirmed=True), elena)
    Budget.objects.filter(user=elena.id).update(limit_micros=first.cost.micros)

    assert say("elena.exec", QUESTION).finding.status is Status.ANSWERED


def test_it_says_what_the_cache_saved(elena: Asker, settings: LazySettings) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = DEAR
    first = ask(Asked(text=QUESTION, confirmed=True), elena)

    second = say("elena.exec", QUESTION)

    entry = LedgerEntry.objects.get(asking=str(second.id))
    assert (entry.micros, entry.saved_by) == (0, SavedBy.CACHE)
    assert entry.saved_micros == first.cost.micros


def test_it_estimates_by_what_is_known_best(elena: Asker) -> None:
    """By sizes at first; then by past runs, the statement's own before others of its shape."""
    ready = None
    grounds = []
    for question in (QUESTION, "net sales by region 2 months ago"):
        answer = say("elena.exec", question)
        (ready,) = [
            each
            for each in plans._kept.values()
            if each.statement.sha256 == answer.finding.statement_sha256
        ]
        grounds.append(answer.finding.price.seconds)
        found = estimate(ready.statement, LARKFIELD_CLOCK)
        assert found.ground is Ground.KEPT
        assert found.spared > 0

    assert ready is not None
    assert grounds[1] == past_runs._read(past_runs._shape(ready.statement))[0][1]


def test_it_says_what_the_rules_saved(settings: LazySettings) -> None:
    settings.AISLE_SPARED_MODEL = "gpt-4o-mini"

    answer = say("elena.exec", QUESTION)

    entry = LedgerEntry.objects.get(asking=str(answer.id), kind="interpreting")
    assert (entry.micros, entry.saved_by) == (0, SavedBy.RULES)
    assert entry.saved_micros == 2000 * 0.15 + 200 * 0.6


def test_it_charges_a_statement_that_was_ended_for_its_time(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AISLE_ENGINE_MICROS_A_SECOND = DEAR
    settings.AISLE_CONFIRM_MICROS = 10**9

    def ended(*_given: object) -> None:
        time.sleep(0.02)
        raise StatementTimeout("It took longer than 0.02 s.")

    monkeypatch.setattr("bi_app.asking.patience.run", ended)
    answer = say("elena.exec", QUESTION)

    assert answer.finding.status is Status.FAILED
    assert answer.cost.micros >= 0.02 * DEAR
