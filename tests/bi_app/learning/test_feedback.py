"""Right or not what was meant: what people say of an answer waits for the owner of its number."""

import pytest
from django.conf import LazySettings

from bi_app.audit.models import Entry
from bi_app.learning.erase import erase_lessons, lessons_of
from bi_app.learning.models import Kind, Lesson, Why
from metrics.models import VerifiedQuestion
from tests.bi_app.learning.conftest import Enter, person
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


def told(enter: Enter, username: str) -> str:
    return enter(username).get("/learning/").content.decode()


class TestWrong:
    """Mara says what was wrong, the owner of the number answers, and Mara sees it."""

    @pytest.fixture
    def lesson(self, enter: Enter) -> Lesson:
        answer = say("mara.merch", "net sales by region last month")
        wrong = {"why": "period", "note": "May, not last month"}
        enter("mara.merch").post(f"/learning/not-meant/{answer.id}/", wrong)
        return Lesson.objects.get(question=answer.id)

    def test_the_owner_reads_why(self, enter: Enter, lesson: Lesson) -> None:
        queue = enter(lesson.owner).get("/learning/queue/").content.decode()

        assert (lesson.kind, lesson.why) == (Kind.REJECTED, Why.PERIOD)
        assert 'Wrong period <span translate="no">“May, not last month”<' in queue

    def test_it_waits_and_is_no_news(self, enter: Enter, lesson: Lesson) -> None:
        page = told(enter, "mara.merch")

        assert "the owner has not looked at it yet" in page
        assert ">New<" not in page

    @pytest.mark.parametrize(
        ("decided", "became"),
        [
            ({"decline": "yes"}, "declined by"),
            (
                {"accept": "yes", "read_as": "net sales by state last month"},
                "A second person",
            ),
        ],
    )
    def test_the_asker_sees_what_became_of_it(
        self, enter: Enter, lesson: Lesson, decided: dict[str, str], became: str
    ) -> None:
        reply = {"reply": "Sales are counted by day."}
        enter(lesson.owner).post(f"/learning/queue/{lesson.pk}/", {**decided, **reply})

        page = told(enter, "mara.merch")

        assert "Sales are counted by day." in page
        assert became in page
        assert f"/answers/{lesson.question_id}/" in page
        assert page.count(">New<") == 1

    def test_looking_does_not_make_it_seen(self, enter: Enter, lesson: Lesson) -> None:
        enter(lesson.owner).post(f"/learning/queue/{lesson.pk}/", {"decline": "yes"})

        assert ">New<" in told(enter, "mara.merch")
        assert ">New<" in told(enter, "mara.merch")

        enter("mara.merch").post("/learning/seen/", {"seen": [str(lesson.pk), "x"]})
        assert ">New<" not in told(enter, "mara.merch")

    def test_nobody_else_makes_it_seen(self, enter: Enter, lesson: Lesson) -> None:
        enter(lesson.owner).post(f"/learning/queue/{lesson.pk}/", {"decline": "yes"})

        enter("elena.exec").post("/learning/seen/", {"seen": str(lesson.pk)})

        assert ">New<" in told(enter, "mara.merch")

    def test_an_erasure_empties_the_reply_of_whoever_wrote_it(
        self, enter: Enter, lesson: Lesson
    ) -> None:
        enter(lesson.owner).post(f"/learning/queue/{lesson.pk}/", {"decline": "", "reply": "No."})
        owner = person(lesson.owner).pk
        assert lessons_of(owner) == 1

        erase_lessons(owner)

        lesson.refresh_from_db()
        assert (lesson.reply, lesson.note) == ("", "May, not last month")


@pytest.mark.parametrize("wrong", [{"why": "other"}, {"why": "wronger", "note": "It is."}])
def test_what_was_wrong_is_said(enter: Enter, wrong: dict[str, str]) -> None:
    answer = say("elena.exec", ASKED)

    said = enter("elena.exec").post(f"/learning/not-meant/{answer.id}/", wrong, headers=HTMX)

    assert said.status_code == 422
    assert said["HX-Retarget"] == f"#notice-{answer.id}"
    assert not Lesson.objects.exists()


def test_an_accepted_word_comes_back_to_who_used_it(enter: Enter) -> None:
    say("elena.exec", "wobblies by region last month")
    assert "wobblies" not in told(enter, "elena.exec")
    lesson = Lesson.objects.get(kind=Kind.UNKNOWN_WORD, said="wobblies")

    called = {"accept": "yes", "called": "Visitors"}
    enter(lesson.owner).post(f"/learning/queue/{lesson.pk}/", called)

    page = told(enter, "elena.exec")
    assert "“wobblies” is another name of Visitors from the next release on." in page
