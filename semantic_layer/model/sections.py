"""Which keys may stand at the top of a model's file, and what each holds?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from semantic_layer.model.definition import Definition, Name
from semantic_layer.model.definitions import (
    AmbiguousWord,
    AttributeDefinition,
    CalendarDefinition,
    ComparablePolicy,
    Dataset,
    Dimension,
    Hierarchy,
    MoreWords,
    PersonalWords,
    PublicNames,
    RollupDefinition,
    SeasonDefinition,
    TimeSettings,
)
from semantic_layer.model.holidays import HolidayDefinition
from semantic_layer.model.metrics import (
    Cohort,
    Comparable,
    Cumulative,
    Derived,
    Distinct,
    Funnel,
    Kind,
    Metric,
    Percentile,
    Ratio,
    SemiAdditive,
    Simple,
)
from semantic_layer.model.policies import (
    ColumnMask,
    ColumnPolicy,
    LimitPolicy,
    MetricPolicy,
    Role,
    RowPolicy,
    SmallGroups,
)


class Settings(Definition):
    """What the `model` key holds."""

    name: Name
    label: str
    company: str = ""
    owner: str = ""  # who answers for what no metric's owner does
    currency: str = "USD"
    time: TimeSettings


METRIC_KINDS: Mapping[str, type[Definition]] = {
    Kind.SIMPLE: Simple,
    Kind.DISTINCT: Distinct,
    Kind.SEMI_ADDITIVE: SemiAdditive,
    Kind.RATIO: Ratio,
    Kind.DERIVED: Derived,
    Kind.COMPARABLE: Comparable,
    Kind.COHORT: Cohort,
    Kind.PERCENTILE: Percentile,
    Kind.CUMULATIVE: Cumulative,
    Kind.FUNNEL: Funnel,
}

# Keys that hold one mapping; they may stand in one file only.
SINGLE: Mapping[str, type[Definition]] = {"model": Settings, "public": PublicNames}

# Keys that hold a list of definitions, in any number of files.
LISTS: Mapping[str, type[Definition]] = {
    "calendars": CalendarDefinition,
    "seasons": SeasonDefinition,
    "holidays": HolidayDefinition,
    "datasets": Dataset,
    "dimensions": Dimension,
    "hierarchies": Hierarchy,
    "metrics": Definition,  # by kind: METRIC_KINDS
    "comparable": ComparablePolicy,
    "rollups": RollupDefinition,
    "ambiguous": AmbiguousWord,
    "synonyms": MoreWords,
    "personal": PersonalWords,
    "roles": Role,
    "attributes": AttributeDefinition,
    "row_policies": RowPolicy,
    "column_policies": ColumnPolicy,
    "column_masks": ColumnMask,
    "metric_policies": MetricPolicy,
    "limits": LimitPolicy,
    "small_groups": SmallGroups,
}

REQUIRED = ("model", "calendars", "datasets", "dimensions", "metrics")


@dataclass(frozen=True, slots=True)
class Parts:
    """The definitions that read well on their own, before anything is proved about the whole.

    `names` are the names in each section, in the files' order, of definitions that did not read
    too: a reference to one of those is not a mistake of its own.
    """

    names: Mapping[str, tuple[str, ...]]
    settings: Settings | None = None
    public: PublicNames = field(default_factory=PublicNames)
    calendars: tuple[CalendarDefinition, ...] = ()
    seasons: tuple[SeasonDefinition, ...] = ()
    holidays: tuple[HolidayDefinition, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    hierarchies: tuple[Hierarchy, ...] = ()
    metrics: tuple[Metric, ...] = ()
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


def name_of(section: str, item: object) -> str | None:
    """What a definition is called: its name, or the word of an ambiguous one."""
    key = "word" if section == "ambiguous" else "name"
    name = item.get(key) if isinstance(item, dict) else getattr(item, key, None)
    return name if isinstance(name, str) else None
