"""A link shows an answer under the rights of who looks, and names nothing that they may not see."""

import re
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.asking.models import AnswerRecord, Question, SharedAnswer
from bi_app.audit.models import Entry
from bi_app.people.models import User
from tests.bi_app.street import say, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

OPEN_TO_ALL = "net sales by region last month"
REGIONS = {"Midwest", "Northeast", "Southeast", "Southwest", "West"}
HTMX = {"HX-Request": "true"}


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def share(answer: Answer, username: str = "elena.exec") -> str:
    """The address of its link."""
    response = signed_in(username).post(f"/answers/{answer.id}/share/")
    assert response.status_code == 302, response.content
    return f"/shared/{SharedAnswer.objects.get(question=answer.id, taken_back=None).token}/"


def seen(username: str, link: str) -> str:
    response = signed_in(username).get(link)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def regions_in(page: str) -> set[str]:
    return REGIONS & set(re.findall(r'<th scope="row"[^>]*>\s*([^<]*?)\s*<', page))


def test_each_sees_it_under_their_own_rights() -> None:
    link = share(say("elena.exec", OPEN_TO_ALL))

    assert regions_in(seen("elena.exec", link)) == REGIONS
    assert regions_in(seen("sam.southwest", link)) == {"Southwest", "West"}
    for name in ("elena.exec", "sam.southwest", "mara.merch"):
        page = seen(name, link)
        assert OPEN_TO_ALL in page
        assert "elena.exec" in page or "Elena" in page
    by_department = share(say("elena.exec", "net sales by department last month"))
    assert "Women" in seen("mara.merch", by_department)
    assert "Kids" in seen("elena.exec", by_department)
    assert "Kids" not in seen("mara.merch", by_department)


CLOSED = [
    ("sam.southwest", "gross margin by region last month", ("margin", "region")),
    ("sam.southwest", "visitors in the Northeast last month", ("northeast", "visitors")),
    ("mara.merch", "labor hours by store last month", ("labor", "store")),
]


@pytest.mark.parametrize(("name", "asked", "words"), CLOSED)
def test_what_is_closed_to_the_reader_names_nothing(
    name: str, asked: str, words: tuple[str, ...]
) -> None:
    answer = say("elena.exec", asked)
    elena = signed_in("elena.exec")
    elena.post(
        f"/conversations/{answer.conversation}/rename/", {"title": f"{asked}, for the board"}
    )
    link = share(answer)

    response = signed_in(name).get(link)
    page = response.content.decode()
    shown = page.partition("<main")[2].partition("</main>")[0].lower()

    assert "what this link shows is not open to you." in shown
    assert not any(word in shown for word in (*words, "elena", "board", "<table", "sql"))
    assert asked not in page
    assert "A shared answer · Aisle" in page


def test_words_that_a_pick_has_left_behind_stay_with_their_author() -> None:
    """What was asked first may name what the answer as it was changed does not."""
    answer = say("elena.exec", "gross margin by region last month")
    elena = signed_in("elena.exec")
    elena.post(f"/answers/{answer.id}/change/", {"part": "metric", "at": 0, "to": "net_sales"})
    elena.post(f"/answers/{answer.id}/share/")
    made = SharedAnswer.objects.get(taken_back=None)
    assert made.question.edits_id == answer.id

    page = seen("sam.southwest", f"/shared/{made.token}/")

    assert regions_in(page) == {"Southwest", "West"}
    assert "margin" not in page.lower()
    assert "gross margin by region" in seen("elena.exec", f"/shared/{made.token}/")


def test_looking_is_recorded_as_the_readers() -> None:
    link = share(say("elena.exec", OPEN_TO_ALL))

    seen("sam.southwest", link)

    asked = Question.objects.latest("asked_at")
    assert (asked.asker.username, asked.workload, asked.text) == ("sam.southwest", "view", "")
    assert asked.conversation is None
    entry = Entry.objects.filter(asking=str(asked.pk)).get()
    assert (entry.actor, entry.action, entry.outcome) == ("sam.southwest", "query", "answered")


def test_a_refused_look_is_recorded_too() -> None:
    link = share(say("elena.exec", "gross margin by region last month"))

    seen("sam.southwest", link)

    entry = Entry.objects.latest("seq")
    assert (entry.actor, entry.outcome, entry.rows) == ("sam.southwest", "refused", None)
    assert AnswerRecord.objects.get(question=UUID(entry.asking)).code == "not_permitted"


