"""How does an answer come onto a board?"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from bi_app.asking.edits import edited
from bi_app.asking.errors import UnknownAnswer, UnknownBoard
from bi_app.asking.models import AnswerRecord, Status
from bi_app.asking.readable import readable
from bi_app.asking.stored import kept_query
from bi_app.boards.models import MY_PAGE, NEW_BOARD, TITLE_CHARACTERS, Board, Tile
from bi_app.masked import mask
from bi_app.workload import Workload
from metrics.models import Release
from metrics.releases import live
from semantic_layer.access import Policy
from semantic_layer.present import Kind

CUT = "…"


def own_boards(policy: Policy) -> QuerySet[Board]:
    """Those that the asker arranges."""
    return readable(Board, policy).filter(owner=policy.asker.id)


def own_board(policy: Policy, board_id: UUID) -> Board:
    """Raises UnknownBoard."""
    found = own_boards(policy).filter(pk=board_id).first()
    if found is None:
        raise UnknownBoard
    return found


def home_board(policy: Policy) -> Board:
    """The board of the first page, made when something is pinned to it for the first time."""
    home = {"owner_id": policy.asker.id, "home": True}
    return Board.objects.get_or_create(**home, defaults={"title": MY_PAGE})[0]


def new_board(policy: Policy, title: str) -> Board:
    return Board.objects.create(owner_id=policy.asker.id, title=titled(title, NEW_BOARD))


def titled(text: str, otherwise: str) -> str:
    """A title as it is kept: one line without personal data, and never empty."""
    text = mask(" ".join(text.replace("\0", "").split())) or otherwise
    return text if len(text) <= TITLE_CHARACTERS else text[: TITLE_CHARACTERS - 1] + CUT


def title_of(policy: Policy, question_id: UUID) -> str:
    """What a pinned answer is called unless somebody says otherwise; raises UnknownAnswer."""
    answer = edited(policy, question_id)
    return _title(answer.first, answer.latest)


def _title(first: AnswerRecord, latest: AnswerRecord) -> str:
    """The words that were asked, unless picks have left them behind."""
    asked = first.question.text if first == latest else ""
    title = titled(asked, latest.interpretation or "A pinned answer")
    return title[:1].upper() + title[1:]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an answer is kept: what it is called, by which definitions, and as which picture."""

    title: str
    frozen: bool = False
    chart: str = ""


@transaction.atomic
def pin(policy: Policy, question_id: UUID, board: Board, wanted: Wanted) -> Tile:
    """Put an answer, as it is shown now, last on a board of the asker's own.

    Raises UnknownAnswer where it is not theirs, or has no query that may be kept.
    """
    answer = edited(policy, question_id)
    query = kept_query(answer.query)
    asked = answer.first.question.workload == Workload.ASK
    if query is None or not asked or answer.latest.status != Status.ANSWERED:
        raise UnknownAnswer
    locked = Board.objects.select_for_update().get(pk=board.pk)
    last = locked.tiles.aggregate(last=Max("place"))["last"]
    return Tile.objects.create(
        board=locked,
        place=0 if last is None else last + 1,
        title=titled(wanted.title, _title(answer.first, answer.latest)),
        query=query,
        question_id=answer.first.pk,
        release=Release.objects.get(number=live().number),
        frozen=wanted.frozen,
        chart=wanted.chart if wanted.chart in list(Kind) else "",
    )
