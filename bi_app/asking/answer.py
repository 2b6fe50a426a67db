"""What is an answer? The value that the page and the API show; the field names are the API's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bi_app.asking.models import RouteTaken, Status
from bi_app.costs.charge import FREE, Price
from bi_app.warehouse.gate import Ran
from semantic_layer.compile.compiled import MetricUse
from semantic_layer.interpret.outcome import Choice, WordLink
from semantic_layer.present.presentation import Tone
from semantic_layer.present.result import Result
from semantic_layer.query import MetricQuery

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: str
    role: str  # "dimension" or "metric"
    type: str  # "string", "number", "date" or "boolean"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    role: str  # "current" or "comparison"
    label: str
    start: date
    end: date
    complete: bool


@dataclass(frozen=True, slots=True)
class Excluded:
    member: str
    reason: str


@dataclass(frozen=True, slots=True)
class ComparableBasis:
    """How many stores (or other `noun`) were compared, and why others were not.

    The counts are of all that the asker may see, under the query's filters; the names are the
    first ones.
    """

    noun: str
    included: int
    members: tuple[str, ...]
    excluded_count: int
    excluded: tuple[Excluded, ...]


@dataclass(frozen=True, slots=True)
class RollupUse:
    """A rollup that was read in place of the rows that it was added up from."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rests on. `rows_from` tells the cache from the warehouse."""

    release: int
    manifest: str
    data_through: date | None
    calendar: str
    comparison_rule: str | None = None
    metrics: tuple[MetricUse, ...] = ()
    policy: tuple[str, ...] = ()
    comparable: ComparableBasis | None = None
    assumed: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    suppressed: int = 0
    rollups: tuple[RollupUse, ...] = ()
    rows_from: str | None = None


@dataclass(frozen=True, slots=True)
class Clarifying:
    """`price` is that of a dear question, which is asked again with its cost confirmed."""

    prompt: str
    options: tuple[Choice, ...]
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """Why there is no answer; `nearest` are questions that could be answered instead."""

    code: str
    detail: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of a question, not yet recorded and so not to be shown to anybody.

    `words` are those of the question with what each became, where rules read them. `also_ran` are
    further statements that it took, each by its hash. `warned`: a budget is nearly
    used up, which the last caveats say; the first ones tell what is `late`. `price` is what it was
    expected to cost. `changes` say how
    a follow-up differs from the question before it. `result` is what was shown, before it was
    written as cells and drawn: it is laid out in other ways too.
    """

    status: Status
    basis: Basis
    route: RouteTaken | None = None
    confidence: float = 0.0
    interpretation: str | None = None
    words: tuple[WordLink, ...] = ()
    query: MetricQuery | None = None
    sql: str | None = None
    statement_sha256: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    tones: tuple[tuple[Tone | None, ...], ...] = ()
    row_count: int = 0
    truncated: bool = False
    periods: tuple[Period, ...] = ()
    chart: Mapping[str, Any] | None = None
    narrative: str = ""
    caveats: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    next_questions: tuple[str, ...] = ()
    clarification: Clarifying | None = None
    refusal: Declined | None = None
    ran: Ran | None = None
    also_ran: tuple[tuple[str, Ran], ...] = ()
    warned: bool = False
    price: Price = FREE
    changes: tuple[str, ...] = ()
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that became a job: its answer comes later, and is to be looked for."""

    id: UUID
    conversation: UUID | None
    question: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Cost:
    micros: int
    currency: str

    @property
    def amount(self) -> float:
        return self.micros / 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding that stands in the record: the only thing that is shown. Made by `record` alone."""

    id: UUID
    conversation: UUID | None
    question: str
    asked_at: datetime
    finding: Finding
    certified: bool
    cost: Cost
    timings_ms: Mapping[str, float]
    trace_id: str
