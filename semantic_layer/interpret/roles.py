"""What can a stretch of a question be?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.period import Period
from semantic_layer.query import Comparison, FilterOp, Grain, Scalar


class Role(StrEnum):
    """The part that words play; the value is what the explanation calls it."""

    # of the model
    METRIC = "metric"
    DIMENSION = "dimension"
    MEMBER = "member"
    CONDITION = "condition"  # a word for rows that have (or lack) a dimension's value
    AMBIGUOUS = "ambiguous word"
    CLOSED_METRIC = "closed metric"
    COMPANY = "company"
    DATASET = "dataset"
    # of time
    PERIOD = "period"
    COMPARED = "comparison with a period"
    GRAIN = "grain"
    TREND = "trend"
    RUNNING = "running total"
    MOVING = "moving average"
    SUBTOTALS = "subtotals"
    TIME_UNIT = "unit of time"  # a bare "week" or "days"
    NOW = "now"
    OPENING = "opening of a stock"
    # numbers and how they compare
    NUMBER = "number"
    MORE = "more than"
    AT_LEAST = "at least"
    LESS = "less than"
    AT_MOST = "at most"
    OVER = "over"  # above a number, or against a period
    BETWEEN = "between"
    EXACTLY = "exactly"
    EMPTY = "empty"  # has no value
    HIGHER = "higher"  # than before: a word alone, without a number
    LOWER = "lower"
    OR_MORE = "or more"
    OR_LESS = "or less"
    BEFORE = "before"
    AFTER = "after"
    NEW = "new"  # has had its first day since
    # order
    HIGH = "highest"
    LOW = "lowest"
    BEST = "best"
    WORST = "worst"
    FIRST = "first"
    SORT = "sort"
    ASCENDING = "ascending"
    DESCENDING = "descending"
    ALPHABETICAL = "alphabetical"
    OTHERS = "others"
    ROWS = "rows"  # of the answer
    # grouping
    BY = "by"
    EACH = "each"
    WHICH = "which"
    THEIR = "their"
    WISE = "wise"  # "region wise"
    # joining and restricting
    AND = "and"
    VERSUS = "versus"
    COMPARE = "compare"
    NOT = "not"
    LEAVE = "leave"  # with "out" or "aside" behind what is left out
    LEFT_OUT = "left out"
    ONLY = "only"
    ANY = "any"
    WHERE = "where"  # a preposition that leads to a filter
    # columns beside a metric
    SHARE = "share"
    GROWTH = "growth"
    GREW = "grew"
    SHRANK = "shrank"
    CHANGE = "change"
    REFERENCE = "reference value"  # of what a number is compared with
    LAST_YEAR = "against last year"
    PREVIOUS = "against the period before"
    PLAN = "against plan"
    EITHER_SIDE = "ahead or behind"
    SIDE = "ahead of plan"  # or behind it, where no metric is called so
    # who and how much
    OWN = "own"
    COUNT = "how many"
    SELL = "verb of a metric"
    UNIT = "unit of a metric"
    PERCENT = "percent"
    AVERAGE = "average"
    MEDIAN = "median"  # only where a metric is called so
    PERFORM = "performance"
    PACE = "rate of sale"
    SUPPLY = "verb of supply"
    # follow-ups
    ADD = "add"
    REPLACE = "instead"
    DROP = "drop"
    IN_PLACE = "in place of"
    SWAP = "swap"
    FLIP = "turn round"
    SAME = "same"
    BOTH = "both"
    ALONE = "total"
    # questions that are not for one query
    WHY = "why"
    FORECAST = "forecast"
    ANOMALY = "anomaly"
    DEFINE = "definition"
    OWNER = "owner"
    FRESH = "freshness"
    CATALOGUE = "catalogue"
    # what is declined
    PERSONAL = "personal data"
    PERSON = "person"
    IDENTITY = "identity"
    STATEMENT = "statement"
    INSTRUCTION = "instruction"
    # the rest
    PAUSE = "pause"
    FILLER = "filler"
    VERB = "light verb"  # says only that there is a number
    UNKNOWN = "not understood"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a stretch: a name of the model, members, a period, a number, or a word.

    `name` is a metric's or dimension's name, an ambiguous word, or the phrase itself.
    """

    role: Role
    name: str = ""
    weight: float = 1.0
    evidence: Evidence = Evidence.EXACT
    values: tuple[Scalar, ...] = ()
    op: FilterOp = FilterOp.IN
    closed: bool = False
    thin: bool = False  # one word of several is too little to name a member by
    period: Period | None = None
    resolved: ResolvedPeriod | None = None
    comparison: Comparison | None = None
    implied: Period | None = None
    holiday: str | None = None
    day: tuple[str, Scalar] | None = None  # a holiday as a member: its dimension and its value
    follows: bool = False
    grain: Grain | None = None
    at_ends: bool = False  # what stood when each unit ended
    number: float | None = None
    sign: str = ""

    def same(self, other: Meaning) -> bool:
        """Whether both mean the same thing, whatever the evidence."""
        if self.period or other.period:
            return self.period == other.period
        mine, its = (self.role, self.name, self.op), (other.role, other.name, other.op)
        return mine == its and self.values == other.values


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of tokens, first to before `last`, and one meaning it may have."""

    first: int
    last: int
    meaning: Meaning
