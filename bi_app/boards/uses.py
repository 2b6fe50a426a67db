"""Where is a metric used: on which boards, in how many shared links?

The reader may see the metric. Of what is theirs they read the names, of what others have a count.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from bi_app.asking.models import SharedAnswer
from bi_app.boards.models import Board, Tile
from semantic_layer.access import Policy


@dataclass(frozen=True, slots=True)
class OnBoard:
    """A board of the reader's own, and how many of its tiles show the metric."""

    id: UUID
    title: str
    tiles: int


@dataclass(frozen=True, slots=True)
class Kept:
    """`tiles_of_others` stand on boards that others arrange; `links` are whoever's that lead on."""

    boards: tuple[OnBoard, ...]
    tiles_of_others: int
    links: int


def kept(metric: str, policy: Policy) -> Kept:
    shows = Q(query__metrics__contains=[metric])
    own = Board.objects.filter(owner=policy.asker.id).annotate(
        many=Count("tiles", filter=Q(tiles__query__metrics__contains=[metric]))
    )
    return Kept(
        tuple(OnBoard(each.pk, each.name, each.many) for each in own.filter(many__gt=0)),
        Tile.objects.filter(shows).exclude(board__owner=policy.asker.id).count(),
        SharedAnswer.objects.filter(
            taken_back=None,
            question__conversation__deleted=None,
            question__answer__metric_query__metrics__contains=[metric],
        ).count(),
    )
