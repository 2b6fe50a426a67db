"""What takes long is waited for in its own place, begun once, and there when it is done."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from bi_app import sealed
from bi_app.asking import jobs, patience
from bi_app.asking.answer import Answer
from bi_app.asking.models import AnswerRecord, Conversation, Job, Question, SharedAnswer
from bi_app.asking.work import work
from bi_app.boards.models import Tile
from bi_app.warehouse import gate
from semantic_layer.errors import StatementTimeout
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

HTMX = {"HX-Request": "true"}
NUMBER = "net sales in October 2026"
BY_REGION = "net sales by region in October 2026"
TOO_LONG = "The warehouse took too long."
REFRESH = '<noscript><meta http-equiv="refresh"'


@pytest.fixture
def slow(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, whatever is not kept takes long, and nothing is kept."""

    def begin() -> None:
        settings.AISLE_GRACE_SECONDS = 1
        monkeypatch.setattr(patience, "surely_within", lambda *_: False)
        monkeypatch.setattr(patience, "wake", lambda: None)
        sealed.client().flushdb()

    return begin


def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> object:
        raise StatementTimeout("It took too long.")

    monkeypatch.setattr(gate, "_fetch", late)


def tile(client: Client, answer: Answer) -> str:
    client.post(f"/boards/pin/{answer.id}/", {"board": "home"})
    made = Tile.objects.get(question=answer.id)
    return f"/boards/{made.board_id}/tiles/{made.pk}/"


def frozen_tile(client: Client, answer: Answer) -> str:
    address = tile(client, answer)
    Tile.objects.update(frozen=True)
    return address


def whole_board(client: Client, answer: Answer) -> str:
    return f"{tile(client, answer).partition('tiles/')[0]}?whole"


def link(client: Client, answer: Answer) -> str:
    client.post(f"/answers/{answer.id}/share/")
    return f"/shared/{SharedAnswer.objects.get(question=answer.id).token}/"


def own_answer(client: Client, answer: Answer) -> str:
    return f"/answers/{answer.id}/"


def conversation(client: Client, answer: Answer) -> str:
    return f"/conversations/{answer.conversation}/"


def preview(client: Client, answer: Answer) -> str:
    return "/catalogue/metrics/net_sales/preview/"


PLACES = [tile, frozen_tile, whole_board, link, own_answer, conversation, preview]


def text_of(response: HttpResponse) -> str:
    page = response.content.decode()
    return page.partition("<main")[2].partition("</main>")[0] if "<main" in page else page


def answer_waiting() -> None:
    while (lease := jobs.claim()) is not None:
        work(lease)


def under_way() -> list[UUID]:
    return list(Job.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("place", PLACES)
def test_a_look_is_waited_for_in_its_place(
    elena: Client, slow: Callable[[], None], place: Callable[[Client, Answer], str]
) -> None:
    address = place(elena, say("elena.exec", BY_REGION))
    slow()

    first, again = elena.get(address), elena.get(address)

    (job,) = under_way()
    for response in (first, again):
        assert f"/streams/questions/{job}/" in text_of(response)
        assert REFRESH in response.content.decode()
        assert "<table" not in text_of(response)
    answer_waiting()
    done = elena.get(address)
    assert "<table" in text_of(done)
    assert "data-follow" not in text_of(done)
    assert REFRESH not in done.content.decode()
    assert under_way() == []


@pytest.mark.parametrize("place", [tile, link, preview])
def test_with_scripts_it_comes_when_it_is_there(
    elena: Client, slow: Callable[[], None], place: Callable[[Client, Answer], str]
) -> None:
    address = place(elena, say("elena.exec", BY_REGION))
    slow()
    first = text_of(elena.get(address, headers=HTMX))
    asked = {"waiting": "yes"}
    place_of = re.findall(r'hx-target="#([^"]+)"', first)

    assert elena.get(address, asked, headers=HTMX).status_code == 204
    answer_waiting()

    come = text_of(elena.get(address, asked, headers=HTMX))
    assert "<table" in come
    assert f'id="{place_of[0]}"' in come
    assert f'id="{place_of[0]}"' in first


@pytest.mark.parametrize("place", [*PLACES])
def test_what_came_to_nothing_says_why_and_is_not_begun_again(
    elena: Client,
    slow: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Client, Answer], str],
) -> None:
    address = place(elena, say("elena.exec", BY_REGION))
    slow()
    elena.get(address)
    fails(monkeypatch)
    answer_waiting()

    told = elena.get(address)

    assert TOO_LONG in text_of(told)
    assert REFRESH not in told.content.decode()
    assert under_way() == []


def test_a_look_is_in_no_conversation(elena: Client, slow: Callable[[], None]) -> None:
    answer = say("elena.exec", BY_REGION)
    addresses = [place(elena, answer) for place in (tile, link, preview)]
    before = Conversation.objects.count()

    for address in addresses:
        elena.get(address)
    slow()
    elena.get(addresses[0])
    answer_waiting()

    assert Conversation.objects.count() == before
    looks = Question.objects.filter(workload="view")
    assert set(looks.values_list("conversation", flat=True)) == {None}
    assert AnswerRecord.objects.filter(question__in=looks).count() == len(addresses) + 1