def test_a_reader_takes_it_away_and_changes_and_follows_nothing() -> None:
    link = share(say("elena.exec", OPEN_TO_ALL))

    page = seen("mara.merch", link)

    sent_to = re.findall(r'action="([^"]+)"', page)
    assert "/chips/" not in page
    assert sent_to
    assert all(each.startswith(f"{link}export/") for each in sent_to)


def test_looking_makes_no_conversation_of_ones_own() -> None:
    link = share(say("elena.exec", OPEN_TO_ALL))

    seen("mara.merch", link)

    listed = signed_in("mara.merch").get("/conversations/").content.decode()
    assert "Nothing yet." in listed


def test_a_link_taken_back_is_as_one_that_never_was() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)
    link = share(answer)

    response = signed_in("elena.exec").post(f"{link}take-back/")

    assert response["Location"] == f"/answers/{answer.id}/"
    gone = signed_in("sam.southwest").get(link)
    never = signed_in("sam.southwest").get(f"/shared/{'x' * 43}/")
    assert gone.status_code == never.status_code == 404
    assert masked(gone.content) == masked(never.content)
    assert signed_in("elena.exec").post(f"{link}take-back/").status_code == 404
    assert share(answer) != link


def masked(page: bytes) -> str:
    return re.sub(r"(csrf\w+|X-CSRFToken)[^>]*>", "", page.decode())


def test_a_link_goes_with_its_conversation() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)
    link = share(answer)

    signed_in("elena.exec").post(f"/conversations/{answer.conversation}/delete/")

    assert signed_in("sam.southwest").get(link).status_code == 404


def test_it_is_told_where_the_answer_stands() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)
    elena = signed_in("elena.exec")
    link = share(answer)

    for address in (f"/answers/{answer.id}/", f"/conversations/{answer.conversation}/"):
        page = elena.get(address).content.decode()
        assert f"http://testserver{link}" in page
        assert "Take back" in page
    elena.post(f"/answers/{answer.id}/change/", {"part": "dimension", "at": 0, "to": "state"})
    page = elena.get(f"/answers/{answer.id}/").content.decode()
    assert "as it was before it was changed" in page
    assert f"/answers/{answer.id}/share/" in page


def test_with_scripts_the_links_alone_come_back() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)

    response = signed_in("elena.exec").post(f"/answers/{answer.id}/share/", headers=HTMX)

    assert b"<html" not in response.content
    assert f'id="links-{answer.id}"'.encode() in response.content


def test_an_answer_has_one_link() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)

    assert share(answer) == share(answer)
    assert Entry.objects.filter(action="answer_shared", asking=str(answer.id)).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedAnswer.objects.create(question_id=answer.id, token="y" * 43)
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedAnswer.objects.create(question=Question.objects.latest("asked_at"), token="short")


def test_it_cannot_be_guessed() -> None:
    tokens = {share(say("elena.exec", OPEN_TO_ALL)) for _ in range(3)}

    assert len(tokens) == 3


def test_only_its_asker_shares_an_answer_and_takes_it_back() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)
    mara = signed_in("mara.merch")

    assert mara.post(f"/answers/{answer.id}/share/").status_code == 404
    link = share(answer)
    assert mara.post(f"{link}take-back/").status_code == 404
    assert mara.get(link).status_code == 200
    assert mara.get(f"/answers/{answer.id}/").status_code == 404


def test_what_has_no_query_is_not_shared() -> None:
    told = say("elena.exec", "how is return rate calculated?")

    assert signed_in("elena.exec").post(f"/answers/{told.id}/share/").status_code == 404


def test_a_look_of_somebody_is_no_answer_of_theirs() -> None:
    """It is in no conversation, so it has no page and no link."""
    seen("mara.merch", share(say("elena.exec", OPEN_TO_ALL)))
    looked = Question.objects.latest("asked_at")
    mara = signed_in("mara.merch")

    assert mara.get(f"/answers/{looked.pk}/").status_code == 404
    assert mara.post(f"/answers/{looked.pk}/share/").status_code == 404


def test_nothing_is_made_by_looking() -> None:
    answer = say("elena.exec", OPEN_TO_ALL)

    assert signed_in("elena.exec").get(f"/answers/{answer.id}/share/").status_code == 405
    assert SharedAnswer.objects.count() == 0


def test_a_stranger_signs_in_first() -> None:
    response = Client().get(share(say("elena.exec", OPEN_TO_ALL)))

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_a_query_that_was_sent_is_shared_without_words() -> None:
    answer = send("elena.exec", metrics=["net_sales"], dimensions=["region"])

    page = seen("sam.southwest", share(answer))

    assert "shared this answer" in page
    assert regions_in(page) == {"Southwest", "West"}
