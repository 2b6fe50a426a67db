"""How does the owner of a board arrange its tiles?"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from django.db import transaction

from bi_app.boards.models import Board, Tile
from bi_app.boards.pins import titled
from metrics.models import Release
from metrics.releases import live


class Move(StrEnum):
    """What a button does to a tile; `to` takes the place that it is told.

    `seen`: what changed of its definitions is known. `freeze` keeps those of its release, `follow`
    goes by the live ones again.
    """

    EARLIER = "earlier"
    LATER = "later"
    TO = "to"
    WIDER = "wider"
    NARROWER = "narrower"
    RENAME = "rename"
    SEEN = "seen"
    FREEZE = "freeze"
    FOLLOW = "follow"
    REMOVE = "remove"


@transaction.atomic
def arrange(tile: Tile, move: Move, told: str = "") -> None:
    """`told` is the new title, or the place counted from 0 that a tile is dropped at."""
    Board.objects.select_for_update().get(pk=tile.board_id)
    match move:
        case Move.EARLIER | Move.LATER | Move.TO:
            _put(tile, move, told)
        case Move.WIDER | Move.NARROWER:
            tile.wide = move is Move.WIDER
            tile.save(update_fields=["wide"])
        case Move.RENAME:
            tile.title = titled(told, tile.title)
            tile.save(update_fields=["title"])
        case Move.SEEN | Move.FOLLOW:
            tile.seen, tile.frozen = Release.objects.get(number=live().number), False
            tile.save(update_fields=["seen", "frozen"])
        case Move.FREEZE:
            tile.frozen = True
            tile.save(update_fields=["frozen"])
        case Move.REMOVE:
            tile.delete()


PLACES: Mapping[Move, Callable[[int, str], int]] = {
    Move.EARLIER: lambda at, _: at - 1,
    Move.LATER: lambda at, _: at + 1,
    Move.TO: lambda at, told: int(told) if told.isascii() and told.isdecimal() else at,
}


def _put(tile: Tile, move: Move, told: str) -> None:
    """Beyond an end it stays there. All places are counted anew, so that gaps close."""
    tiles = list(Tile.objects.filter(board=tile.board_id))
    at = next(place for place, each in enumerate(tiles) if each.pk == tile.pk)
    moved = tiles.pop(at)
    tiles.insert(max(0, min(PLACES[move](at, told), len(tiles))), moved)
    for place, each in enumerate(tiles):
        each.place = place
    Tile.objects.bulk_update(tiles, ["place"])