def test_the_first_page_shows_a_number_before_its_weeks(
    elena: Client, slow: Callable[[], None]
) -> None:
    address = f"{tile(elena, say('elena.exec', NUMBER))}figure/"
    slow()
    seen = []

    for _ in range(3):
        seen.append(text_of(elena.get(address, headers=HTMX)))
        answer_waiting()

    assert ["headline" in page for page in seen] == [False, True, True]
    assert ["data-follow" in page for page in seen] == [True, True, False]
    assert ["<polyline" in page for page in seen] == [False, False, True]


def test_a_tile_is_gone_on_from_while_it_is_worked_out(
    elena: Client, slow: Callable[[], None]
) -> None:
    address = f"{tile(elena, say('elena.exec', BY_REGION))}go-on/"
    slow()

    page = text_of(elena.post(address, follow=True))
    answer_waiting()

    assert "data-follow" in page
    made = Conversation.objects.latest("created")
    assert "<table" in text_of(elena.get(f"/conversations/{made.pk}/"))


@pytest.mark.parametrize("place", [own_answer, link])
def test_a_file_is_taken_when_its_rows_are_there(
    elena: Client, slow: Callable[[], None], place: Callable[[Client, Answer], str]
) -> None:
    address = f"{place(elena, say('elena.exec', BY_REGION))}export/csv/"
    slow()

    response = elena.post(address, {"chart": "bars"})

    assert response.status_code == 302
    waiting = response["Location"]
    assert waiting == f"{address}waiting/?chart=bars"
    assert "data-follow" in text_of(elena.get(waiting))
    assert elena.get(waiting, {"waiting": "yes"}, headers=HTMX).status_code == 204
    answer_waiting()
    there = text_of(elena.get(waiting, headers=HTMX))
    assert f'action="{address}"' in there
    assert 'name="chart" value="bars"' in there
    assert b"Region,Net sales" in elena.post(address, {"chart": "bars"}).content


def test_a_file_that_cannot_be_made_says_why(
    elena: Client, slow: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/answers/{say('elena.exec', BY_REGION).id}/export/csv/"
    slow()
    waiting = elena.post(address)["Location"]
    fails(monkeypatch)
    answer_waiting()

    assert TOO_LONG in text_of(elena.get(waiting))
    assert elena.get(f"/answers/{UUID(int=0)}/export/csv/waiting/").status_code == 404


def test_a_pick_that_takes_long_is_waited_for(elena: Client, slow: Callable[[], None]) -> None:
    answer = say("elena.exec", BY_REGION)
    slow()
    pick = {"part": "dimension", "at": "0", "to": "state"}

    page = text_of(elena.post(f"/answers/{answer.id}/change/", pick, headers=HTMX))
    answer_waiting()

    assert "data-follow" in page
    come = text_of(elena.get(f"/answers/{answer.id}/waiting/", headers=HTMX))
    assert "by state" in come


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_pick_that_comes_to_nothing_says_why(
    elena: Client,
    slow: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
) -> None:
    answer = say("elena.exec", BY_REGION)
    pick = {"part": "dimension", "at": "0", "to": "state"}
    slow()
    elena.get(f"/answers/{answer.id}/")
    answer_waiting()
    elena.post(f"/answers/{answer.id}/change/", pick, headers=headers)
    with monkeypatch.context() as patch:
        fails(patch)
        answer_waiting()

    address = f"/answers/{answer.id}/waiting/"
    page = text_of(elena.get(address, headers=headers, follow=True))

    assert f"The answer stays as it was. {TOO_LONG}" in page
    assert "Northeast" in page


def test_a_tile_gone_on_from_that_comes_to_nothing_says_why(
    elena: Client, slow: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{tile(elena, say('elena.exec', BY_REGION))}go-on/"
    slow()
    where = elena.post(address)["Location"].partition("#")[0]
    fails(monkeypatch)
    answer_waiting()

    assert TOO_LONG in text_of(elena.get(where))


def test_a_choice_that_comes_to_nothing_says_why(
    elena: Client, slow: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = say("elena.exec", "margin by region last month")
    assert asked.finding.clarification is not None
    slow()
    choice = {
        "conversation": str(asked.conversation),
        "question": asked.finding.clarification.options[0].label,
    }
    page = text_of(elena.post("/ask/", choice, headers=HTMX))
    fails(monkeypatch)
    answer_waiting()

    job = re.findall(r"/streams/questions/([^/]+)/", page)[0]
    assert TOO_LONG in text_of(elena.get(f"/answers/{job}/waiting/", headers=HTMX))
    assert TOO_LONG in text_of(elena.get(f"/conversations/{asked.conversation}/"))
