"""What is aggregated together: measures, by which rule, over which days, grouped by what?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from semantic_layer.compile.formulas import Measure
from semantic_layer.compile.windows import Role
from semantic_layer.model.definitions import Dataset, Dimension
from semantic_layer.model.windows import Window


class Rule(StrEnum):
    """How a period chooses rows of a dataset; the value ends the name of the block."""

    FLOW = "totals"  # rows dated within it
    ADDED = "sums"  # rows dated within a bucket's window, by way of pieces that add up
    PIECES = "pieces"  # rows dated within a piece of these windows
    COUNTED = "counted"  # rows dated within a bucket's window, each for every window
    LAST = "at_end"  # the last snapshot on or before its end
    MEAN = "mean"  # the mean over its snapshots
    START = "at_start"  # the first of its snapshots
    OPENING = "at_opening"  # the last snapshot before its first day
    HIGHEST = "highest"  # the greatest sum of its snapshots
    LOWEST = "lowest"  # the least of them
    ALL = "counts"  # every row of its snapshots
    STANDING = "standing"  # rows have no date
    NEW = "new"  # rows dated within it, of first events only
    FIRST = "first"  # the same, added up
    RETAINED = "retained"  # rows dated within it, of those who came before it
    BEFORE = "before"  # rows dated in the time before it
    FUNNEL = "followed"  # rows dated within it, of events that another followed
    REPEAT = "repeat"  # rows dated within it, counted for each one first
    EACH = "each"  # rows dated within it, added up for each one first


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by: a dimension, or (none) the time bucket.

    `several` says in words that a row may count in more than one group, where it may.
    """

    name: str
    dimension: Dimension | None
    several: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Measures that are aggregated together, for one role; over a window, for that role's days."""

    name: str
    dataset: Dataset
    time: str | None
    rule: Rule
    role: Role
    measures: tuple[Measure, ...]
    window: Window | None = None

    def column(self, measure: Measure) -> str:
        return measure.name + self.role.columns_end


@dataclass(frozen=True, slots=True)
class Spine:
    """A step that has every tuple of keys that is to be measured, rows or not.

    `nullable` are those of its keys that may be null.
    """

    name: str
    nullable: frozenset[str]
