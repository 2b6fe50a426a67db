"""What is offered for a part of a query, and what somebody picks of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartOf(StrEnum):
    """A kind of part of a query that can be changed by itself."""

    METRIC = "metric"
    PERIOD = "period"
    COMPARISON = "comparison"
    SHOWN = "shown"  # what stands beside a comparison: the difference, the growth
    GRAIN = "grain"
    DIMENSION = "dimension"
    FILTER = "filter"
    THRESHOLD = "threshold"
    BESIDE = "beside"  # shares, running totals, moving averages and places
    ROWS = "rows"  # how many rows, and which come first
    INSIDE = "inside"  # one row's member or days, split further


class Asks(StrEnum):
    """What a menu takes besides its options."""

    NOTHING = ""
    DATES = "dates"  # two dates, the last one included
    MEMBERS = "members"  # members of the dimension that is filtered by
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. `at` says which part of its kind, counted from 0; one beyond the last adds one.

    `to` is an option's own name, empty where the part is taken out; `values` are what was typed or
    ticked: two dates, members, a number.
    """

    part: PartOf
    at: int = 0
    to: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """`detail` says what picking it means, where the label does not: the days of a period."""

    to: str
    label: str
    detail: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """What one part may become. `about` is the dimension that `asks` takes members of."""

    part: PartOf
    at: int
    options: tuple[Option, ...] = ()
    removable: bool = False
    asks: Asks = Asks.NOTHING
    about: str = ""
    ticked: tuple[str, ...] = ()
