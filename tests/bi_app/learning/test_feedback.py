"""Right or not what was meant: what people say of an answer waits for the owner of its number."""

import pytest
from django.conf import LazySettings

from bi_app.audit.models import Entry
from bi_app.learning.models import Kind, Lesson
from metrics.models import VerifiedQuestion
from tests.bi_app.learning.conftest import Enter
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

ASKED = "visitors by region last month"
BY_STATE = {"part": "dimension", "at": 0, "to": "state"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def in_no_hurry(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000


def test_an_answer_is_said_to_be_right_once(enter: Enter) -> None:
    answer, elena = say("elena.exec", ASKED), enter("elena.exec")

    for _ in range(2):
        thanks = elena.post(f"/learning/right/{answer.id}/", headers=HTMX)
        assert b"The owner sees" in thanks.content

    (found,) = Lesson.objects.filter(kind=Kind.CONFIRMED)
    assert (found.metric, found.question_id) == ("visitors", answer.id)
    assert Entry.objects.filter(action="reading_confirmed").count() == 1


def test_what_was_right_becomes_a_verified_question(enter: Enter) -> None:
    answer = say("elena.exec", ASKED)
    enter("elena.exec").post(f"/learning/right/{answer.id}/")
    lesson = Lesson.objects.get(kind=Kind.CONFIRMED)

    enter(lesson.owner).post(f"/learning/queue/{lesson.pk}/", {"accept": "yes"})

    found = VerifiedQuestion.objects.get()
    assert found.text == ASKED
    assert answer.finding.query is not None
    assert found.query["metrics"] == ["visitors"]


def test_what_was_picked_is_what_was_meant(enter: Enter) -> None:
    answer, elena = say("elena.exec", ASKED), enter("elena.exec")
    page = elena.post(f"/answers/{answer.id}/change/", BY_STATE, headers=HTMX).content.decode()
    assert f"/learning/not-meant/{answer.id}/" in page

    elena.post(f"/learning/not-meant/{answer.id}/", {"note": "states, not regions"})

    lesson = Lesson.objects.get(kind=Kind.CORRECTION)
    assert (lesson.question_id, lesson.note) == (answer.id, "states, not regions")
    assert lesson.settled_by is not None
    assert lesson.settled_by.answer.metric_query["dimensions"] == ["state"]
    assert "states, not regions" in elena.get("/learning/").content.decode()


def test_nobody_speaks_of_an_answer_of_somebody_else(enter: Enter) -> None:
    answer = say("elena.exec", ASKED)

    assert enter("sam.southwest").post(f"/learning/right/{answer.id}/").status_code == 404
    assert not Lesson.objects.exists()


def test_looking_says_nothing(enter: Enter) -> None:
    answer = say("elena.exec", ASKED)

    assert enter("elena.exec").get(f"/learning/right/{answer.id}/").status_code == 405
