"""What does each field of the API's replies mean? The values here document the API.

`shapes` writes the replies; a test reads them back as these.
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bi_app.asking.models import RouteTaken, Status
from semantic_layer.query import MetricQuery


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerColumn(Part):
    name: str
    label: str
    role: Literal["dimension", "metric"]
    type: Literal["string", "number", "date", "boolean"]
    unit: str | None


class QuestionWord(Part):
    """A stretch of the question, as its blanks and characters were made plain."""

    text: str
    start: int = Field(description="Its first character, counted from 0.")
    end: int = Field(description="The character behind its last one.")
    used_as: str | None = Field(description="Its part in the reading; null: not used.")
    meant: str | None = Field(description="The label of what it names, where it names something.")


class AnswerPeriod(Part):
    role: Literal["current", "comparison"]
    label: str
    start: date
    end: date = Field(description="The last day, included.")
    complete: bool = Field(description="False for a period in progress.")


class MetricUse(Part):
    name: str
    version: int
    certified: bool
    definition: str
    filters: list[str] = Field(description="Built-in filters of the metric, in words.")


class ExcludedMember(Part):
    member: str
    reason: str


class Comparable(Part):
    """What a comparable metric compared, of all that the asker may see under the filters."""

    noun: str = Field(description="What is compared: stores.")
    included: int
    members: list[str] = Field(description="Those that were compared, the first 100 by name.")
    excluded_count: int
    excluded: list[ExcludedMember] = Field(description="Why others were not, the first 100.")


class AnswerBasis(Part):
    """What the answer rests on."""

    release: int
    manifest: str = Field(description="Release, interpreter configuration and code version.")
    data_through: date | None
    calendar: str
    comparison_rule: str | None
    metrics: list[MetricUse]
    policy: list[str] = Field(description="A sentence for each row rule that applied.")
    comparable: Comparable | None
    assumed: list[str] = Field(description="Defaults that the question did not say.")
    chosen: list[str] = Field(description="Remembered choices that were applied.")
    suppressed: int = Field(description="Groups that were too small to show.")
    rollups: list[str] = Field(description="Rollups read in place of the rows they add up.")
    rows_from: Literal["cache", "warehouse"] | None


class Option(Part):
    label: str
    metric_query: MetricQuery | None
    consequence: str = Field(
        description="What its number counts that the others' do not; or empty."
    )


class Cost(Part):
    amount: float
    currency: str


class Clarification(Part):
    prompt: str
    options: list[Option]
    estimate: Cost | None = Field(
        description="What a dear question is expected to cost: send it again with `confirm`."
    )


class Refusal(Part):
    """Why there is no answer; with status `failed` it is one of the last two codes."""

    code: Literal[
        "not_understood",
        "not_modelled",
        "not_permitted",
        "personal_data",
        "outside_data",
        "not_additive",
        "unreachable_dimension",
        "read_only",
        "over_budget",
        "stale_data",
        "not_yet",
        "warehouse_unavailable",
        "timeout",
    ]
    detail: str
    nearest: list[str] = Field(description="Questions that could be answered instead.")


class AnswerReply(Part):
    """An answer, or why there is none: `status` tells which."""

    id: UUID
    conversation: UUID = Field(description="Send it with the next question to follow up.")
    status: Status
    interpretation: str | None = Field(description="What was understood, with dates.")
    words: list[QuestionWord] = Field(
        description="Each word of the question with what it became, where rules read it."
    )
    changes: list[str] = Field(
        description="How a follow-up differs from the question before it; empty for a fresh one."
    )
    metric_query: MetricQuery | None = Field(description="As `POST /api/v1/query` accepts it back.")
    sql: str | None = Field(description="The statement that ran, in the warehouse's dialect.")
    columns: list[AnswerColumn]
    rows: list[list[str | int | float | bool | None]] = Field(
        description="Values in the order of columns, at most 1,000 rows. Rates are fractions, "
        "dates ISO 8601 (a week, month, quarter or year as its first day)."
    )
    row_count: int = Field(description="Rows of the whole result.")
    truncated: bool
    periods: list[AnswerPeriod]
    chart: dict[str, Any] | None = Field(description="A Vega-Lite specification.")
    narrative: str = Field(description="Plain text; every number in it stands in rows.")
    caveats: list[str]
    basis: AnswerBasis
    clarification: Clarification | None
    refusal: Refusal | None
    confidence: float = Field(ge=0, le=1)
    route: RouteTaken | None = Field(
        description="How the words were understood; null where a query was sent in their place."
    )
    certified: bool = Field(description="Whether every metric in it is certified.")
    cost: Cost
    timings_ms: dict[str, float] = Field(description="`total`, and each step of the way.")
    export: str | None = Field(
        description="The path of the whole result as a file, for the same key; its `format` may be "
        "xlsx, png, svg and pdf too."
    )
    trace_id: str


class PointedError(Part):
    pointer: str = Field(description="A JSON pointer into the body that was sent.")
    detail: str


class Problem(Part):
    """A problem document (RFC 9457)."""

    type: str = Field(description="`urn:aisle:problem:` and the code.")
    title: str
    status: int
    detail: str
    code: str = Field(description="The kind of problem; never changes its meaning.")
    reference: str = Field(description="Names the request in the log; quote it in a report.")
    errors: list[PointedError] = []
