"""A conversation is called as its owner likes, found by its words, and deleted."""

from uuid import uuid4

import pytest
from django.db import DataError, transaction
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.asking.models import AnswerRecord, Conversation, Question
from bi_app.asking.suggest import suggest
from bi_app.audit import holds
from bi_app.audit.models import Entry, Words
from bi_app.people.models import User
from bi_app.web.conversations import listed
from tests.bi_app.street import say, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

ASKED, FOLLOWED = "visitors by region last month", "by state"
HTML = "text/html"


@pytest.fixture
def answer() -> Answer:
    found = say("elena.exec", ASKED)
    say("elena.exec", FOLLOWED, found.conversation)
    return found


def titles(search: str = "", username: str = "elena.exec") -> list[str]:
    return [each.title for each in listed(who(username), search=search)]


def rename(client: Client, answer: Answer, title: str) -> int:
    address = f"/conversations/{answer.conversation}/rename/"
    return client.post(address, {"title": title}).status_code


def delete(client: Client, answer: Answer) -> str:
    response = client.post(f"/conversations/{answer.conversation}/delete/", follow=True)
    return f"{response.status_code} {response.content.decode()}"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


class TestTitle:
    def test_it_goes_by_its_first_question(self, elena: Client, answer: Answer) -> None:
        assert titles() == [ASKED]
        assert f">{ASKED}</h1>" in page(elena, f"/conversations/{answer.conversation}/")

    def test_it_goes_by_a_title_of_its_own(self, elena: Client, answer: Answer) -> None:
        assert rename(elena, answer, "  Footfall   for Monday ") == 302

        assert titles() == ["Footfall for Monday"]
        assert ">Footfall for Monday</h1>" in page(elena, f"/conversations/{answer.conversation}/")
        assert "Footfall for Monday" in page(elena, "/")

    def test_without_one_it_goes_by_its_question_again(self, elena: Client, answer: Answer) -> None:
        rename(elena, answer, "Footfall")
        rename(elena, answer, " ")

        assert titles() == [ASKED]

    def test_personal_data_is_masked_in_it(self, elena: Client, answer: Answer) -> None:
        rename(elena, answer, "for jane.doe@example.com")

        assert titles() == ["for [email]"]

    @pytest.mark.parametrize("title", ["x" * 121, "a\0b"])
    def test_what_is_no_title_changes_nothing(
        self, elena: Client, answer: Answer, title: str
    ) -> None:
        assert rename(elena, answer, title) == 422
        assert titles() == [ASKED]

    def test_the_database_refuses_a_long_one(self, answer: Answer) -> None:
        own = Conversation.objects.filter(pk=answer.conversation)

        with pytest.raises(DataError), transaction.atomic():
            own.update(title="x" * 121)

    def test_nobody_renames_that_of_somebody_else(self, client: Client, answer: Answer) -> None:
        client.force_login(User.objects.get(username="sam.southwest"))

        assert rename(client, answer, "Mine") == 404
        assert titles() == [ASKED]


class TestSearch:
    @pytest.mark.parametrize(
        ("search", "found"),
        [
            ("region", True),
            ("STATE", True),  # of a later question
            ("state visitors", True),  # each word somewhere in it
            ("foot", True),  # of the title
            ("footfall state", True),
            ("region wobblies", False),
            ("100%", False),
            ("_", False),
        ],
    )
    def test_it_is_found_by_words_of_questions_and_title(
        self, elena: Client, answer: Answer, search: str, found: bool
    ) -> None:
        rename(elena, answer, "Footfall")

        assert bool(titles(search)) is found

    def test_it_shows_the_question_that_holds_a_word(self, elena: Client, answer: Answer) -> None:
        (found,) = listed(who("elena.exec"), search="state")

        assert (found.title, found.holds) == (ASKED, FOLLOWED)
        assert FOLLOWED in page(elena, "/conversations/?q=state")

    @pytest.mark.parametrize("search", ["wobblies", "x" * 201, "a%00b"])
    def test_nothing_found_is_told_so(self, elena: Client, answer: Answer, search: str) -> None:
        found = page(elena, f"/conversations/?q={search}")

        assert "No conversation of yours holds" in found
        assert ASKED not in found

    def test_it_finds_nothing_of_anybody_else(self, answer: Answer) -> None:
        assert titles("visitors", "sam.southwest") == []


