"""The owner of a board arranges its tiles; nobody else does."""

import pytest

from bi_app.boards.models import Tile
from tests.bi_app.boards.boards import address, pinned, signed_in, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_REGION = "net sales by region last month"


def three() -> list[Tile]:
    first = pinned("elena.exec", BY_REGION, new="Mondays", title="A")
    board = str(first.board_id)
    more = (pinned("elena.exec", BY_REGION, board=board, title=each) for each in "BC")
    return [first, *more]


def arrange(tile: Tile, do: str, told: str = "", username: str = "elena.exec") -> int:
    sent = {"do": do, "told": told}
    return signed_in(username).post(address(tile, "arrange/"), sent).status_code


@pytest.mark.parametrize(
    ("moved", "do", "told", "order"),
    [
        (1, "earlier", "", "BAC"),
        (1, "later", "", "ACB"),
        (0, "earlier", "", "ABC"),
        (2, "later", "", "ABC"),
        (2, "to", "0", "CAB"),
        (0, "to", "2", "BCA"),
        (0, "to", "99", "BCA"),
        (1, "to", "-1", "ABC"),
        (1, "to", "²", "ABC"),
        (1, "remove", "", "AC"),
    ],
)
def test_a_tile_is_moved(moved: int, do: str, told: str, order: str) -> None:
    tiles = three()

    status = arrange(tiles[moved], do, told)

    assert status == 302
    assert "".join(titles(tiles[0].board)) == order


def test_a_gap_closes_when_tiles_are_moved() -> None:
    tiles = three()
    arrange(tiles[0], "remove")

    arrange(tiles[2], "earlier")

    left = Tile.objects.filter(board=tiles[0].board_id)
    assert [(each.title, each.place) for each in left] == [("C", 0), ("B", 1)]


def test_a_tile_is_widened_narrowed_and_renamed() -> None:
    tile = three()[0]

    arrange(tile, "wider")
    widened = Tile.objects.get(pk=tile.pk).wide
    arrange(tile, "narrower")
    arrange(tile, "rename", "  The   week ")
    arrange(tile, "rename", "   ")

    after = Tile.objects.get(pk=tile.pk)
    assert widened
    assert (after.wide, after.title) == (False, "The week")


@pytest.mark.parametrize(
    ("username", "do"), [("sam.southwest", "remove"), ("elena.exec", "explode")]
)
def test_nothing_else_is_done_and_by_nobody_else(username: str, do: str) -> None:
    tiles = three()

    status = arrange(tiles[0], do, username=username)

    assert status == 404
    assert titles(tiles[0].board) == ["A", "B", "C"]
