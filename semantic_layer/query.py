"""MetricQuery: the language of the product, and its JSON schema.

A MetricQuery says what is asked, free of any dialect and of today's date: its periods
are relative until compile resolves them. It is what caches keep, what a chip changes,
what a language model may fill in, and what `POST /api/v1/query` accepts.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from semantic_layer.period import Part, Period, Unit

TIME = "time"  # the bucket, where dimensions are named

Scalar = bool | int | float | date | str


class Grain(Part):
    """Group by time. `calendar` is the name of a calendar of the model; none: the default.

    With `fill` every bucket of the period stands for every group that has a row in the result (one
    row a bucket where nothing else groups), holding zero or null as each metric's `gaps` says.
    """

    unit: Unit
    calendar: str | None = None
    fill: bool = False


# Filters, thresholds, comparisons


class FilterOp(StrEnum):
    IN = "in"
    NOT_IN = "not_in"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    BETWEEN = "between"  # two values, both included
    IS_NULL = "is_null"
    NOT_NULL = "not_null"
    CONTAINS = "contains"


VALUES_NEEDED = {
    FilterOp.IS_NULL: (0, 0),
    FilterOp.NOT_NULL: (0, 0),
    FilterOp.BETWEEN: (2, 2),
    FilterOp.IN: (1, 1000),
    FilterOp.NOT_IN: (1, 1000),
}


class Filter(Part):
    """A condition on a dimension, before aggregation. Null never matches, but for not_in.

    `members` in place of values: the members that another query returns.
    """

    dimension: str
    op: FilterOp = FilterOp.IN
    values: tuple[Scalar, ...] = ()
    members: MetricQuery | None = None

    @model_validator(mode="after")
    def _counts_values(self) -> Filter:
        least, most = VALUES_NEEDED.get(self.op, (1, 1))
        if self.members is not None:
            least, most = 0, 0
        if not least <= len(self.values) <= most:
            raise ValueError(f"{self.op} takes {least} to {most} values, not {len(self.values)}")
        return self


class Show(StrEnum):
    """Which column of a metric is meant, when a comparison or a share stands beside it."""

    VALUE = "value"
    COMPARISON = "comparison"
    CHANGE = "change"
    GROWTH = "growth"
    SHARE = "share"
    RUNNING = "running"
    MOVING = "moving"
    RANK = "rank"


Position = Annotated[
    int, Field(ge=0, le=3, description="which comparison is meant, by its place in the query")
]


THRESHOLD_VALUES = {"between": 2, "is_null": 0, "not_null": 0}  # one for the others


class Threshold(Part):
    """A condition on a metric's column, after aggregation, before ranking and limit.

    With `each` it is judged in every bucket of that grain of the query's period, and must hold in
    all of them, or in `at_least` as many. Thresholds of the same `each` and `at_least` must hold
    in the same buckets. No value meets no condition, but for `is_null`.
    """

    metric: str
    show: Show = Show.VALUE
    comparison: Position = 0
    op: Literal["lt", "lte", "gt", "gte", "eq", "ne", "between", "is_null", "not_null"]
    values: tuple[float, ...] = Field(default=(), max_length=2)
    each: Grain | None = None
    at_least: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _is_whole(self) -> Threshold:
        needed = THRESHOLD_VALUES.get(self.op, 1)
        if len(self.values) != needed:
            raise ValueError(f"{self.op} takes {needed} values, not {len(self.values)}")
        if self.at_least is not None and self.each is None:
            raise ValueError("at_least needs a grain to count: name it as each")
        beside = self.show in (Show.RUNNING, Show.MOVING, Show.RANK)
        if self.each is not None and (beside or self.comparison):
            raise ValueError("in each bucket a metric or its first comparison can be judged")
        return self


class ComparisonKind(StrEnum):
    PREVIOUS_PERIOD = "previous_period"
    LAST_YEAR = "last_year"
    PLAN = "plan"
    PERIOD = "period"


class Basis(StrEnum):
    """How last year's days are found. None on the query: the calendar's own rule."""

    LIKE_FOR_LIKE = "like_for_like"  # 364 days earlier
    SAME_WEEK_NUMBER = "same_week_number"
    SAME_DATES = "same_dates"
    EVENT = "event"


class Comparison(Part):
    """Each metric's value in another period (or the plan) beside its own.

    `show` adds change (a difference) or growth (a fraction) columns; the comparison value is
    always there.
    """

    kind: ComparisonKind
    basis: Basis | None = None
    period: Period | None = Field(default=None, description="for kind 'period'")
    show: tuple[Show, ...] = (Show.COMPARISON,)


class Direction(StrEnum):
    ASC = "asc"
    DESC = "desc"


class Ranking(Part):
    """The first `limit` groups by a metric's column; within each group of `within`, if given.

    Ties go by label, ascending; nulls last. `others` folds the rest into one row, "Other".
    """

    by: str
    show: Show = Show.VALUE
    comparison: Position = 0
    direction: Direction = Direction.DESC
    limit: int = Field(ge=1, le=1000)
    within: tuple[str, ...] = ()
    others: bool = False


class Share(Part):
    """A metric's share of its total, or of its parent group (`of` names the dimensions kept).

    With `part` it is, in each row, the share of what meets these conditions in all of the row:
    "what part of each region's net sales came from the app". Its columns are the part, its share
    and then the whole.
    """

    metric: str
    of: tuple[str, ...] = ()
    part: tuple[Filter, ...] = Field(default=(), max_length=10)

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Share:
        if self.part and self.of:
            raise ValueError("a share of a part is of the row itself: leave out `of`")
        if any(each.members is not None for each in self.part):
            raise ValueError("a part is said by values, not by another result")
        return self


class Along(Part):
    """What goes along the series of a metric, and of what it is compared with if `compared`."""

    metric: str
    compared: bool = False


class Running(Along):
    """A metric's running total along the series, from the period's first bucket on.

    A rate's is the rate of the running sums. It starts anew with each `restart` unit of the
    series' calendar: "year" gives the year to date.
    """

    restart: Unit | None = None


class Moving(Along):
    """A metric's mean over a bucket and the `count` - 1 before it; null until so many are there.

    A rate's is the rate of the sums over those buckets.
    """

    count: int = Field(ge=2, le=366)


class Rank(Part):
    """A group's place by a metric's column, 1 being the first; `within` each group that it names.

    Groups with the same value share a place and leave those after it empty; null has no place.
    """

    metric: str
    show: Show = Show.VALUE
    comparison: Position = 0
    direction: Direction = Direction.DESC
    within: tuple[str, ...] = ()


class Order(Part):
    """Sort rows by a metric's column, a dimension, or "time"."""

    by: str
    show: Show = Show.VALUE
    comparison: Position = 0
    direction: Direction = Direction.ASC


