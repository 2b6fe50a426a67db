"""What do the pages of boards show?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from bi_app.asking.errors import UnknownBoard
from bi_app.asking.patience import grace
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.boards.changed import Changed, changes
from bi_app.boards.filters import NO_FILTER, Filter, offered
from bi_app.boards.models import Board, Tile
from bi_app.boards.sharing import roles_to_choose
from bi_app.boards.tiles import Shown, filtered_tile, title_for
from bi_app.people.entitlements import Entitled
from semantic_layer.access import Policy
from semantic_layer.edits.periods import OFFERED
from semantic_layer.model.definitions import Dimension

WITH = ("release", "seen", "question__conversation")  # what a tile's place reads of it


@dataclass(frozen=True, slots=True)
class Listed:
    """`by` is who shares it with the reader; empty for one of their own.

    `home`: it may be called as the page calls it.
    """

    id: UUID
    title: str
    tiles: int
    by: str
    home: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile stands, and what changed of its definitions since its owner last knew them.

    `shown` is there where it came with the page.
    """

    tile: Tile
    title: str
    first: bool
    last: bool
    shown: Shown | None
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom: a person by their sign-in name, or a role as it is called."""

    id: int
    name: str
    is_role: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    board: Board
    own: bool
    by: str
    places: tuple[Place, ...]
    whole: bool
    filter: Filter
    dimensions: tuple[Dimension, ...]
    shares: tuple[Sharing, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def whole_address(self) -> str:
        """Where all tiles come with the page."""
        return f"?whole{self.filter.behind}"

    @property
    def waits(self) -> bool:
        """Whether some of its tiles came with the page and without their numbers."""
        return any(place.shown and place.shown.waits for place in self.places)

    @property
    def periods(self) -> tuple[tuple[str, str], ...]:
        """The days that are offered."""
        return tuple((to, label) for to, (label, *_) in OFFERED.items())


def listed(policy: Policy) -> tuple[Listed, ...]:
    """One's own boards, the one of the first page in front, then those of others."""
    found = readable(Board, policy).select_related("owner").annotate(many=Count("tiles"))
    mine = policy.asker.id
    rows = sorted(found, key=lambda each: each.owner_id != mine)
    return tuple(
        Listed(
            each.pk,
            each.name,
            each.many,
            "" if each.owner_id == mine else called(each),
            each.home,
        )
        for each in rows
    )


def called(board: Board) -> str:
    """Its owner, as others call them."""
    return board.owner.get_full_name() or board.owner.username


def board_for(policy: Policy, board_id: UUID) -> Board:
    """Raises UnknownBoard where there is none that the reader may open."""
    found = readable(Board, policy).select_related("owner").filter(pk=board_id).first()
    if found is None:
        raise UnknownBoard
    return found


def tile_for(policy: Policy, board_id: UUID, tile_id: UUID) -> Tile:
    """Raises UnknownBoard where it is not on a board that the reader may open."""
    tiles = readable(Tile, policy).select_related("board__owner")
    found = tiles.select_related(*WITH).filter(pk=tile_id, board=board_id).first()
    if found is None:
        raise UnknownBoard
    return found


def board_page(
    rights: Entitled, board_id: UUID, wanted: Filter = NO_FILTER, *, whole: bool = False
) -> BoardPage:
    board = board_for(rights.policy, board_id)
    tiles = list(board.tiles.select_related(*WITH))
    own = board.owner_id == rights.policy.asker.id
    queries = filter(None, (stored_query(tile.query) for tile in tiles))
    return BoardPage(
        board,
        own,
        "" if own else called(board),
        tuple(_places(tiles, rights, wanted, whole=whole)),
        whole,
        wanted,
        tuple(offered(queries, rights.index)),
        tuple(_shares(board)) if own else (),
        tuple(roles_to_choose().items()) if own else (),
    )


def _shares(board: Board) -> Iterable[Sharing]:
    called = roles_to_choose()
    for each in board.shares.select_related("person"):
        role = called.get(each.role, each.role)
        yield Sharing(each.pk, role or str(each.person), bool(role))


def _places(tiles: list[Tile], rights: Entitled, wanted: Filter, *, whole: bool) -> Iterable[Place]:
    each = grace(among=len(tiles))
    for at, tile in enumerate(tiles):
        yield Place(
            tile,
            title_for(tile, rights),
            first=at == 0,
            last=at == len(tiles) - 1,
            shown=filtered_tile(tile, wanted, rights.policy.asker, each) if whole else None,
            changes=changes(tile, rights),
        )
