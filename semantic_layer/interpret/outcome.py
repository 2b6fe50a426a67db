"""What came of a question's words: the five outcomes of interpretation, and its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.query import MetricQuery, Scalar


class Evidence(StrEnum):
    EXACT = "exact"
    SYNONYM = "synonym"
    STEM = "stem"
    ABBREVIATION = "abbreviation"
    MISSPELLING = "misspelling"
    VECTOR = "vector"


@dataclass(frozen=True, slots=True)
class ValueCandidate:
    """A member of a dimension that words of the question may name.

    `text` is the folded stretch of the question (see tokens.fold) that it matches; `closed` marks a
    member with a public name outside the asker's rows: only the refusal may speak of it.
    """

    dimension: str
    value: str
    text: str
    evidence: Evidence
    score: float
    closed: bool = False


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A metric or dimension near the question's meaning, by rank fusion of words and vectors."""

    kind: str  # "metric" or "dimension"
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """What retrieval found among entitled things (and closed public names, marked).

    `english` are the folded words of the question that are words of English, and so no slips of the
    hand for words of the model.
    """

    values: tuple[ValueCandidate, ...] = ()
    names: tuple[NameCandidate, ...] = ()
    english: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordLink:
    """A stretch of the question and what it became.

    `use` is the part that it plays in the reading, "" where it was not used; `meant` is the label
    of what it names, "" where it names nothing.
    """

    start: int
    end: int
    text: str
    use: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """One reading, well ahead of the others. `assumed` are defaults the question did not say.

    `chosen` tells of the asker's remembered choices that settled it. `confidence` is the share of
    readings with as much `doubt` that were right on questions that measure. `follows`: the query
    is a change of the one before it in the conversation.
    """

    query: MetricQuery
    confidence: float
    assumed: tuple[str, ...] = ()
    words: tuple[WordLink, ...] = ()
    chosen: tuple[str, ...] = ()
    doubt: float = 0.0
    follows: bool = False


class AnalysisKind(StrEnum):
    DRIVERS = "drivers"
    FORECAST = "forecast"
    ANOMALY = "anomaly"


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question beyond one query; `query` is the number it is about, where that is clear."""

    kind: AnalysisKind
    query: MetricQuery | None
    words: tuple[WordLink, ...] = ()


class Topic(StrEnum):
    """What a question about the catalogue is after."""

    DEFINITION = "definition"
    DIFFERENCE = "difference"
    OWNER = "owner"
    CERTIFICATION = "certification"
    FRESHNESS = "freshness"
    METRICS = "metrics"  # what may be asked, of all or about something
    DIMENSIONS = "dimensions"  # of a metric, or all
    SPLIT = "split"  # whether a metric can be split by a dimension
    MEMBERS = "members"
    ACCESS = "access"
    CLOSED = "closed"  # what is closed to the asker
    SPENDING = "spending"
    CALENDAR = "calendar"
    PERIOD = "period"
    DEFAULT_PERIOD = "default period"
    COMPARISON = "comparison"  # with which days a period is compared
    SMALL_GROUPS = "small groups"
    PERSONAL = "personal data"


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a question about the catalogue names.

    `kind` is "metric", "dimension", "dataset", "member" (of the dimension `name`) or "word" (what
    the catalogue may know or not). A closed one has a public name that the asker may not see.
    """

    kind: str
    name: str
    said: str = ""
    values: tuple[Scalar, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question about definitions, owners, freshness, permissions, usage or the calendar.

    `subject` is the name of the first metric, dimension or dataset that it is about, `named` all
    that it names, in order. `aspect` is what of the topic is asked for, where that matters;
    `unread` are words that mean nothing here and are left aside.
    """

    topic: Topic
    subject: str | None = None
    words: tuple[WordLink, ...] = ()
    named: tuple[Named, ...] = ()
    periods: tuple[ResolvedPeriod, ...] = ()
    aspect: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Meant:
    """What somebody means by words of several readings.

    `said` is folded; it is the whole question where no number was named. `meant` is written as the
    choices of the model's ambiguous words are: a name, "member:dimension:value" or "whole".
    """

    said: str
    meant: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a clarification; `consequence` says what follows from picking it.

    `settles` is what picking it says of the words, where that can be remembered for another time;
    `assumed` are defaults of its query that the question did not say.
    """

    label: str
    query: MetricQuery | None
    settles: Meant | None = None
    assumed: tuple[str, ...] = ()
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Clarification:
    prompt: str
    choices: tuple[Choice, ...]
    words: tuple[WordLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A declined question; `code` is one of the refusal codes of errors.py.

    `left` are the words for which it is declined, where others might know what they mean.
    """

    code: str
    detail: str
    nearest: tuple[str, ...] = ()
    words: tuple[WordLink, ...] = ()
    left: tuple[str, ...] = ()


Outcome = Understood | Analysis | CatalogueQuestion | Clarification | Refusal
