"""An answer is looked at in another way: by its address, without asking for anything anew."""

import html
import re

import pytest
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.people.models import User
from bi_app.warehouse.engines import engine
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_WEEK = "net sales by week last quarter"


@pytest.fixture
def answer() -> Answer:
    return say("elena.exec", BY_WEEK)


def page(client: Client, answer: Answer, seen: str = "", **headers: str) -> str:
    return client.get(f"/answers/{answer.id}/{seen}", headers=headers).content.decode()


def kinds(page: str) -> list[tuple[str, str]]:
    """The names of the kinds, with what follows the path in the address of each."""
    ways = page.partition('aria-label="Show as"')[2].partition("</div>")[0]
    return re.findall(r'<a href="/answers/[0-9a-f-]+/(\?[^"]*)"[^>]*>([^<]+)</a>', ways)


def current(page: str) -> list[str]:
    return re.findall(r'aria-current="true">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("seen", "shown", "drawings"),
    [
        ("", "Line", 2),
        ("?chart=bars", "Bars", 2),
        ("?chart=table", "Table only", 0),
        ("?chart=scatter", "Line", 2),
        ("?chart=<script>", "Line", 2),
    ],
)
def test_it_is_seen_as_its_address_says(
    elena: Client, answer: Answer, seen: str, shown: str, drawings: int
) -> None:
    found = page(elena, answer, seen)

    assert current(found) == [shown]
    assert found.count("<svg") - found.partition("<main")[0].count("<svg") == drawings
    assert [name for _, name in kinds(found)] == ["Line", "Bars", "Table only"]


def test_looking_asks_the_warehouse_for_nothing(
    elena: Client, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        raise AssertionError("The warehouse was asked.")

    monkeypatch.setattr(type(engine()), "fetch", nothing)

    assert current(page(elena, answer, "?chart=bars")) == ["Bars"]


def test_the_figure_alone_is_swapped(elena: Client, answer: Answer) -> None:
    htmx = {
        "HX-Request": "true",
        "HX-Target": f"figure#figure-{answer.id}",
        "HX-Current-URL": f"http://testserver/answers/{answer.id}/",
    }
    response = elena.get(f"/answers/{answer.id}/?chart=bars&nonsense=1", headers=htmx)

    assert response.content.decode().startswith(f'<figure id="figure-{answer.id}"')
    assert response["HX-Replace-Url"] == f"/answers/{answer.id}/?chart=bars"


def test_the_address_of_a_conversation_stays(elena: Client, answer: Answer) -> None:
    htmx = {
        "HX-Request": "true",
        "HX-Target": f"figure#figure-{answer.id}",
        "HX-Current-URL": f"http://testserver/conversations/{answer.conversation}/",
    }
    response = elena.get(f"/answers/{answer.id}/?chart=bars", headers=htmx)

    assert "HX-Replace-Url" not in response


def test_a_picture_is_taken_away_as_it_was_seen(elena: Client, answer: Answer) -> None:
    def taken(**sent: str) -> str:
        return elena.post(f"/answers/{answer.id}/export/svg/", sent).content.decode()

    seen = page(elena, answer, "?chart=bars")
    assert f'name="chart" value="bars" form="export-{answer.id}"' in seen
    assert taken(chart="bars") != taken()
    assert taken(chart="line") == taken()
    assert "16 Aug 2026" in taken(chart="table")


def test_a_mark_leads_to_the_button_of_its_row(elena: Client) -> None:
    answer = say("elena.exec", "net sales by region last quarter")

    found = page(elena, answer)

    marks = re.findall(r'<a href="#([^"]*)"', found.partition("<figure")[2].partition("</svg>")[0])
    buttons = re.findall(r'<button id="(inside-[^"]*)"', found)
    assert len(buttons) == answer.finding.row_count
    assert set(marks) == set(buttons)


def test_a_mark_leads_to_the_page_of_the_table_that_has_its_row(elena: Client) -> None:
    answer = say("elena.exec", "net sales by category by store last quarter")

    found = page(elena, answer)

    links = dict(re.findall(r'<a href="/answers/[^"?]*(\?[^"#]*)#(inside-[^"]*)"', found))
    assert len(links) > 1
    for address, button in list(links.items())[:: len(links) // 3]:
        assert f'<button id="{button}"' in page(elena, answer, html.unescape(address))


def test_a_mark_is_no_name(elena: Client) -> None:
    answer = say("elena.exec", "net sales by region last quarter")

    found = page(elena, answer)

    assert not re.search(r'(?:href|id)="[^"]*(?:West|Midwest)', found)


def test_who_looks_by_a_link_sees_it_otherwise_too(client: Client, elena: Client) -> None:
    answer = say("elena.exec", "net sales by region last quarter")
    elena.post(f"/answers/{answer.id}/share/")
    token = re.search(r"/shared/([\w-]+)/", page(elena, answer))
    assert token is not None

    client.force_login(User.objects.get(username="ana.analyst"))
    found = client.get(f"/shared/{token[1]}/?chart=table").content.decode()

    assert current(found) == ["Table only"]
    assert 'href="?"' in found
    assert "hx-get" not in found.partition("<figure")[2].partition("</figure>")[0]


def test_one_number_is_no_picture(elena: Client) -> None:
    found = page(elena, say("elena.exec", "net sales last quarter"))

    assert kinds(found) == []
    assert "<figure" not in found


def test_nobody_looks_at_an_answer_of_somebody_else(client: Client, answer: Answer) -> None:
    client.force_login(User.objects.get(username="ana.analyst"))

    assert client.get(f"/answers/{answer.id}/?chart=bars").status_code == 404
