"""The kinds of metric: each a number with one definition.

Expressions are row-level SQL over the columns of one dataset, in the common dialect; they hold no
aggregate. `:today`, `:period_start` and `:period_end` may stand in the `where` of a metric.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from semantic_layer.model.definition import Definition, Name
from semantic_layer.model.windows import Window
from semantic_layer.period import Period, Unit
from semantic_layer.query import Filter

ADDED_UP = frozenset({"sum", "count"})  # results of groups are those of the whole, added up
COMBINED = {"sum": "sum", "count": "sum", "min": "min", "max": "max"}  # how results are combined


class Kind(StrEnum):
    SIMPLE = "simple"
    DISTINCT = "distinct"
    SEMI_ADDITIVE = "semi_additive"
    RATIO = "ratio"
    DERIVED = "derived"
    COMPARABLE = "comparable"
    COHORT = "cohort"
    PERCENTILE = "percentile"
    CUMULATIVE = "cumulative"
    FUNNEL = "funnel"


class MetricBase(Definition):
    """What every metric has, whatever its kind.

    `unit`: USD, units, count, fraction (shown as %), ratio, weeks, days, hours, turns.
    `plan`: the metric that holds its plan. `visible` false: a part of other metrics only.
    `default_period` is taken where a question names none and all its metrics have the same one;
    else the default calendar's year to date is. A stock metric's is one rolling day: its period
    ends on the watermark, so that it takes the last snapshot.
    `gaps`: what a filled series holds where the metric has no row; see `gap_of`.
    """

    name: Name
    label: str
    description: str
    formula: str = ""  # in words, for the basis: "gross margin ÷ net sales"
    owner: str
    unit: str
    favourable: Literal["up", "down", "neutral"] = "neutral"
    synonyms: tuple[str, ...] = ()
    certified: bool = True
    version: int = 1
    plan: Name | None = None
    visible: bool = True
    default_period: Period | None = None
    gaps: Literal["zero", "null"] | None = None


class Measured(MetricBase):
    """A metric that is aggregated from the rows of one dataset.

    `filters` are conditions on dimensions, `where` one on the dataset's own columns; both belong to
    the metric's meaning and are shown. `time` names another date column of the dataset for its
    periods, or "none" for a number whose rows have no date in the period: it is as of today, or
    `where` says with `:period_start` and `:period_end` (in a series, each bucket's) what counts.
    """

    dataset: Name
    expression: str
    filters: tuple[Filter, ...] = ()
    where: str | None = None
    where_label: str | None = None  # `where` in words
    time: str | None = None


class Simple(Measured):
    kind: Literal[Kind.SIMPLE] = Kind.SIMPLE
    aggregation: Literal["sum", "count", "min", "max", "avg"] = "sum"


class Distinct(Measured):
    """Distinct values of the expression; never added up across groups."""

    kind: Literal[Kind.DISTINCT] = Kind.DISTINCT
    entity: str | None = None  # "customer": people, for small groups


class SemiAdditive(Measured):
    """Summed (or counted) over everything but time, where it takes snapshots of the period.

    over_time last: the last snapshot on or before the period's end; first: the first in the period;
    opening: the last one before its first day; mean, max, min: over the period's snapshots of the
    summed value, 0 where a group has no row; all: all rows of the period's snapshots (for rates).
    A period without a snapshot takes the last one before it; with `carry_forward` false it has no
    value.
    """

    kind: Literal[Kind.SEMI_ADDITIVE] = Kind.SEMI_ADDITIVE
    aggregation: Literal["sum", "count"] = "sum"
    over_time: Literal["last", "first", "opening", "mean", "max", "min", "all"] = "last"
    carry_forward: bool = True


class Percentile(Measured):
    """The value that a part of the rows (half of them: the median) lies below; never added up.

    Between two values it is interpolated, as SQL's PERCENTILE_CONT does; `discrete`: the first
    value that enough rows are not above (PERCENTILE_DISC). With `of_each` (an order) the rows of
    each one are added up first, within each group, and the percentile is taken over those sums;
    one that has no value is left out.
    """

    kind: Literal[Kind.PERCENTILE] = Kind.PERCENTILE
    percentile: Decimal = Field(default=Decimal("0.5"), gt=0, lt=1, decimal_places=4)
    discrete: bool = False
    of_each: str | None = None


class Term(Definition):
    """One side of a ratio: a metric, narrowed further."""

    metric: Name
    filters: tuple[Filter, ...] = ()
    where: str | None = None
    where_label: str | None = None


class Ratio(MetricBase):
    """The quotient of two sums; null where the denominator is zero or missing."""

    kind: Literal[Kind.RATIO] = Kind.RATIO
    numerator: Name | Term
    denominator: Name | Term


class Derived(MetricBase):
    """Arithmetic (+ - * / and parentheses) over metrics, numbers and `period_days`.

    A quotient with a zero or missing divisor is null.
    """

    kind: Literal[Kind.DERIVED] = Kind.DERIVED
    expression: str


class Narrowed(Derived):
    """A derived metric under conditions; no file has one, a query makes it of its own parts."""

    filters: tuple[Filter, ...]


class Lookback(Definition):
    """So many days, weeks or Gregorian months, quarters or years."""

    unit: Unit
    count: int = Field(ge=1, le=3660)


class Cohort(Measured):
    """How many (customers) came, by the events (orders) that they came with.

    The expression is who comes, `event` what tells one coming from another; `filters` and `where`
    say which rows are events. take new: those whose first event of all falls in the period, counted
    where it happened; repeat: those with two or more events in the period, within each group;
    retained: those with an event in the period, within each group, who had one anywhere in the
    `window` that ends the day before it (or before each bucket), which is as long as the period
    unless it is given; before: those with an event in that window, at whose dimensions they are
    counted (what a rate of the retained is of); first: no count, but the sum of `amount` over the
    rows of first events.
    """

    kind: Literal[Kind.COHORT] = Kind.COHORT
    event: str
    take: Literal["new", "repeat", "retained", "before", "first"]
    window: Lookback | None = None
    amount: str | None = None
    entity: str | None = None  # "customer": people, for small groups


class Following(Definition):
    """The event that is waited for: its rows, who it is of, and the date column of its day."""

    dataset: Name
    expression: str
    filters: tuple[Filter, ...] = ()
    where: str | None = None
    where_label: str | None = None
    time: Name | None = None


class Funnel(Measured):
    """How many (customers) had an event in the period that another followed within days of it.

    The expression is whose event it is; each event is looked at for itself, and who had one that
    was followed counts once in a group, at the event's own dimensions and date. What follows may
    lie after the period and anywhere. On the event's own day it counts unless `same_day` is false;
    with `event` (which tells one from another, where both are of one dataset) only the one of a
    higher key does, so that nothing follows itself.
    """

    kind: Literal[Kind.FUNNEL] = Kind.FUNNEL
    followed_by: Following
    within_days: int = Field(ge=0, le=3660)
    same_day: bool = True
    event: str | None = None
    entity: str | None = None  # "customer": people, for small groups


class Comparable(MetricBase):
    """Another metric, over what a policy holds comparable in the period asked for.

    What it is compared with is measured over the same ones. With `growth` it is the growth itself,
    as a fraction: against the days 364 days earlier, over those comparable in the later period.
    """

    kind: Literal[Kind.COMPARABLE] = Kind.COMPARABLE
    of: Name
    policy: Name
    growth: bool = False


class Cumulative(MetricBase):
    """Another metric over a window of days that ends with the period, or begins after it.

    In a series the window goes by each bucket's last day. A window that reaches before the data
    counts what there is; one that looks ahead of the data, or a year before it, is null.
    """

    kind: Literal[Kind.CUMULATIVE] = Kind.CUMULATIVE
    of: Name
    window: Window


Metric = Annotated[
    Simple
    | Distinct
    | SemiAdditive
    | Ratio
    | Derived
    | Comparable
    | Cohort
    | Percentile
    | Funnel
    | Cumulative,
    Field(discriminator="kind"),
]


def counts_each_once(metric: Measured) -> bool:
    """Whether it counts (customers) each once in a group, so that counts do not add up."""
    taken = isinstance(metric, Cohort) and metric.take != "first"
    return taken or isinstance(metric, Distinct | Funnel)