class MetricQuery(Part):
    """One governed question. Rows: one for each tuple of dimensions (and time bucket).

    Columns come in this order: the time bucket, the dimensions, then for each metric its value,
    comparison, change, growth, share, running totals and moving averages; ranks stand last.
    A running total or moving average fills the series, so that it goes on where nothing was sold.

    `counted` is one of the dimensions, or "time": rows are then of the others, and the one number
    is how many of its members (or buckets) meet the thresholds. The metrics judge them and are not
    shown.

    `averaged` are some of the dimensions, or "time": rows are then of the others, and each metric
    is the mean over those members (and buckets) that have a value. Everything else is about the
    means: comparisons, thresholds, ranking and order.

    `subtotals` are the first of the dimensions, in order: beside the rows there are those of each
    shorter split by them, down to the grand total, each computed anew; a column after the
    dimensions says the `level`: 0 for the rows themselves, 1 and up for subtotals.
    """

    metrics: tuple[str, ...] = Field(min_length=1, max_length=20)
    dimensions: tuple[str, ...] = Field(default=(), max_length=8)
    filters: tuple[Filter, ...] = Field(default=(), max_length=30)
    thresholds: tuple[Threshold, ...] = Field(default=(), max_length=10)
    period: Period | None = None
    grain: Grain | None = None
    comparisons: tuple[Comparison, ...] = Field(default=(), max_length=4)
    ranking: Ranking | None = None
    shares: tuple[Share, ...] = ()
    running: tuple[Running, ...] = Field(default=(), max_length=10)
    moving: tuple[Moving, ...] = Field(default=(), max_length=10)
    ranks: tuple[Rank, ...] = Field(default=(), max_length=10)
    order: tuple[Order, ...] = ()
    limit: int | None = Field(default=None, ge=1, le=100_000)
    counted: str | None = None
    averaged: tuple[str, ...] = Field(default=(), max_length=8)
    subtotals: tuple[str, ...] = Field(default=(), max_length=8)

    @property
    def count_column(self) -> str | None:
        """What a ranking or an order calls the number of members."""
        return None if self.counted is None else f"{self.counted}_count"

    @property
    def shown_grain(self) -> Grain | None:
        """The series that the rows make; none where the buckets are counted or averaged."""
        return None if TIME in (self.counted, *self.averaged) else self.grain

    @property
    def shown_dimensions(self) -> tuple[str, ...]:
        """What the rows are split by, without what is counted or averaged."""
        return tuple(n for n in self.dimensions if n not in (self.counted, *self.averaged))

    @model_validator(mode="after")
    def _shows_what_stands_beside(self) -> MetricQuery:
        along = [each.metric for each in (*self.running, *self.moving)]
        for name in (*along, *(each.metric for each in self.ranks)):
            if name not in self.metrics:
                raise ValueError(f"name {name} among the metrics: its column stands beside")
        if self.counted is not None and (along or self.ranks or (self.grain and self.grain.fill)):
            raise ValueError("a count of members fills no gaps and has nothing beside it")
        if self.averaged and (along or self.ranks or self.shares or self.subtotals or self.counted):
            raise ValueError("means have no shares, totals, counts or series beside them")
        if self.averaged and any(each.each is not None for each in self.thresholds):
            raise ValueError("means are not judged in each bucket")
        meant = (*self.thresholds, *self.order, *((self.ranking,) if self.ranking else ()))
        if self.averaged and {Show.SHARE, Show.RUNNING, Show.MOVING} & {e.show for e in meant}:
            raise ValueError("means have no shares and no series to limit or to rank by")
        if self.averaged and self.ranking is not None and self.ranking.others:
            raise ValueError("the rest of a ranking of means is no mean")
        if TIME in (self.counted, *self.averaged) and self.grain is None:
            raise ValueError("time is counted or averaged by a grain: name it")
        named = (*self.thresholds, *self.order, *((self.ranking,) if self.ranking else ()))
        beside = {Show.RUNNING, Show.MOVING, Show.RANK} & {each.show for each in named}
        filled = self.grain is not None and self.grain.fill
        if self.subtotals and (along or self.ranks or filled or beside):
            raise ValueError("subtotals fill no gaps and have nothing beside them")
        if any(each.show is Show.RANK for each in self.ranks):
            raise ValueError("a rank is of a value, not of a rank")
        return self


for _part in (Filter, MetricQuery):
    _part.model_rebuild()
