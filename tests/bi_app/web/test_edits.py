"""A pick from a chip changes the answer where it stands, and can be taken back."""

from uuid import uuid4

import pytest
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.asking.models import AnswerRecord, Conversation, Question
from bi_app.people.models import User
from bi_app.web.conversations import turns
from bi_app.web.turn import Turn
from tests.bi_app.street import say, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

ASKED = "visitors by region last month"
HTMX = {"HX-Request": "true"}
BY_STATE = {"part": "dimension", "at": 0, "to": "state"}
IN_ORDERS = {"part": "metric", "at": 0, "to": "orders"}


@pytest.fixture
def answer() -> Answer:
    return say("elena.exec", ASKED)


def change(client: Client, answer: Answer, pick: dict[str, object], **headers: str) -> str:
    response = client.post(f"/answers/{answer.id}/change/", pick, headers=headers or HTMX)
    return f"{response.status_code} {response.content.decode()}"


def shown(answer: Answer) -> list[Turn]:
    conversation = Conversation.objects.get(pk=answer.conversation)
    return list(turns(conversation, who("elena.exec")))


def test_the_turn_is_shown_with_the_part_changed(elena: Client, answer: Answer) -> None:
    page = change(elena, answer, BY_STATE)

    assert page.startswith("200")
    assert f'id="turn-{answer.id}"' in page
    assert "by state in place of by region" in page


def test_it_stands_in_its_place_when_somebody_comes_back(elena: Client, answer: Answer) -> None:
    change(elena, answer, BY_STATE)
    change(elena, answer, IN_ORDERS)

    (turn,) = shown(answer)
    assert (turn.id, turn.question, turn.undoes) == (answer.id, ASKED, True)
    assert turn.changes == ("orders in place of visitors", "by state in place of by region")


def test_picks_are_taken_back_one_after_the_other(elena: Client, answer: Answer) -> None:
    change(elena, answer, BY_STATE)
    change(elena, answer, IN_ORDERS)

    change(elena, answer, {"undo": "yes"})
    (turn,) = shown(answer)
    assert turn.changes == ("by state in place of by region",)

    change(elena, answer, {"undo": "yes"})
    (turn,) = shown(answer)
    assert (turn.changes, turn.undoes) == ((), False)
    assert "nothing to take back" in change(elena, answer, {"undo": "yes"})


def test_the_next_question_follows_the_answer_as_it_was_changed(
    elena: Client, answer: Answer
) -> None:
    change(elena, answer, BY_STATE)

    then = say("elena.exec", "orders instead", answer.conversation)

    assert then.finding.query is not None
    assert then.finding.query.dimensions == ("state",)


def test_a_pick_that_fails_leaves_the_answer_as_it_was(elena: Client, answer: Answer) -> None:
    page = change(elena, answer, {"part": "filter", "at": 0, "to": "region", "value": "Atlantis"})

    assert page.startswith("422")
    assert "There is no region “Atlantis” in the data." in page
    (turn,) = shown(answer)
    assert (turn.changes, turn.undoes) == ((), False)
    then = say("elena.exec", "orders instead", answer.conversation)
    assert then.finding.query is not None


def test_a_member_is_named_however_it_is_written(elena: Client, answer: Answer) -> None:
    page = change(elena, answer, {"part": "filter", "at": 0, "to": "region", "value": " midWEST "})

    assert "only region Midwest added" in page


def test_a_row_is_looked_into(elena: Client, answer: Answer) -> None:
    (turn,) = shown(answer)
    assert turn.table is not None
    first = turn.table.rows[0][0]
    assert (first.inside, first.name, first.value) == ("district", "region", first.text)

    page = change(elena, answer, {"part": "inside", "inside": "region|West"})

    assert "by district in place of by region; only region West added" in page


def test_it_asks_no_model_and_charges_and_records_like_any_query(
    elena: Client, answer: Answer
) -> None:
    change(elena, answer, BY_STATE)

    made = AnswerRecord.objects.exclude(question=answer.id).get(question__edits=answer.id)
    assert (made.route, made.question.text) == ("", "")
    assert made.question.asker == User.objects.get(username="elena.exec")


@pytest.mark.parametrize(
    "pick", [{}, {"part": "colour"}, {"part": "metric", "at": "x"}, {"part": "metric", "at": -1}]
)
def test_what_no_menu_sends_is_told_so(
    elena: Client, answer: Answer, pick: dict[str, object]
) -> None:
    assert change(elena, answer, pick).startswith("422")


@pytest.mark.parametrize(
    "path", ["chips/add/", "chips/metric/0/", "chips/dimension/0/", "chips/period/0/"]
)
def test_a_menu_is_a_page_without_scripts_and_writes_nothing(
    elena: Client, answer: Answer, path: str
) -> None:
    before = Question.objects.count()
    page = elena.get(f"/answers/{answer.id}/{path}")
    part = elena.get(f"/answers/{answer.id}/{path}", headers=HTMX)

    assert b"<html" in page.content
    assert b"<html" not in part.content
    assert b"<form" in part.content
    assert Question.objects.count() == before


def test_without_scripts_it_leads_back_to_the_conversation(elena: Client, answer: Answer) -> None:
    response = elena.post(f"/answers/{answer.id}/change/", BY_STATE)

    assert response.status_code == 302
    assert response["Location"] == f"/conversations/{answer.conversation}/#turn-{answer.id}"


def test_an_answer_of_somebody_else_is_not_there(client: Client, answer: Answer) -> None:
    client.force_login(User.objects.get(username="sam.southwest"))
    before = Question.objects.count()

    for path in ("chips/add/", "chips/metric/0/"):
        assert client.get(f"/answers/{answer.id}/{path}").status_code == 404
    assert change(client, answer, BY_STATE).startswith("404")
    assert client.get(f"/answers/{uuid4()}/chips/add/").status_code == 404
    assert Question.objects.count() == before


def test_menus_offer_what_the_person_may_see(client: Client) -> None:
    mine = say("sam.southwest", ASKED)
    client.force_login(User.objects.get(username="sam.southwest"))

    metrics = client.get(f"/answers/{mine.id}/chips/metric/0/").content.decode()
    assert 'value="orders"' in metrics
    assert "gross_margin" not in metrics
    change(client, mine, {"part": "filter", "at": 0, "to": "region", "value": "West"})
    members = client.get(f"/answers/{mine.id}/chips/filter/0/").content.decode()
    assert "Southwest" in members
    assert "Northeast" not in members
    page = change(client, mine, {"part": "filter", "at": 0, "to": "in", "value": "Northeast"})
    assert "not open to you" in page
