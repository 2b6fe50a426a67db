"""What befalls one tile is told in its place and harms no other."""

import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.asking.errors import NotRecorded
from bi_app.audit.models import Entry
from bi_app.boards.models import Board, BoardShare, Tile
from bi_app.people.models import User
from bi_app.warehouse import gate
from semantic_layer.errors import WarehouseUnavailable
from tests.bi_app.boards.boards import HTMX, address, board_of, pinned, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_REGION = "net sales by region last month"
MARGIN = "gross margin by region last month"


def shared(board: Board, username: str) -> None:
    BoardShare.objects.create(board=board, person=User.objects.get(username=username))


def seen(tile: Tile, username: str = "elena.exec") -> str:
    return text_of(signed_in(username).get(address(tile), headers=HTMX))


def test_a_tile_without_rows_says_so() -> None:
    tile = pinned("elena.exec", BY_REGION)
    none = {"metric": "net_sales", "op": "gt", "values": [1e12]}
    Tile.objects.update(query=tile.query | {"thresholds": [none]})

    assert "There are no rows for net sales" in seen(tile)


def test_a_tile_of_an_old_form_says_so() -> None:
    tile = pinned("elena.exec", BY_REGION)
    Tile.objects.update(query={"measures": ["net_sales"]})

    assert "no longer read" in seen(tile)


def test_a_warehouse_that_is_away_says_so_and_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tile = pinned("elena.exec", BY_REGION)

    def away(*_: object) -> object:
        raise WarehouseUnavailable("The warehouse is away.")

    monkeypatch.setattr(gate, "_fetch", away)
    sealed.client().flushdb()

    said = seen(tile)

    assert "cannot be reached right now" in said
    assert "Try again" in said


def test_a_tile_that_cannot_be_recorded_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    tile = pinned("elena.exec", BY_REGION)

    def unrecorded(*_: object) -> object:
        raise NotRecorded

    monkeypatch.setattr("bi_app.boards.tiles.look", unrecorded)

    assert "could not be recorded" in seen(tile)


def test_too_many_at_once_is_told_in_the_place_of_the_tile(settings: LazySettings) -> None:
    tile = pinned("elena.exec", BY_REGION)
    settings.AISLE_ASKS_A_MINUTE = 0

    response = signed_in("elena.exec").get(address(tile), headers=HTMX)

    assert response.status_code == 200
    assert "questions a minute" in text_of(response)


def test_one_tile_that_fails_leaves_the_others() -> None:
    bad = pinned("elena.exec", MARGIN, new="Mondays")
    pinned("elena.exec", BY_REGION, board=str(bad.board_id))
    shared(bad.board, "sam.southwest")

    page = text_of(signed_in("sam.southwest").get(f"{board_of(bad)}?whole"))

    assert "What this tile shows is not open to you." in page
    assert "net sales were highest for" in page
    assert "margin" not in page.lower()


def test_each_reader_sees_it_under_their_own_rights() -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")
    shared(tile.board, "sam.southwest")

    elenas, sams = (seen(tile, name) for name in ("elena.exec", "sam.southwest"))

    assert "Northeast" in elenas
    assert "Northeast" not in sams
    assert "Southwest" in sams
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.actor, entry.action, entry.outcome) == ("sam.southwest", "query", "answered")