class TestDeleted:
    def test_it_is_gone_and_told_so(self, elena: Client, answer: Answer) -> None:
        told = delete(elena, answer)

        assert told.startswith("200")
        assert "The conversation was deleted." in told
        assert titles() == titles("visitors") == []
        assert suggest("visitors by reg", who("elena.exec")) == [
            each for each in suggest("visitors by reg", who("elena.exec")) if each.kind != "recent"
        ]
        assert ASKED not in page(elena, "/")
        assert ASKED not in page(elena, "/usage/")

    @pytest.mark.parametrize(
        "address", ["/conversations/{0.conversation}/", "/answers/{0.id}/"], ids=str
    )
    def test_its_pages_are_not_there(self, elena: Client, answer: Answer, address: str) -> None:
        delete(elena, answer)

        assert elena.get(address.format(answer)).status_code == 404

    def test_nothing_follows_it_up(self, elena: Client, answer: Answer) -> None:
        delete(elena, answer)

        form = {"question": "by store", "conversation": str(answer.conversation)}
        assert elena.post("/ask/", form).status_code == 404

    def test_its_words_are_erased_and_the_record_stays(self, elena: Client, answer: Answer) -> None:
        before = list(Entry.objects.values("seq", "hash"))

        delete(elena, answer)

        asked = Question.objects.filter(conversation=answer.conversation)
        assert set(asked.values_list("text", flat=True)) == {""}
        told = AnswerRecord.objects.filter(question__in=asked)
        assert set(told.values_list("metric_query", "interpretation", "told")) == {(None, "", "")}
        assert list(Entry.objects.values("seq", "hash"))[: len(before)] == before
        last = Entry.objects.latest("seq")
        assert (last.action, last.actor) == ("conversation_deleted", "elena.exec")
        assert last.detail["questions"] == 2
        assert Words.objects.filter(entry__asking=str(answer.id), erased=None).exists()

    def test_what_a_legal_hold_covers_keeps_its_words_out_of_sight(
        self, elena: Client, answer: Answer
    ) -> None:
        person = User.objects.get(username="elena.exec")
        holds.place("A lawsuit.", "lena", person.pk, None, None)

        delete(elena, answer)

        assert Question.objects.get(pk=answer.id).text == ASKED
        assert titles() == []
        assert elena.get(f"/conversations/{answer.conversation}/").status_code == 404
        assert ASKED not in page(elena, "/usage/")

    def test_the_others_stay(self, elena: Client, answer: Answer) -> None:
        other = say("elena.exec", "orders last week")

        delete(elena, answer)

        assert titles() == ["orders last week"]
        assert elena.get(f"/answers/{other.id}/").status_code == 200

    def test_looking_deletes_nothing(self, elena: Client, answer: Answer) -> None:
        address = f"/conversations/{answer.conversation}"

        assert elena.get(f"{address}/delete/").status_code == 405
        assert elena.get(f"{address}/rename/").status_code == 405
        assert "Delete this conversation" in page(elena, f"{address}/")
        assert titles() == [ASKED]

    def test_nobody_deletes_that_of_somebody_else(self, client: Client, answer: Answer) -> None:
        client.force_login(User.objects.get(username="sam.southwest"))

        assert delete(client, answer).startswith("404")
        assert client.post(f"/conversations/{uuid4()}/delete/").status_code == 404
        assert titles() == [ASKED]


class TestOneAnswer:
    def test_it_has_a_page_of_its_own(self, elena: Client, answer: Answer) -> None:
        shown = page(elena, f"/answers/{answer.id}/")

        assert shown.count('<article id="turn-') == 1
        assert f'id="turn-{answer.id}"' in shown
        assert f"/answers/{answer.id}/" in page(elena, f"/conversations/{answer.conversation}/")

    def test_it_is_shown_as_it_was_changed(self, elena: Client, answer: Answer) -> None:
        pick = {"part": "dimension", "at": 0, "to": "state"}
        elena.post(f"/answers/{answer.id}/change/", pick)
        made = Question.objects.get(edits=answer.id)

        for each in (answer.id, made.pk):
            shown = page(elena, f"/answers/{each}/")
            assert f'id="turn-{answer.id}"' in shown
            assert "by state in place of by region" in shown

    @pytest.mark.parametrize("asked", ["how is return rate calculated?", "wobblies by region"])
    def test_what_has_no_rows_has_one_too(self, elena: Client, asked: str) -> None:
        assert asked in page(elena, f"/answers/{say('elena.exec', asked).id}/")

    def test_nobody_opens_that_of_somebody_else(self, client: Client, answer: Answer) -> None:
        client.force_login(User.objects.get(username="olivia.owner"))

        assert client.get(f"/answers/{answer.id}/").status_code == 404
        assert client.get(f"/answers/{uuid4()}/").status_code == 404
