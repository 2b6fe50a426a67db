"""Short ways to pin as one of the demo's people, and to read what a board shows."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

from bi_app.boards.models import Board, Tile
from bi_app.people.models import User
from tests.bi_app.street import say

HTMX = {"HX-Request": "true"}
TAG = re.compile(r"<[^>]*>")


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def pinned(username: str, question: str, **form: str) -> Tile:
    """The answer to a question on a board: their page, unless `board` or `new` says another."""
    answer = say(username, question)
    where = {"board": "new"} if "new" in form else {}
    response = signed_in(username).post(f"/boards/pin/{answer.id}/", where | form)
    assert response.status_code == 302, response.content
    return Tile.objects.get(question=answer.id)


def board_of(tile: Tile) -> str:
    return f"/boards/{tile.board_id}/"


def address(tile: Tile, doing: str = "") -> str:
    return f"/boards/{tile.board_id}/tiles/{tile.pk}/{doing}"


def text_of(response: HttpResponse) -> str:
    """What people read of a page's main part, in one line."""
    page = response.content.decode()
    main = page.partition("<main")[2].partition("</main>")[0] if "<main" in page else page
    return " ".join(unescape(TAG.sub(" ", main)).split())


def titles(board: Board) -> list[str]:
    return [each.title for each in Tile.objects.filter(board=board)]
