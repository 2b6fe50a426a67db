"""Each way of not answering says why in plain words, and what one can do next."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app import sealed
from bi_app.asking.models import AnswerRecord, Status
from bi_app.costs.models import Budget
from bi_app.demo.people import SIGN_INS
from bi_app.learning.models import Lesson
from bi_app.people.models import User
from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.web.turn import FOR_OWNERS
from semantic_layer.errors import StatementTimeout
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

Ask = Callable[[str, str], str]
CURT = 40  # characters of a reason that cannot say what to do
NOT_FOR_PEOPLE = re.compile(r"\b(quer(y|ies)|execut\w+|null|exception|traceback|error \d+)\b", re.I)
DECLINED = [
    ("not_understood", "elena.exec", "net sales by region last month quellings"),
    ("not_modelled", "elena.exec", "quellings by region last month"),
    ("not_permitted", "sam.southwest", "gross margin last month"),
    ("not_permitted", "sam.southwest", "net sales in the Northeast last month"),
    ("personal_data", "elena.exec", "email addresses of our customers"),
    ("outside_data", "elena.exec", "net sales in 2020"),
    ("outside_data", "elena.exec", "net sales of store Nowhere"),
    ("not_additive", "ana.analyst", "share of gross margin rate by region last month"),
    ("unreachable_dimension", "elena.exec", "visitors by brand last month"),
    ("read_only", "elena.exec", "delete the net sales of May"),
    ("not_yet", "elena.exec", "why did net sales fall last month"),
    ("not_yet", "elena.exec", "net sales in 2031"),
]


@pytest.fixture(autouse=True)
def in_no_hurry(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000_000
    sealed.client().flushdb()


@pytest.fixture
def ask(client: Client) -> Ask:
    """The page after a question, as somebody without scripts sees it."""

    def ask(username: str, question: str) -> str:
        client.force_login(User.objects.get(username=username))
        return client.post("/ask/", {"question": question}, follow=True).content.decode()

    return ask


def declined(page: str, code: str) -> AnswerRecord:
    """The record of it, where the page says why and what next."""
    record = AnswerRecord.objects.latest("recorded_at")
    assert record.code == code
    assert len(record.told) > CURT
    assert record.told.endswith((".", "?"))
    assert not NOT_FOR_PEOPLE.search(record.told), record.told
    assert 'class="body step"' in page
    assert ("Tell the owner" in page) == (code in FOR_OWNERS)
    return record


@pytest.mark.parametrize(("code", "username", "question"), DECLINED)
def test_it_says_why_and_what_next(ask: Ask, code: str, username: str, question: str) -> None:
    record = declined(ask(username, question), code)

    for each in record.nearest:
        assert say(username, each).finding.status is Status.ANSWERED, each


def test_it_says_so_over_budget(ask: Ask) -> None:
    Budget.objects.filter(user__username="elena.exec").update(limit_micros=0, soft_micros=None)

    page = ask("elena.exec", "net sales by product last month")

    declined(page, "over_budget")
    assert "/usage/#more" in page


def test_it_says_so_where_the_warehouse_takes_too_long(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object, **__: object) -> NoReturn:
        raise StatementTimeout("It took longer than 15 s.")

    monkeypatch.setattr(DuckdbFile, "fetch", ended)

    page = ask("elena.exec", "median unit price by product by day this year")

    declined(page, "timeout")
    assert "Ask again" in page


def test_it_says_so_where_the_warehouse_is_gone(
    ask: Ask, settings: LazySettings, tmp_path: Path
) -> None:
    kept = Path(settings.BASE_DIR, settings.WAREHOUSE.removeprefix("duckdb:///"))
    there = tmp_path / "there.duckdb"
    os.link(kept, there) if kept.stat().st_dev == tmp_path.stat().st_dev else shutil.copy(
        kept, there
    )
    settings.WAREHOUSE = f"duckdb:///{there}"
    assert 'class="body step"' not in ask("elena.exec", "net sales last month")
    there.unlink()

    page = ask("elena.exec", "net sales by brand last week")

    declined(page, "warehouse_unavailable")
    assert "Ask again" in page


NEAR = [
    "inventory value by quellings",
    "visitors by brand",
    "why did the return rate rise",
    "quellings of weeks of supply",
    "loyalty members by supplier",
    "sell-through rate by holiday",
    "comp sales growth by product",
    "active products by quellings",
    "conversion rate by channel",
    "stock cover by loyalty tier",
    "fill rate by region",
    "forecast of gross margin by department",
]


@pytest.mark.parametrize("username", SIGN_INS)
@pytest.mark.parametrize("question", NEAR)
def test_what_it_offers_instead_is_answered_for_this_person(username: str, question: str) -> None:
    refusal = say(username, question).finding.refusal

    for each in refusal.nearest if refusal is not None else ():
        assert say(username, each).finding.status is Status.ANSWERED, each


def test_what_an_owner_is_told_of_a_refusal_lands_in_the_queue(ask: Ask, client: Client) -> None:
    ask("elena.exec", "visitors by brand last month")
    record = AnswerRecord.objects.latest("recorded_at")

    client.post(f"/learning/not-meant/{record.pk}/", {"note": "For the brand review on Monday"})

    lesson = Lesson.objects.get(question=record.pk)
    assert (lesson.note, lesson.why) == ("For the brand review on Monday", "")
    client.force_login(User.objects.get(username=lesson.owner))
    assert "For the brand review on Monday" in client.get("/learning/queue/").content.decode()
