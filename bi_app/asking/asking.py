"""What travels down the street: the question as it came, and as it was admitted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bi_app.asking.configuration import InterpreterConfiguration
from bi_app.costs.standing import Frugality, Standing
from bi_app.warehouse.terms import USUAL, Terms
from bi_app.workload import Channel, Workload
from metrics.releases import LiveRelease
from semantic_layer.access import Asker, Policy
from semantic_layer.calendars.periods import Clock
from semantic_layer.errors import WarehouseUnavailable
from semantic_layer.interpret.outcome import Choice, Meant
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in. Either `text`, or a `query` in its place.

    `workflow` names the board, digest, watch or portal that it belongs to, if any.
    `confirmed`: it is asked although it is dear. `edits` is the asker's own question whose query
    was changed by a pick, and `query` what came of it. `defined_by` is the
    release that defines the query's metrics in place of the live one, whose rights still hold.
    `grace` are the seconds after which it is to become a job; nothing where it is waited for.
    """

    text: str = ""
    query: MetricQuery | None = None
    conversation: str | None = None
    workload: Workload = Workload.ASK
    workflow: str = ""
    trace_id: str = ""
    channel: Channel = Channel.PAGE
    confirmed: bool = False
    edits: UUID | None = None
    defined_by: int | None = None
    grace: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a conversation brings along: the last query understood, and choices just offered.

    `earlier` are the queries understood before `previous`, the latest first; `before` is the one
    that `previous` was made of, to which somebody goes back who takes a change back. `declined`:
    something was refused since, which "it" may mean.
    """

    previous: MetricQuery | None = None
    offered: tuple[Choice, ...] = ()
    earlier: tuple[MetricQuery, ...] = ()
    before: MetricQuery | None = None
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to answer a question outside its request, until another attempt gets it."""

    question: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Asking:
    """An admitted question with all that its answer will rest on, read once and frozen.

    `text` is as typed, `masked` what is kept of it, `normalised` its plain form, which everything
    reads. `index` holds only what `policy` lets the asker see. `remembered` is what the asker chose
    to mean by words of several readings. `edited` is the query as it was asked in words, where this
    one came of it by picks. `terms` are those on which statements run for it. `until` is when it
    is to be answered or handed over, by the monotonic clock, where it may be; `lease` is of a job.
    """

    id: UUID
    text: str
    masked: str
    normalised: str
    query: MetricQuery | None
    asker: Asker
    policy: Policy
    index: ModelIndex
    release: LiveRelease
    configuration: InterpreterConfiguration
    days: Clock | None
    conversation: UUID | None
    turn: Turn
    workload: Workload
    workflow: str
    asked_at: datetime
    trace_id: str
    locale: str = "en_US"
    channel: Channel = Channel.PAGE
    confirmed: bool = False
    standing: Standing | None = None
    remembered: frozenset[Meant] = frozenset()
    edited: MetricQuery | None = None
    defined_by: int | None = None
    terms: Terms = USUAL
    until: float | None = None
    lease: Lease | None = None

    @property
    def clock(self) -> Clock:
        """The data's days; the answer fails here when the warehouse could not tell them."""
        if self.days is None:
            raise WarehouseUnavailable("The warehouse did not tell the days of its data.")
        return self.days

    @property
    def frugality(self) -> Frugality:
        """How careful the way to the answer has to be with the asker's budgets."""
        return Frugality.USUAL if self.standing is None else self.standing.frugality
