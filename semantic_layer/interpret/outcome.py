"""What came of a question's words: the five outcomes of interpretation, and its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from semantic_layer.query import MetricQuery


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
    """What retrieval found among entitled things (and closed public names, marked)."""

    values: tuple[ValueCandidate, ...] = ()
    names: tuple[NameCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class WordLink:
    """A stretch of the question and what it became; `use` is "" where it was not used."""

    start: int
    end: int
    text: str
    use: str


@dataclass(frozen=True, slots=True)
class Understood:
    """One reading, well ahead of the others. `assumed` are defaults the question did not say."""

    query: MetricQuery
    confidence: float
    assumed: tuple[str, ...] = ()
    words: tuple[WordLink, ...] = ()


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


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question about a definition, owner, freshness or what may be asked."""

    topic: str  # "definition", "owner", "freshness", "metrics", "dimensions"
    subject: str | None
    words: tuple[WordLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a clarification; `label` says its consequence."""

    label: str
    query: MetricQuery | None


@dataclass(frozen=True, slots=True)
class Clarification:
    prompt: str
    choices: tuple[Choice, ...]
    words: tuple[WordLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A declined question; `code` is one of the refusal codes of errors.py."""

    code: str
    detail: str
    nearest: tuple[str, ...] = ()
    words: tuple[WordLink, ...] = ()


Outcome = Understood | Analysis | CatalogueQuestion | Clarification | Refusal
