"""What people ask teaches: it waits for its owner, and what is accepted is known from then on."""

from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.asking.models import Status
from bi_app.audit.models import Entry
from bi_app.demo.model import larkfield_files
from bi_app.learning.models import AcceptedWord, Kind, Lesson, State
from bi_app.learning.words import learned_file
from bi_app.people.models import Team
from bi_app.privacy.erase import erase
from metrics.models import VerifiedQuestion
from metrics.releases import publish
from semantic_layer.errors import DefinitionError
from semantic_layer.model.read import read_model
from tests.bi_app.learning.conftest import Enter, person
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
UNKNOWN = "quellings by region last month"  # nobody's word for anything
ADDRESS = "/learning/queue/"


def lesson(kind: Kind) -> Lesson:
    return Lesson.objects.get(kind=kind)


def rejected(client: Client, answer: Answer, note: str = "") -> int:
    return client.post(f"/learning/not-meant/{answer.id}/", {"note": note}).status_code


def test_an_unknown_word_waits_for_the_model_s_owner() -> None:
    say("elena.exec", UNKNOWN)

    found = lesson(Kind.UNKNOWN_WORD)
    assert (found.said, found.owner, found.state) == ("quellings", "owen.owner", State.WAITING)


def test_an_unknown_word_beside_a_metric_waits_for_the_metric_s_owner() -> None:
    say("elena.exec", "return rate by quellings last month")

    found = lesson(Kind.UNKNOWN_WORD)
    assert (found.metric, found.owner) == ("return_rate", "olivia.owner")


def test_several_people_s_word_is_listed_once(enter: Enter) -> None:
    for username in ("elena.exec", "elena.exec", "ana.analyst"):
        say(username, UNKNOWN)

    page = enter("owen.owner").get(ADDRESS).content.decode()

    assert page.count('Unknown word: <span translate="no">“quellings”<') == 1
    assert "2 people" in page


def test_a_chosen_reading_waits_for_its_metric_s_owner() -> None:
    first = say("elena.exec", "margin by region last month")
    assert first.finding.status is Status.CLARIFICATION
    say("elena.exec", "Gross margin rate", first.conversation)

    found = lesson(Kind.CHOICE)
    assert (found.said, found.meant, found.owner) == ("margin", "gross_margin_rate", "owen.owner")
    assert found.question.text == "margin by region last month"


def test_a_correction_waits_with_what_it_corrects() -> None:
    first = say("elena.exec", "return rate by region last month")
    second = say("elena.exec", "no, I meant returned units", first.conversation)

    found = lesson(Kind.CORRECTION)
    assert (found.question_id, found.settled_by_id) == (first.id, second.id)
    assert found.owner == "olivia.owner"


def test_an_answer_can_be_rejected_with_a_word_of_why(enter: Enter) -> None:
    elena = enter("elena.exec")
    page = elena.post("/ask/", {"question": "net sales last month"}, follow=True).content.decode()
    assert "This is not what I meant" in page

    answer = say("elena.exec", "return rate last month")
    for _ in range(2):
        assert rejected(elena, answer, "of lines, please call ann.lee@example.com") == 302

    found = lesson(Kind.REJECTED)
    assert found.owner == "olivia.owner"
    assert found.note == "of lines, please call [email]"
    told = elena.get("/learning/").content.decode()
    assert "return rate last month" in told
    assert "waiting" in told


def test_nobody_rejects_another_s_answer(enter: Enter) -> None:
    answer = say("elena.exec", "return rate last month")

    assert rejected(enter("owen.owner"), answer) == 404
    assert enter("elena.exec").post(f"/learning/not-meant/{UUID(int=7)}/").status_code == 404


def test_looking_back_and_queries_teach_nothing(enter: Enter) -> None:
    elena = enter("elena.exec")
    page = elena.post("/ask/", {"question": UNKNOWN}, follow=True)
    Lesson.objects.all().delete()

    elena.get(page.request["PATH_INFO"])

    assert not Lesson.objects.exists()


def test_what_holds_personal_data_teaches_nothing() -> None:
    say("elena.exec", "quellings of ann.lee@example.com last month")

    assert not Lesson.objects.exists()


