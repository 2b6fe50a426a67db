"""Without its record nothing is shown; what nobody expected shows its reference only."""

import logging
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse

from bi_app import sealed
from bi_app.asking import admit
from bi_app.asking.models import AnswerRecord, Question
from bi_app.audit.models import Entry
from bi_app.costs.models import LedgerEntry, Reservation
from bi_app.warehouse.clock import _known, clock
from metrics.releases import live
from tests.bi_app.api.conftest import Api
from tests.bi_app.api.test_bad_input import is_problem

REFUSE = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the disk of % is full', TG_TABLE_NAME; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse();
"""
SECRET = "13678"  # the West's net sales begin with it: part of no message


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def refuse_inserts(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REFUSE.format(table=table))


def nothing_leaks(response: HttpResponse, log: str) -> None:
    for text in (response.content.decode(), log):
        assert "net_sales" not in text
        assert "SELECT" not in text
        assert "disk" not in text


@pytest.mark.parametrize(
    "table", ["audit_entry", "audit_words", "costs_ledgerentry", "asking_answerrecord"]
)
def test_it_gives_no_answer_that_cannot_be_recorded(
    elena: Api, table: str, caplog: pytest.LogCaptureFixture
) -> None:
    clock(live().index)  # known from an earlier question, as in any running installation
    refuse_inserts(table)

    response = elena.post("ask", {"question": "net sales by region last month"})

    found = is_problem(response, 503, "not_recorded")
    assert response.headers["Retry-After"]
    assert "rows" not in found
    nothing_leaks(response, caplog.text)
    assert Question.objects.filter(asker__username="elena.exec", answer=None).count() == 1
    assert not AnswerRecord.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert Reservation.objects.get().settled is None  # the sweeper takes it at its full amount


def test_it_keeps_a_question_whose_clock_cannot_be_read_on_record(elena: Api) -> None:
    _known.clear()
    refuse_inserts("audit_entry")

    is_problem(elena.post("ask", {"question": "net sales last month"}), 503, "not_recorded")
    assert Question.objects.filter(asker__username="elena.exec", answer=None).count() == 1


def test_it_gives_no_refusal_that_cannot_be_recorded(elena: Api) -> None:
    refuse_inserts("audit_entry")

    is_problem(elena.post("ask", {"question": "why"}), 503, "not_recorded")


def test_it_shows_a_reference_for_what_nobody_expected(
    elena: Api, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.AISLE_ANSWER_ROWS = f"a text where a number belongs: {SECRET}"

    with caplog.at_level(logging.DEBUG):
        response = elena.post("ask", {"question": "net sales by region last month"})

    found = is_problem(response, 500, "unexpected")
    assert found["reference"] in found["detail"]
    assert SECRET not in caplog.text + response.content.decode()
    question = Question.objects.get(asker__username="elena.exec")
    assert (question.answer.status, question.answer.code) == ("failed", "unexpected")
    assert Entry.objects.get(asking=str(question.id)).outcome == "failed"
    assert Reservation.objects.get(asking=str(question.id)).settled is not None


def test_it_limits_how_often_one_person_asks(
    api: Callable[[str], Api], settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.time()
    monkeypatch.setattr(admit, "time", SimpleNamespace(time=lambda: begun))  # all in one minute
    settings.AISLE_ASKS_A_MINUTE = 2
    elena, sam = api("elena.exec"), api("sam.southwest")

    statuses = [elena.post("ask", {"question": "why"}).status_code for _ in range(2)]
    refused = elena.post("ask", {"question": "why"})

    assert statuses == [200, 200]
    found = is_problem(refused, 429, "too_many_questions")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "2 questions a minute" in found["detail"]
    assert sam.post("ask", {"question": "why"}).status_code == 200


def test_it_limits_more_strictly_and_answers_on_without_redis(
    elena: Api, settings: LazySettings
) -> None:
    settings.AISLE_ASKS_A_MINUTE = 2 * admit.STRICTER
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()
    try:
        replies = [elena.post("ask", {"question": "net sales last month"}) for _ in range(3)]
    finally:
        sealed.try_again()

    assert [each.status_code for each in replies] == [200, 200, 429]
    assert [each.json()["route"] for each in replies[:2]] == ["rules", "rules"]
