"""What does a reader see of a tile: its numbers as they are now, or why there are none?

Each tile is asked for itself, under the rights of whoever looks; what befalls one is told in its
own place and harms no other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app.asking.admit import release_for
from bi_app.asking.answer import Answer, Finding
from bi_app.asking.asking import Asked
from bi_app.asking.errors import AskingError
from bi_app.asking.jobs import HandedOver
from bi_app.asking.looks import look
from bi_app.asking.models import Status
from bi_app.asking.permit import may_read
from bi_app.asking.stored import stored_query
from bi_app.audit.record import AuditUnavailable
from bi_app.boards.figures import Headline, headline_of, with_growth
from bi_app.boards.filters import Filter, filtered, left_out
from bi_app.boards.models import Tile
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.look import Look
from bi_app.web.said import in_page_language, is_english
from bi_app.web.turn import Turn, turn
from bi_app.web.waiting import Waits, waits
from metrics.defined import NotDefined
from metrics.releases import live
from semantic_layer.access import Asker
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import MetricQuery

WORKFLOW = "board"
CLOSED = gettext_lazy("A tile that is not open to you")
NOT_OPEN = gettext_lazy("What this tile shows is not open to you.")
OLD = gettext_lazy(
    "This was pinned by a version of Aisle that is no longer read. Remove it, and pin it anew."
)
DOWN = gettext_lazy("The numbers cannot be reached right now. Try this tile again in a while.")
Change = Callable[[MetricQuery], MetricQuery]
Widths = Mapping[str, int]
WIDTHS: Mapping[bool, Widths] = {
    False: {"wide": 370, "slim": 250},
    True: {"wide": 900, "slim": 250},
}


class State(StrEnum):
    SHOWN = "shown"
    NO_ROWS = "no_rows"
    ASKS = "asks"  # it is dear, and is run on demand only
    REFUSED = "refused"
    DOWN = "down"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Shown:
    """`title` names nothing that is closed to the reader; `turn` is there where there are rows.

    `waits`: its numbers are not there yet.
    `english`: what is said is English, as questions are; else it is in the page's language.
    """

    tile: Tile
    title: str
    state: State
    said: str
    english: bool
    at: datetime
    through: date | None = None
    headline: Headline | None = None
    turn: Turn | None = None
    finding: Finding | None = None
    unfiltered: tuple[str, ...] = ()
    waits: Waits | None = None

    @property
    def key(self) -> str:
        """The tile's, as parts of the page are called by it."""
        return str(self.tile.pk)

    @property
    def again(self) -> bool:
        """Whether it is worth trying once more."""
        return self.state is State.DOWN


def shown(
    tile: Tile,
    asker: Asker,
    change: Change = with_growth,
    *,
    grace: float | None = None,
    draws: bool = True,
) -> Shown:
    """Never raises for what is wrong with one tile. `change` makes the query that is asked."""
    query = stored_query(tile.query)
    if query is None:
        return _bare(tile, State.REFUSED, str(OLD), tile.title)
    rights = entitled(live(), asker)
    try:
        own = rights_for(tile, query, asker)
        return _asked(tile, change(query), own, WIDTHS[tile.wide] if draws else {}, grace)
    except HandedOver as over:
        bare = _bare(tile, State.WAITS, "", title_for(tile, rights))
        return replace(bare, waits=waits(over.waiting.id))
    except NotDefined as error:
        said = _("%(why)s It can follow the definition of today.") % {"why": error}
        return _bare(tile, State.REFUSED, said, title_for(tile, rights))
    except NotUnderstood as error:  # what two parts of a filter make of it together
        return _said(tile, State.REFUSED, error.detail, title_for(tile, rights))
    except AskingError as error:
        return _bare(tile, State.DOWN, str(error), title_for(tile, rights))
    except AuditUnavailable:
        return _bare(tile, State.DOWN, str(DOWN), title_for(tile, rights))


def filtered_tile(tile: Tile, wanted: Filter, asker: Asker, grace: float | None = None) -> Shown:
    """With what of a filter it can be filtered by, and the rest of it named."""
    query, rights = stored_query(tile.query), entitled(live(), asker)
    if query is None or not wanted or not may_read(query, rights):
        return shown(tile, asker, grace=grace)

    def change(own: MetricQuery) -> MetricQuery:
        return with_growth(filtered(own, wanted, rights.index))

    found = shown(tile, asker, change, grace=grace)
    return replace(found, unfiltered=tuple(left_out(query, wanted, rights.index)))


def filtered_query(query: MetricQuery, wanted: Filter, rights: Entitled) -> MetricQuery:
    """As it is where the reader may not read it: it is refused then."""
    return filtered(query, wanted, rights.index) if may_read(query, rights) else query


def rights_for(tile: Tile, query: MetricQuery, asker: Asker) -> Entitled:
    """What the reader may see by the definitions that the tile goes by; raises NotDefined."""
    return entitled(release_for(query, defined_by(tile)), asker)


def defined_by(tile: Tile) -> int | None:
    return tile.release.number if tile.frozen else None


def title_for(tile: Tile, rights: Entitled) -> str:
    """A title may name what is closed to a reader to whom the tile is."""
    return tile.title if _is_open(tile, rights) else str(CLOSED)


def _is_open(tile: Tile, rights: Entitled) -> bool:
    query = stored_query(tile.query)
    return query is not None and may_read(query, rights)


def looked_at(tile: Tile, query: MetricQuery, grace: float | None) -> Asked:
    return Asked(query=query, workflow=WORKFLOW, defined_by=defined_by(tile), grace=grace)


def _asked(
    tile: Tile, query: MetricQuery, rights: Entitled, widths: Widths, grace: float | None
) -> Shown:
    answer = look(looked_at(tile, query, grace), rights.policy.asker)
    match answer.finding.status:
        case Status.ANSWERED:
            return _answered(tile, answer, rights, widths)
        case Status.CLARIFICATION:
            asks = answer.finding.clarification
            return _said(tile, State.ASKS, asks.prompt if asks else "", tile.title)
        case Status.FAILED:
            return _bare(tile, State.DOWN, str(DOWN), title_for(tile, rights))
        case _:
            return _refused(tile, answer, rights)


def _answered(tile: Tile, answer: Answer, rights: Entitled, widths: Widths) -> Shown:
    finding, picked = answer.finding, Look(chart=tile.chart)
    state = State.SHOWN if finding.row_count else State.NO_ROWS
    return Shown(
        tile=tile,
        title=tile.title,
        state=state,
        said=finding.narrative,
        english=True,
        at=answer.asked_at,
        through=finding.basis.data_through,
        headline=headline_of(finding),
        turn=turn(answer, rights, None, picked, widths) if finding.row_count else None,
        finding=finding,
    )


def _refused(tile: Tile, answer: Answer, rights: Entitled) -> Shown:
    """Why is said to whoever could have asked it; to others that it is closed, and no more."""
    refusal = answer.finding.refusal
    if refusal is None or not _is_open(tile, rights):
        return _bare(tile, State.REFUSED, str(NOT_OPEN), title_for(tile, rights))
    return _said(tile, State.REFUSED, refusal.detail, tile.title)


def _bare(tile: Tile, state: State, said: str, title: str) -> Shown:
    return Shown(tile, title, state, said, english=False, at=timezone.now())


def _said(tile: Tile, state: State, said: str, title: str) -> Shown:
    """What was said to its query."""
    told = in_page_language(said)
    return replace(_bare(tile, state, told, title), english=is_english(told, said))
