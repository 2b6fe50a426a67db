"""An answer of the past is made again as it was, and what moved since is said."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError

from bi_app import sealed
from bi_app.asking import replay as replaying
from bi_app.asking.answer import Answer
from bi_app.asking.models import AnswerRecord, Grounds, Status
from bi_app.asking.replay import NotReplayed, replay
from bi_app.asking.stored import query_json
from bi_app.audit.models import Entry
from bi_app.demo.model import larkfield_files
from bi_app.people.models import User
from bi_app.privacy.erase import erase
from metrics.releases import publish
from tests.bi_app.street import say, send
from tests.counts import cases
from tests.semantic_layer.golden import GOLDEN, QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
ASKED = "net sales by region last month"
CORPUS = Path(__file__).parents[2] / "corpora" / "questions" / "larkfield.jsonl"
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text().splitlines()]


@pytest.fixture(autouse=True)
def asking_much(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 10**6
    sealed.client().flushdb()


def comes_out_the_same(answer: Answer) -> bool:
    """Whether it is an answer with rows; then it must be made again word for word."""
    finding = answer.finding
    if finding.status is not Status.ANSWERED or finding.query is None:
        return False
    replayed = replay(answer.id)
    assert query_json(replayed.query) == query_json(finding.query)
    assert replayed.statement.sha256 == finding.statement_sha256
    assert replayed.statement.readable == finding.sql
    assert (replayed.same, replayed.moved) == (True, ())
    return True


def test_every_golden_question_gives_the_same_query_and_statement_again() -> None:
    conversations: dict[str, UUID] = {}
    same = 0
    questions = QUESTIONS[: cases(45, len(QUESTIONS))]
    for asked in questions:
        begun = conversations.get(asked["conversation"] or "")
        answer = say(asked["user"], asked["question"], begun)
        if asked["conversation"]:
            conversations[asked["conversation"]] = answer.conversation
        same += comes_out_the_same(answer)

    assert same > 0.7 * len(questions)


def test_every_golden_query_gives_the_same_statement_again() -> None:
    same = [comes_out_the_same(send(GOLDEN[name]["user"], **QUERIES[name])) for name in QUERIES]

    assert sum(same) == len(QUERIES) == 95


def test_it_says_that_a_recalled_question_was_read_the_same() -> None:
    say("elena.exec", ASKED)

    assert comes_out_the_same(say("elena.exec", ASKED))


def test_it_keeps_what_many_answers_stood_on_once() -> None:
    for name in ("owen.owner", "olivia.owner", "owen.owner"):
        say(name, ASKED)

    assert Grounds.objects.count() == 1


def test_it_is_made_under_the_release_of_then() -> None:
    answer = say("elena.exec", ASKED)
    files = larkfield_files()
    name = sorted(files)[0]
    newer = publish({**files, name: files[name] + "\n# later\n"}, reason="Tests.", by="tests")

    replayed = replay(answer.id)

    assert replayed.same
    assert replayed.moved == (
        f"Release {newer.number} is live now; it was answered under {newer.number - 1}.",
    )


def test_it_is_made_under_the_rights_of_then() -> None:
    answer = say("sam.southwest", ASKED)
    sam = User.objects.get(username="sam.southwest")
    sam.attributes.filter(member="West").delete()

    replayed = replay(answer.id)

    assert replayed.same
    assert replayed.moved == ("sam.southwest may see something else now.",)
    assert "'West'" in replayed.statement.readable


def test_it_says_that_an_account_was_ended() -> None:
    answer = say("sam.southwest", ASKED)
    User.objects.filter(username="sam.southwest").update(is_active=False)

    assert replay(answer.id).moved == ("sam.southwest may ask nothing now.",)


def test_it_says_that_the_data_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = say("elena.exec", ASKED)
    then = AnswerRecord.objects.get(question_id=answer.id).data_version
    monkeypatch.setattr(replaying, "data_version", lambda: "another load")

    replayed = replay(answer.id)

    assert replayed.same
    assert replayed.moved == (f"The data moved: it was {then}, and is another load.",)


def test_it_says_that_the_code_is_another() -> None:
    answer = say("elena.exec", ASKED)
    record = AnswerRecord.objects.get(question_id=answer.id)
    record.manifest = record.manifest.partition(", code")[0] + ", code 0.0.9"
    record.save(update_fields=["manifest"])

    assert replay(answer.id).moved == (f"It was answered by {record.manifest}.",)


def test_it_says_that_masked_words_cannot_be_read_again() -> None:
    answer = say("elena.exec", ASKED)
    question = AnswerRecord.objects.get(question_id=answer.id).question
    question.text = f"{ASKED} [card]"
    question.save(update_fields=["text"])

    assert replay(answer.id).moved == ("The words are kept masked, so they cannot be read again.",)


def test_it_says_that_words_are_read_otherwise_now() -> None:
    answer = say("elena.exec", ASKED)
    question = AnswerRecord.objects.get(question_id=answer.id).question
    question.text = "orders by region last month"
    question.save(update_fields=["text"])

    assert replay(answer.id).moved == ("The words are read otherwise now.",)


def gone_release() -> UUID:
    answer = say("elena.exec", ASKED)
    AnswerRecord.objects.filter(question_id=answer.id).update(release=99)
    return answer.id


def another_release() -> UUID:
    answer = say("elena.exec", ASKED)
    record = AnswerRecord.objects.get(question_id=answer.id)
    record.manifest = record.manifest.replace("(", "(f")
    record.save(update_fields=["manifest"])
    return answer.id


def erased() -> UUID:
    answer = say("elena.exec", ASKED)
    erase(User.objects.get(username="elena.exec").pk, "tests")
    return answer.id


def without_grounds() -> UUID:
    answer = say("elena.exec", ASKED)
    AnswerRecord.objects.filter(question_id=answer.id).update(grounds=None)
    return answer.id


def of_another_form() -> UUID:
    answer = say("elena.exec", ASKED)
    AnswerRecord.objects.filter(question_id=answer.id).update(metric_query={"metric": 1})
    return answer.id


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (uuid4, "No question has the id"),
        (lambda: say("elena.exec", "why").id, "It ended as refused"),
        (gone_release, "Release 99 is not here any more"),
        (another_release, "is not here any more, as it was"),
        (erased, "was erased"),
        (without_grounds, "before the rights and days"),
        (of_another_form, "does not read"),
    ],
)
def test_it_refuses_with_a_reason(asked: Any, why: str) -> None:
    with pytest.raises(NotReplayed, match=why):
        replay(asked())


def told(asked: UUID) -> str:
    output = StringIO()
    call_command("answer", "replay", str(asked), "--by", "lena", stdout=output)
    return output.getvalue()


def test_the_command_tells_it_and_is_on_record() -> None:
    answer = say("elena.exec", ASKED)

    text = told(answer.id)

    assert '"metrics": [' in text
    assert answer.finding.sql is not None
    assert answer.finding.sql in text
    assert f"The statement is the one that ran: {answer.finding.statement_sha256}" in text
    entry = Entry.objects.get(action="answer_replayed")
    assert (entry.actor, entry.asking) == ("console:lena", str(answer.id))


def test_the_command_fails_where_another_statement_comes_out() -> None:
    answer = say("elena.exec", ASKED)
    AnswerRecord.objects.filter(question_id=answer.id).update(statement_sha256="0" * 64)

    with pytest.raises(CommandError, match="not the one that ran then"):
        told(answer.id)


def test_the_command_says_why_not() -> None:
    with pytest.raises(CommandError, match="It ended as refused"):
        told(say("elena.exec", "why").id)
