"""The definitions of a retailer's numbers, as frozen values.

A SemanticModel is read from YAML files (one list of definitions under each plural key, in any
number of files) and never changes afterwards. Expressions are row-level SQL over the columns of
one dataset, in the common dialect; they hold no aggregate. `:today`, `:period_start` and
`:period_end` may stand in the `where` of a metric.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from semantic_layer.model.definition import Definition, Name
from semantic_layer.model.holidays import HolidayDefinition
from semantic_layer.model.metrics import Metric
from semantic_layer.model.policies import (
    ColumnMask,
    ColumnPolicy,
    LimitPolicy,
    MetricPolicy,
    Role,
    RowPolicy,
    SmallGroups,
)
from semantic_layer.period import Unit
from semantic_layer.query import Filter


class DataType(StrEnum):
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"


class Classification(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PERSONAL = "personal"  # never answered, whoever asks


class Use(StrEnum):
    """What may be done with a name and its values, beyond answering whoever is entitled to them."""

    RETRIEVE = "retrieve"  # found by the words of a question
    PROMPT = "prompt"  # told to a language model outside
    EXPORT = "export"  # carried away in a file


class Column(Definition):
    """`uses` are those of its classification, where it does not say."""

    name: Name
    type: DataType
    nullable: bool = False
    classification: Classification = Classification.INTERNAL
    uses: tuple[Use, ...] | None = None


class Validity(Definition):
    """The days on which a version of something holds; an empty end is open.

    `until` is the first day on which it no longer holds, or with `until_included` the last one on
    which it does.
    """

    since: Name
    until: Name
    until_included: bool = False


class Join(Definition):
    """Many rows here to at most one there. `whole`: every row here has its partner there.

    With `many` a row here may have several partners there: the dataset is a bridge. With `valid`
    the partner is the version there that holds on the day of the row that is counted.
    """

    to: Name
    on: dict[Name, Name]  # column here -> column there
    whole: bool = False
    many: bool = False
    valid: Validity | None = None


class Snapshots(Definition):
    """The dataset is a stock count: never added up over time."""

    every: Unit = Unit.WEEK


class Promise(Definition):
    """How many days the dataset's last day may lie behind the data's.

    What lies further behind is told with each number that needs the days that are missing; behind
    `refused_after` days such a number is refused.
    """

    within: int = Field(ge=0)
    refused_after: int | None = None


class Dataset(Definition):
    """A fact or dimension table with its grain, keys and time column.

    `time` is the date column that periods apply to; `unit` is the finest time unit it knows
    (a weekly plan has its week's first day in `time`). `open_to` is "all" or role names: a dataset
    that does not say who may see it is seen by nobody.
    """

    name: Name
    label: str
    table: str
    description: str
    owner: str
    key: tuple[Name, ...]
    columns: tuple[Column, ...]
    joins: tuple[Join, ...] = ()
    time: Name | None = None
    unit: Unit = Unit.DAY
    snapshots: Snapshots | None = None
    promise: Promise | None = None
    fact: bool = False
    open_to: tuple[str, ...] = ()


class Dimension(Definition):
    """Something to group or filter by.

    `on` gives, for each dataset that carries it, its row-level expression there; the first one is
    its home, where its members are listed. Metrics reach it from their own dataset along joins.
    `none_label` names the group of rows without one (no promotion, not a member).
    `words` maps a member (as text) to what people call it; a boolean's are "true" and "false". A
    phrase that stands under several members means all of them together ("weekend").
    `present_words` are phrases for rows that have one ("promoted" for a promotion, so a filter
    not_null), `absent_words` for rows that have none ("still trading" for a closing date: is_null).
    With `breakdown_without_none` a question that names it as a breakdown ("each holiday") is read
    with the filter not_null beside it.
    """

    name: Name
    label: str
    plural: str = ""
    description: str
    owner: str
    type: DataType = DataType.STRING
    on: dict[Name, str]
    synonyms: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    labels: dict[str, str] = Field(
        default_factory=dict
    )  # how a member is shown, where not as stored
    present_words: tuple[str, ...] = ()
    absent_words: tuple[str, ...] = ()
    none_label: str | None = None
    breakdown_without_none: bool = False
    indexed: bool = True  # whether its members are looked up by name
    code: bool = False  # an identifier (SKU), to be matched exactly
    unit: str | None = None
    classification: Classification = Classification.INTERNAL
    uses: tuple[Use, ...] | None = None  # never more than its columns allow
    ordered: tuple[str, ...] = ()  # members in their own order (weekdays), where not by label


class Hierarchy(Definition):
    """Dimensions from coarse to fine, to drill along."""

    name: Name
    label: str
    levels: tuple[Name, ...]


class CalendarColumns(Definition):
    """The columns of a table of days: the day, and the numbers of its units.

    `year` is the calendar's own year, and the others count within it; `week` may count over its
    turn, as weeks of a Gregorian year do. Without `quarter` the calendar has none.
    """

    date: Name
    year: Name
    quarter: Name | None = None
    month: Name
    week: Name


class CalendarDefinition(Definition):
    """How days make weeks, months, quarters and years.

    kind retail_454 (also 445, 544): fiscal years end on the last day of a week nearest to the end
    of `ends_near` (month 1 = January). kind table: as the rows of `dataset` say, one a day, by its
    `columns`.
    """

    name: Name
    label: str
    kind: Literal["gregorian", "retail_454", "retail_445", "retail_544", "table"]
    week_starts: Literal["sunday", "monday"] = "sunday"
    ends_near: int = 1
    year_named_by: Literal["start", "end"] = "start"
    dataset: Name | None = None
    columns: CalendarColumns | None = None
    synonyms: tuple[str, ...] = ()


class SeasonDefinition(Definition):
    """A named stretch of whole months of a calendar ("holiday season")."""

    name: str
    calendar: Name
    first_month_of: int = Field(
        ge=1, le=12, description="Gregorian number of the first month's name"
    )
    months: int = Field(ge=1, le=12)
    synonyms: tuple[str, ...] = ()


class TimeSettings(Definition):
    """Today is the day after the watermark: the last value of `watermark` (dataset.column).

    `first_day` is the first day of the data that is answered; left out, the first value of
    `watermark`. `dataset` is the table of days that calendar dimensions live in,
    joined by its column `date` to each dataset's time column.
    """

    default_calendar: Name
    watermark: str
    first_day: dt.date | None = None
    dataset: Name | None = None
    date: Name | None = None


class ComparableRule(Definition):
    """One version of a policy, in force for periods that begin on its first day or later.

    Comparable is what opened on or before the first day of the month that lies `months` before
    the period's first one. `filters` say what else counts (channels in or out).
    """

    effective_from: dt.date
    months: int = Field(default=13, ge=1, le=120)
    filters: tuple[Filter, ...] = ()


class ComparablePolicy(Definition):
    """Which stores (or other `noun`) are comparable over a period: one set for all of it.

    `opened` and `closed` are the dimensions of their first and last day; who closed on or before
    the period's last day is left out. `member` is the dimension that names one; without it the
    dimension of their key does, where there is one. Months are those of `calendar`, else of the
    model's own.
    """

    name: Name
    label: str
    description: str
    owner: str
    noun: str
    opened: Name
    closed: Name | None = None
    member: Name | None = None
    calendar: Name | None = None
    versions: tuple[ComparableRule, ...] = Field(min_length=1)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All that the choice goes by, in any version."""
        closed = () if self.closed is None else (self.closed,)
        more = (each.dimension for rule in self.versions for each in rule.filters)
        return tuple(dict.fromkeys((self.opened, *closed, *more)))


class RollupDefinition(Definition):
    """Numbers of a dataset that are added up beforehand, and read where they give the same answer.

    One row for each `unit` (of `calendar`, else of the model's own) and each tuple of `dimensions`;
    `metrics` are simple ones of the dataset: sums, counts, least and greatest values.
    """

    name: Name
    label: str
    description: str
    owner: str
    dataset: Name
    unit: Unit = Unit.DAY
    calendar: Name | None = None
    dimensions: tuple[Name, ...] = ()
    metrics: tuple[Name, ...] = Field(min_length=1)


class AttributeDefinition(Definition):
    """What is known of a person that policies go by: a manager's regions, a supplier's name.

    Its values are text until a policy reads them as `type`; one that is none denies everything.
    `dimension` is whose members they are, for whoever chooses them.
    """

    name: Name
    label: str
    description: str = ""
    type: DataType = DataType.STRING
    dimension: Name | None = None


class PublicNames(Definition):
    """Names whose existence is no secret: asking for a closed one is "not permitted"."""

    dimensions: tuple[Name, ...] = ()
    metrics: bool = False


class AmbiguousWord(Definition):
    """A bare word that has several readings; the asker is offered the choice.

    `choices` are metric names, dimension names, "member:dimension:value" (a filter), or "whole":
    the word names the company and adds nothing. `unless` gives, for a choice, the words beside
    which it is settled ("rate" makes "margin" gross_margin_rate); words of several choices beside
    it ("units and $") ask for each of them. With `for_metrics` the word is ambiguous only as a
    breakdown of one of these metrics, and else is what its own dimension says.
    """

    word: str
    synonyms: tuple[str, ...] = ()
    choices: tuple[str, ...] = Field(min_length=2)
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    for_metrics: tuple[Name, ...] = ()
    prompt: str = ""


class MoreWords(Definition):
    """More synonyms of a metric or dimension that is defined elsewhere, as its owner accepted."""

    name: Name
    words: tuple[str, ...] = Field(min_length=1)


class PersonalWords(Definition):
    """What people call personal columns: a question for them is refused before all else.

    They stay in every asker's view of the model, unlike the columns ("dataset.column").
    """

    name: Name
    label: str
    words: tuple[str, ...]
    columns: tuple[str, ...]


class SemanticModel(Definition):
    """The whole set of definitions. Names are unique within each kind."""

    name: Name
    label: str
    company: str = ""
    owner: str = ""
    currency: str = "USD"
    time: TimeSettings
    calendars: tuple[CalendarDefinition, ...]
    seasons: tuple[SeasonDefinition, ...] = ()
    holidays: tuple[HolidayDefinition, ...] = ()
    datasets: tuple[Dataset, ...]
    dimensions: tuple[Dimension, ...]
    hierarchies: tuple[Hierarchy, ...] = ()
    metrics: tuple[Metric, ...]
    comparable: tuple[ComparablePolicy, ...] = ()
    rollups: tuple[RollupDefinition, ...] = ()
    ambiguous: tuple[AmbiguousWord, ...] = ()
    synonyms: tuple[MoreWords, ...] = ()
    personal: tuple[PersonalWords, ...] = ()
    roles: tuple[Role, ...] = ()
    attributes: tuple[AttributeDefinition, ...] = ()
    row_policies: tuple[RowPolicy, ...] = ()
    column_policies: tuple[ColumnPolicy, ...] = ()
    column_masks: tuple[ColumnMask, ...] = ()
    metric_policies: tuple[MetricPolicy, ...] = ()
    limits: tuple[LimitPolicy, ...] = ()
    small_groups: tuple[SmallGroups, ...] = ()
    public: PublicNames = PublicNames()