@pytest.mark.parametrize(
    ("username", "sees"),
    [("owen.owner", False), ("olivia.owner", True), ("ada.admin", False)],
)
def test_an_owner_sees_what_is_about_their_own_metrics(
    enter: Enter, username: str, sees: bool
) -> None:
    """Ada administers, but the metric is not open to her."""
    say("elena.exec", "return rate by quellings last month")

    assert ("quellings" in enter(username).get(ADDRESS).content.decode()) is sees


def test_an_administrator_sees_what_is_about_no_metric(enter: Enter) -> None:
    say("elena.exec", UNKNOWN)

    assert "quellings" in enter("ada.admin").get(ADDRESS).content.decode()


@pytest.mark.parametrize("address", [ADDRESS, "/learning/verified/"])
def test_whoever_owns_nothing_sees_no_queue(enter: Enter, address: str) -> None:
    assert enter("elena.exec").get(address).status_code == 403
    assert address not in enter("elena.exec").get("/learning/").content.decode()
    assert address in enter("owen.owner").get("/learning/").content.decode()


def test_a_team_may_own(enter: Enter) -> None:
    say("elena.exec", UNKNOWN)
    Team.objects.create(name="Numbers").members.add(person("ana.analyst"))
    Lesson.objects.update(owner="Numbers")

    files = larkfield_files()
    owned = files["model.yaml"].replace("owner: owen.owner", "owner: Numbers")
    publish({**files, "model.yaml": owned}, reason="Tests.", by="tests")

    assert "quellings" in enter("ana.analyst").get(ADDRESS).content.decode()


def test_an_accepted_word_is_understood_from_the_next_release_on(
    enter: Enter, tmp_path: Path
) -> None:
    for username in ("elena.exec", "ana.analyst"):
        assert say(username, UNKNOWN).finding.status is Status.REFUSED
    waiting = Lesson.objects.filter(kind=Kind.UNKNOWN_WORD)[0]

    owen = enter("owen.owner")
    owen.post(f"{ADDRESS}{waiting.pk}/", {"accept": "yes", "called": "Net sales"})
    assert {each.state for each in Lesson.objects.all()} == {State.ACCEPTED}
    assert "waits for the next release" in owen.get(ADDRESS).content.decode()

    for name, text in larkfield_files().items():
        (tmp_path / name).write_text(text)
    call_command("learning", "export", str(tmp_path))
    publish({each.name: each.read_text() for each in tmp_path.iterdir()}, reason="Words.", by="t")

    answer = say("elena.exec", UNKNOWN)
    assert answer.finding.query is not None
    assert answer.finding.query.metrics == ("net_sales",)
    assert "in the live release" in owen.get(ADDRESS).content.decode()


def test_a_word_that_would_break_the_next_release_is_not_accepted(enter: Enter) -> None:
    say("elena.exec", UNKNOWN)
    waiting = lesson(Kind.UNKNOWN_WORD)
    Lesson.objects.update(said="orders")

    refused = enter("owen.owner").post(
        f"{ADDRESS}{waiting.pk}/", {"accept": "yes", "called": "net_sales"}
    )

    assert refused.status_code == 422
    assert "is a name of something else already" in refused.content.decode()
    assert not AcceptedWord.objects.exists()


@pytest.mark.parametrize("called", ["", "no such thing"])
def test_a_word_is_accepted_for_something_that_is_there(enter: Enter, called: str) -> None:
    say("elena.exec", UNKNOWN)

    refused = enter("owen.owner").post(
        f"{ADDRESS}{lesson(Kind.UNKNOWN_WORD).pk}/", {"accept": "yes", "called": called}
    )

    assert refused.status_code == 422
    assert lesson(Kind.UNKNOWN_WORD).state == State.WAITING


def test_nothing_is_exported_before_a_word_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No word"):
        call_command("learning", "export", str(tmp_path))
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("learning", "export", str(tmp_path / "elsewhere"))


def test_more_words_of_nothing_are_a_mistake_in_the_model() -> None:
    learned = learned_file([AcceptedWord(word="quellings", name="nosuch")])

    with pytest.raises(DefinitionError, match="no metric or dimension “nosuch”"):
        read_model({**larkfield_files(), "learned.yaml": learned})


