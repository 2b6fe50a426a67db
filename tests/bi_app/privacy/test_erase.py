"""After an erasure nothing that the person typed is anywhere, and the record still verifies."""

import logging
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from bi_app import sealed
from bi_app.asking.models import AnswerRecord, Question
from bi_app.audit import holds
from bi_app.audit.anchors import anchor
from bi_app.audit.models import Entry, Words
from bi_app.audit.verify import verify
from bi_app.costs.models import MoreAsked
from bi_app.people.models import User
from bi_app.privacy.erase import NotErased, erase, what_is_left
from tests.bi_app.privacy.everywhere import places_of, tables
from tests.bi_app.street import say, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
REFUSED, TYPED, QUOTED = "zorblaxian", "quuxified", "frobnicated"
WORDS = (REFUSED, TYPED, QUOTED)


@pytest.fixture(autouse=True)
def anchored(settings: LazySettings, tmp_path: Path) -> None:
    settings.AISLE_AUDIT_ANCHORS = str(tmp_path)
    sealed.client().flushdb()


def asked_a_lot(username: str) -> None:
    """Refused with a word quoted, in a query, asked back, followed up, recalled, on the page."""
    say(username, f"net sales by {REFUSED} glorp last month")
    contains = {"dimension": "product", "op": "contains", "values": [TYPED]}
    send(username, metrics=["net_sales"], filters=[contains])
    first = say(username, "net sales by region last month")
    say(username, f"only the {QUOTED}", first.conversation)
    say(username, "net sales by region last month")
    say(username, "margin by region last month")
    asker = User.objects.get(username=username)
    MoreAsked.objects.create(user=asker, period="day", reason=f"to count what is {QUOTED}")
    client = Client()
    client.force_login(asker)
    client.post("/ask/", {"question": f"{QUOTED} net sales"})
    client.post(f"/boards/pin/{first.id}/", {"board": "new", "new": QUOTED, "title": TYPED})


def erase_as_operator(username: str, *options: str) -> str:
    output = StringIO()
    call_command("privacy", "erase", username, *options, stdout=output)
    return output.getvalue()


def person(username: str) -> int:
    return User.objects.get(username=username).pk


def test_nothing_that_was_typed_is_left_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "bi_app"):
        asked_a_lot("elena.exec")
    anchor()
    before = {word: places_of(word) for word in WORDS}
    assert {"public.audit_words", "the exported record"} <= set(before[TYPED])
    assert {"public.asking_question", "public.asking_answerrecord"} <= set(before[REFUSED])
    assert {"public.asking_question", "public.costs_moreasked"} <= set(before[QUOTED])
    assert len(tables()) > 30

    erase_as_operator("elena.exec")

    assert {word: places_of(word) for word in WORDS} == {word: [] for word in WORDS}
    assert not any(word in caplog.text for word in WORDS)
    assert list(sealed.client().scan_iter("aisle:plan:*")) == []
    verdict = verify()
    assert verdict.faults == ()
    assert verdict.anchored_to > 0


def test_what_happened_stays_on_record() -> None:
    asked_a_lot("elena.exec")
    before = list(Entry.objects.values("seq", "actor", "outcome", "statement_sha256", "hash"))
    answers = AnswerRecord.objects.count()

    erase_as_operator("elena.exec", "--by", "lena")

    after = list(Entry.objects.values("seq", "actor", "outcome", "statement_sha256", "hash"))
    assert after[:-1] == before
    last = Entry.objects.order_by("-seq")[0]
    assert (last.actor, last.action) == ("console:lena", "words_erased")
    assert last.detail["person"] == person("elena.exec")
    assert AnswerRecord.objects.count() == answers


def test_it_leaves_the_words_of_others() -> None:
    asked_a_lot("elena.exec")
    say("owen.owner", f"sales of {REFUSED} last month")

    erase_as_operator("elena.exec")

    assert "public.asking_question" in places_of(REFUSED)
    assert what_is_left(person("owen.owner"))["questions"] > 0


def test_a_dry_run_says_what_would_be_erased_and_erases_nothing() -> None:
    asked_a_lot("elena.exec")
    there, entries = places_of(REFUSED), Entry.objects.count()

    told = erase_as_operator("elena.exec", "--dry-run")

    assert told.startswith("Would be erased:")
    assert "6  questions" in told
    assert places_of(REFUSED) == there
    assert Entry.objects.count() == entries


def test_it_reports_what_it_erased() -> None:
    asked_a_lot("elena.exec")
    found = what_is_left(person("elena.exec"))

    told = erase_as_operator("elena.exec")

    for place, count in found.items():
        assert f"{count}  {place}" in told
    assert set(what_is_left(person("elena.exec")).values()) == {0}


@pytest.mark.parametrize("mine", [True, False], ids=["on the person", "on a day"])
def test_a_legal_hold_stops_it(mine: bool) -> None:
    asked_a_lot("elena.exec")
    today = Entry.objects.order_by("-seq")[0].at.date()
    holds.place("A lawsuit.", "lena", person("elena.exec") if mine else None, today, None)

    with pytest.raises(CommandError, match="legal hold covers"):
        erase_as_operator("elena.exec")
    assert places_of(REFUSED) != []


def test_a_hold_on_somebody_else_or_another_time_does_not() -> None:
    asked_a_lot("elena.exec")
    holds.place("A lawsuit.", "lena", person("owen.owner"), None, None)
    holds.place("A lawsuit.", "lena", None, None, date(2020, 1, 1))

    erase(person("elena.exec"), "lena")

    assert places_of(REFUSED) == []


def test_it_erases_nothing_while_redis_may_remember(settings: LazySettings) -> None:
    asked_a_lot("elena.exec")
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()
    try:
        with pytest.raises(NotErased, match="Redis does not answer"):
            erase(person("elena.exec"), "lena")
    finally:
        sealed.try_again()

    assert Words.objects.filter(entry__person=person("elena.exec"), erased=None).exists()


def test_an_erased_conversation_is_shown_no_more() -> None:
    asked_a_lot("elena.exec")
    client = Client()
    client.force_login(User.objects.get(username="elena.exec"))
    conversation = Question.objects.filter(text__contains="only the").get().conversation_id
    page = f"/conversations/{conversation}/"
    assert QUOTED in client.get(page).content.decode()

    erase_as_operator("elena.exec")

    assert QUOTED not in client.get(page).content.decode()
    assert str(conversation) not in client.get("/").content.decode()


def test_a_conversation_shows_what_was_kept_of_a_question() -> None:
    asked = say("elena.exec", f"net sales of {PERSONAL} last month")
    client = Client()
    client.force_login(User.objects.get(username="elena.exec"))

    page = client.get(f"/conversations/{asked.conversation}/").content.decode()

    assert asked.question == "net sales of [email] last month"
    assert asked.question in page
    assert "jane.doe" not in page


def test_it_knows_nobody_of_another_name() -> None:
    with pytest.raises(CommandError, match="no user “nobody”"):
        erase_as_operator("nobody")


PERSONAL = "jane.doe@example.com"
ASKED: dict[str, Callable[[], object]] = {
    "in words": lambda: say("elena.exec", f"net sales of {PERSONAL} last month"),
    "in a query": lambda: send(
        "elena.exec",
        metrics=["net_sales"],
        filters=[{"dimension": "product", "op": "contains", "values": [PERSONAL]}],
    ),
}


@pytest.mark.parametrize("how", ASKED)
def test_personal_data_is_masked_wherever_a_question_is_kept(how: str) -> None:
    ASKED[how]()

    assert places_of("jane.doe") == []
    assert places_of("[email]") != []
