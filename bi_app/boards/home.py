"""What does the first page show of a person's pinned answers: a number, its way, its last weeks?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from bi_app.asking.answer import Finding
from bi_app.asking.errors import AskingError
from bi_app.asking.jobs import HandedOver
from bi_app.asking.looks import look
from bi_app.asking.models import Status
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.audit.record import AuditUnavailable
from bi_app.boards.figures import LAST_YEAR, Headline, is_one_number, with_growth
from bi_app.boards.models import Board, Tile
from bi_app.boards.tiles import Shown, State, looked_at, shown
from bi_app.people.entitlements import Entitled
from bi_app.web.waiting import Waits, waits
from metrics.defined import NotDefined
from semantic_layer.access import Asker, Policy
from semantic_layer.edits.tidy import tidied
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Grain, MetricQuery

ON_HOME = 6  # tiles; more are on the board
WEEKS = 13
WIDTH, HEIGHT, MARGIN = 120, 32, 3
# By whether it is a week, and whether it is over.
WHEN = {
    (False, True): gettext_lazy("%(when)s"),
    (False, False): gettext_lazy("%(when)s so far"),
    (True, True): gettext_lazy("week of %(when)s"),
    (True, False): gettext_lazy("week of %(when)s so far"),
}


@dataclass(frozen=True, slots=True)
class Pinned:
    """The first tiles of a person's own page; `more` is how many others stand there."""

    board: Board | None
    tiles: tuple[Tile, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line without axes. `points` are its corners; `told` says it in words."""

    points: str
    end: tuple[float, float]
    told: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Figure:
    """`waits`: not all of it is there yet."""

    shown: Shown
    headline: Headline | None = None
    line: Line | None = None
    waits: Waits | None = None


def pinned(policy: Policy) -> Pinned:
    board = readable(Board, policy).filter(owner=policy.asker.id, home=True).first()
    tiles = () if board is None else tuple(board.tiles.all())
    return Pinned(board, tiles[:ON_HOME], len(tiles[ON_HOME:]))


def figure(tile: Tile, rights: Entitled, grace: float | None = None) -> Figure:
    """Never raises for what is wrong with one tile."""
    asker = rights.policy.asker
    found = shown(tile, asker, change=with_change, grace=grace, draws=False)
    if found.state is State.REFUSED:  # of some numbers there is no last year
        found = shown(tile, asker, grace=grace, draws=False)
    if found.state is not State.SHOWN or found.finding is None:
        return Figure(found, waits=found.waits)
    if found.headline is None:
        return Figure(found, _latest(found.finding), line_of(found.finding))
    try:
        return Figure(found, found.headline, _weeks(tile, asker, grace))
    except HandedOver as over:
        return Figure(found, found.headline, waits=waits(over.waiting.id))


def with_change(query: MetricQuery) -> MetricQuery:
    """One number tells how it moved, on last year where it is compared with nothing."""
    if is_one_number(query) and not query.comparisons:
        return query.model_copy(update={"comparisons": (LAST_YEAR,)})
    return with_growth(query)


def _weeks(tile: Tile, asker: Asker, grace: float | None) -> Line | None:
    """The last whole weeks of a number; none where it has no such past."""
    query = stored_query(tile.query)
    if query is None:
        return None
    weeks = Relative(unit=Unit.WEEK, offset=-WEEKS, count=WEEKS)
    bare = {"comparisons": (), "period": weeks, "grain": Grain(unit=Unit.WEEK)}
    try:
        asked = tidied(query.model_copy(update=bare))
        answer = look(looked_at(tile, asked, grace), asker)
    except (AskingError, AuditUnavailable, NotDefined, ValidationError):
        return None
    found = answer.finding
    return line_of(found) if found.status is Status.ANSWERED else None


def line_of(finding: Finding) -> Line | None:
    """Of one number over time; none of anything else."""
    if not _is_series(finding):
        return None
    texts = [row[1] for row in finding.cells]
    found = [
        (at, float(row[1]), texts[at])
        for at, row in enumerate(finding.rows)
        if isinstance(row[1], int | float)
    ]
    if len(found) < 2:
        return None
    corners = _corners([each[1] for each in found])
    low, high = (pick(found, key=lambda each: each[1]) for pick in (min, max))
    days = {"first": finding.cells[0][0], "last": finding.cells[-1][0]}
    told = _("%(first)s to %(last)s, between %(low)s and %(high)s") % {
        **days,
        "low": low[2],
        "high": high[2],
    }
    return Line(" ".join(f"{x:g},{y:g}" for x, y in corners), corners[-1], told)


def _corners(values: Sequence[float]) -> list[tuple[float, float]]:
    low, high = min(values), max(values)
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    tall = (HEIGHT - 2 * MARGIN) / (high - low) if high > low else 0
    base = HEIGHT - MARGIN if high > low else HEIGHT / 2
    return [
        (round(MARGIN + at * step, 1), round(base - (value - low) * tall, 1))
        for at, value in enumerate(values)
    ]


def _latest(finding: Finding) -> Headline | None:
    """The last bucket of a series, which may not be over."""
    if not _is_series(finding) or not isinstance(finding.rows[-1][1], int | float):
        return None
    over = all(each.role != "current" or each.complete for each in finding.periods)
    weekly = finding.query is not None and finding.query.grain == Grain(unit=Unit.WEEK)
    when = WHEN[weekly, over] % {"when": finding.cells[-1][0]}
    return Headline(finding.cells[-1][1], when, None)


def _is_series(finding: Finding) -> bool:
    query = finding.query
    if query is None or not finding.rows or query.subtotals or len(query.metrics) != 1:
        return False
    return query.shown_grain is not None and not query.shown_dimensions