def test_an_accepted_correction_becomes_a_verified_question_for_a_second_person(
    enter: Enter,
) -> None:
    answer = say("elena.exec", "return rate last month")
    rejected(enter("elena.exec"), answer, "the units")

    olivia = enter("olivia.owner")
    form = {"accept": "yes", "read_as": "returned units last month"}
    olivia.post(f"{ADDRESS}{lesson(Kind.REJECTED).pk}/", form)

    found = VerifiedQuestion.objects.get()
    assert (found.text, found.metrics) == ("return rate last month", ["returned_units"])
    assert (found.author, found.approver) == (person("olivia.owner"), None)
    assert say("elena.exec", "return rate last month").finding.query == answer.finding.query

    enter("owen.owner").post(f"/learning/verified/{found.pk}/", {"approve": "yes"})

    query = say("elena.exec", "return rate last month").finding.query
    assert query is not None
    assert query.metrics == ("returned_units",)
    assert "accepted" in enter("elena.exec").get("/learning/").content.decode()


def test_an_accepted_choice_takes_the_plan_that_was_chosen(enter: Enter) -> None:
    first = say("elena.exec", "margin by region last month")
    chosen = say("elena.exec", "Gross margin rate", first.conversation)

    enter("owen.owner").post(f"{ADDRESS}{lesson(Kind.CHOICE).pk}/", {"accept": "yes"})

    found = VerifiedQuestion.objects.get()
    assert found.text == "margin by region last month"
    assert found.metrics == sorted(chosen.finding.query.metrics)  # type: ignore[union-attr]


def test_a_rejected_reading_is_accepted_only_with_what_it_means(enter: Enter) -> None:
    rejected(enter("elena.exec"), say("elena.exec", "return rate last month"))
    waiting = lesson(Kind.REJECTED)

    for read_as in ("", "quellings of quellings"):
        refused = enter("olivia.owner").post(
            f"{ADDRESS}{waiting.pk}/", {"accept": "yes", "read_as": read_as}
        )
        assert refused.status_code == 422

    assert not VerifiedQuestion.objects.exists()


def test_an_owner_may_propose_a_question_of_their_own(enter: Enter) -> None:
    enter("owen.owner").post(
        "/learning/verified/",
        {"question": "how were the takings", "read_as": "net sales last month"},
    )
    page = enter("olivia.owner").get("/learning/verified/").content.decode()
    assert "waits for a second person" in page

    own = enter("owen.owner").get("/learning/verified/").content.decode()

    assert 'name="approve"' in page
    assert 'name="approve"' not in own


def test_what_is_declined_waits_no_more(enter: Enter) -> None:
    say("elena.exec", UNKNOWN)
    owen = enter("owen.owner")

    owen.post(f"{ADDRESS}{lesson(Kind.UNKNOWN_WORD).pk}/", {"decline": "yes"})

    assert "quellings" not in owen.get(ADDRESS).content.decode()
    again = owen.post(f"{ADDRESS}{lesson(Kind.UNKNOWN_WORD).pk}/", {"accept": "yes"})
    assert again.status_code == 404


def test_nobody_decides_what_is_another_s(enter: Enter) -> None:
    say("elena.exec", "return rate by quellings last month")

    answer = enter("owen.owner").post(f"{ADDRESS}{lesson(Kind.UNKNOWN_WORD).pk}/")

    assert answer.status_code == 404


def test_decisions_stand_in_the_record_without_what_was_typed(enter: Enter) -> None:
    say("elena.exec", UNKNOWN)
    enter("owen.owner").post(f"{ADDRESS}{lesson(Kind.UNKNOWN_WORD).pk}/", {"decline": "yes"})

    entry = Entry.objects.get(action="lesson_decided")
    assert (entry.actor, entry.outcome) == ("owen.owner", "declined")
    assert "quellings" not in str(entry.detail)


def test_it_is_erased_with_the_person(enter: Enter) -> None:
    say("elena.exec", UNKNOWN)
    rejected(enter("elena.exec"), say("elena.exec", "return rate last month"), "frobnicated")
    form = {"accept": "yes", "read_as": "returned units last month"}
    enter("olivia.owner").post(f"{ADDRESS}{lesson(Kind.REJECTED).pk}/", form)

    erase(person("elena.exec").pk, "tests")

    assert {(each.said, each.note) for each in Lesson.objects.all()} == {("", "")}
    assert not VerifiedQuestion.objects.exists()
    assert "quellings" not in enter("owen.owner").get(ADDRESS).content.decode()
