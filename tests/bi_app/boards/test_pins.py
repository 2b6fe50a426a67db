"""An answer is pinned to a board, and its tile shows it again as it is now."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from bi_app.asking.models import Question
from bi_app.boards.models import Board, Tile
from tests.bi_app.boards.boards import HTMX, address, board_of, pinned, signed_in, text_of
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_REGION = "net sales by region last month"
ONE_NUMBER = "net sales last month vs last year"
NOBODYS = UUID(int=7)


def test_a_pinned_answer_keeps_its_relative_period_and_no_number() -> None:
    tile = pinned("elena.exec", BY_REGION)

    assert tile.query["period"] == {"kind": "relative", "unit": "month", "offset": -1, "count": 1}
    assert tile.query["dimensions"] == ["region"]
    assert (tile.title, tile.place, tile.wide) == ("Net sales by region last month", 0, False)
    assert (tile.board.title, tile.board.home) == ("My page", True)


def test_it_goes_to_the_board_that_is_chosen() -> None:
    first = pinned("elena.exec", BY_REGION, new="Mondays")
    second = pinned("elena.exec", ONE_NUMBER, board=str(first.board_id), title="Sales")

    assert (first.board.title, second.board_id) == ("Mondays", first.board_id)
    assert (second.title, second.place) == ("Sales", 1)


def test_it_offers_the_boards_of_ones_own_only() -> None:
    pinned("elena.exec", BY_REGION, new="Elena's")
    pinned("sam.southwest", BY_REGION, new="Sam's")
    answer = say("sam.southwest", ONE_NUMBER)

    page = text_of(signed_in("sam.southwest").get(f"/boards/pin/{answer.id}/"))

    assert "Sam's" in page
    assert "Elena's" not in page


@pytest.mark.parametrize("board", ["elenas", str(NOBODYS), "nonsense"])
def test_nothing_comes_onto_a_board_of_others(board: str) -> None:
    elenas = pinned("elena.exec", BY_REGION)
    where = str(elenas.board_id) if board == "elenas" else board
    answer = say("sam.southwest", BY_REGION)

    response = signed_in("sam.southwest").post(f"/boards/pin/{answer.id}/", {"board": where})

    assert response.status_code == 404
    assert Tile.objects.count() == 1


def test_nobody_pins_what_others_asked_or_what_was_refused() -> None:
    elenas = say("elena.exec", BY_REGION)
    refused = say("sam.southwest", "gross margin by region last month")
    sam = signed_in("sam.southwest")

    assert sam.post(f"/boards/pin/{elenas.id}/").status_code == 404
    assert sam.post(f"/boards/pin/{refused.id}/").status_code == 404
    assert Tile.objects.count() == 0


def test_an_answer_changed_by_a_pick_is_pinned_as_it_is_shown() -> None:
    answer = say("elena.exec", "gross margin by region last month")
    elena = signed_in("elena.exec")
    elena.post(f"/answers/{answer.id}/change/", {"part": "metric", "at": 0, "to": "net_sales"})

    elena.post(f"/boards/pin/{answer.id}/")

    tile = Tile.objects.get()
    assert tile.query["metrics"] == ["net_sales"]
    assert "margin" not in tile.title.lower()


def test_a_tile_shows_the_answer_again_as_a_view_of_its_board() -> None:
    tile = pinned("elena.exec", BY_REGION)

    response = signed_in("elena.exec").get(address(tile), headers=HTMX)

    said = text_of(response)
    assert "net sales were highest for" in said
    assert "data through" in said
    assert "<svg" in response.content.decode()
    assert "<html" not in response.content.decode()
    asked = Question.objects.latest("asked_at")
    assert (asked.workload, asked.workflow, asked.text) == ("view", "board", "")


def test_a_single_number_stands_large_with_its_change() -> None:
    tile = pinned("elena.exec", ONE_NUMBER)

    response = signed_in("elena.exec").get(address(tile), headers=HTMX)

    headline = response.content.decode().partition('class="headline')[2].partition("</p>")[0]
    assert "$" in headline
    assert "%" in headline
    assert "favourable" in headline


@pytest.mark.parametrize(("sent", "kept"), [("points", "points"), ("", ""), ("sketch", "")])
def test_a_tile_keeps_the_kind_of_picture_that_was_picked(sent: str, kept: str) -> None:
    tile = pinned("elena.exec", "net sales by region last month vs last year", chart=sent)

    assert tile.chart == kept


def test_a_tile_without_a_picture_has_its_numbers_in_sight() -> None:
    tile = pinned("elena.exec", BY_REGION, chart="table")

    page = signed_in("elena.exec").get(address(tile), headers=HTMX).content.decode()

    assert "<svg" not in page
    assert '<details class="computed" open>' in page


def test_the_page_has_a_place_for_each_tile_or_all_of_them_at_once() -> None:
    tile = pinned("elena.exec", BY_REGION)
    elena = signed_in("elena.exec")
    before = Question.objects.count()

    page = elena.get(board_of(tile)).content.decode()
    asked = Question.objects.count() - before
    whole = elena.get(f"{board_of(tile)}?whole").content.decode()

    assert f'hx-get="{address(tile)}"' in page
    assert '<noscript><meta http-equiv="refresh" content="0; url=?whole"></noscript>' in page
    assert asked == 0
    assert "net sales were highest for" in whole
    assert "<noscript>" not in whole


def test_an_empty_board_says_what_to_do() -> None:
    response = signed_in("elena.exec").post("/boards/", {"title": "Mondays"}, follow=True)

    assert "Nothing is pinned here yet." in text_of(response)


def test_one_goes_on_from_a_tile_in_a_conversation_of_ones_own() -> None:
    tile = pinned("elena.exec", BY_REGION)

    response = signed_in("elena.exec").post(address(tile, "go-on/"), follow=True)

    assert response.redirect_chain[0][0].startswith("/conversations/")
    assert "net sales were highest for" in text_of(response)


def test_a_board_is_renamed_and_removed_with_its_tiles() -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")
    elena = signed_in("elena.exec")

    elena.post(f"{board_of(tile)}change/", {"title": "Tuesdays"})
    renamed = text_of(elena.get("/boards/"))
    gone = text_of(elena.post(f"{board_of(tile)}change/", {"remove": "yes"}, follow=True))

    assert "Tuesdays" in renamed
    assert "The board was removed." in gone
    assert (Board.objects.count(), Tile.objects.count()) == (0, 0)


@pytest.mark.parametrize("where", ["", "change/", "tiles/{tile}/", "tiles/{tile}/arrange/"])
def test_others_find_nothing_of_it(where: str) -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")
    sam = signed_in("sam.southwest")
    method = sam.post if where.endswith(("change/", "arrange/")) else sam.get

    response = method(board_of(tile) + where.format(tile=tile.pk), {"remove": "yes"})

    assert response.status_code == 404
    assert "Mondays" not in response.content.decode()
    assert Board.objects.filter(title="Mondays").exists()


def test_the_database_holds_that_a_tile_has_a_title() -> None:
    tile = pinned("elena.exec", BY_REGION)

    with pytest.raises(IntegrityError, match="tile_titled"), transaction.atomic():
        Tile.objects.filter(pk=tile.pk).update(title="")


def test_the_database_holds_that_a_tile_is_alone_in_its_place() -> None:
    first = pinned("elena.exec", BY_REGION)
    second = pinned("elena.exec", ONE_NUMBER, board=str(first.board_id))

    with pytest.raises(IntegrityError, match="tile_alone_in_its_place"):
        _put(second, first.place)


def test_a_person_has_one_first_page() -> None:
    tile = pinned("elena.exec", BY_REGION)

    with pytest.raises(IntegrityError, match="board_one_home_a_person"), transaction.atomic():
        Board.objects.create(owner=tile.board.owner, title="Another", home=True)


@transaction.atomic
def _put(tile: Tile, place: int) -> None:
    Tile.objects.filter(pk=tile.pk).update(place=place)
    connection.check_constraints()
